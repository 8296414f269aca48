import type { RankingTable } from './ranking-table.ts'

/** How the numbers came about, in one sentence. @example protocolSentence(table) */
export function protocolSentence({ protocol }: RankingTable): string {
  const { dataset, split, people, candidates, ties, gain, hash, testHash } = protocol
  return `${dataset}, ${split}; ${people} people, ${candidates} items ranked, ${gain} gain, ties by ${ties}; data ${hash.slice(0, 12)}, test events ${testHash.slice(0, 12)}.`
}

/** How means and intervals were made, in one sentence. @example meansSentence(table) */
export function meansSentence({ plan, protocol }: RankingTable): string {
  const kind = plan.interval === 'bca' ? 'BCa' : 'percentile'
  return `Means over ${protocol.people} people with 95% ${kind} bootstrap intervals (${plan.resamples} draws); metrics over all lists together have none.`
}

/** How recommenders were compared, in two sentences. @example comparisonSentence(table) */
export function comparisonSentence({ plan, comparisons }: RankingTable): string {
  return `On ${plan.primary}, person by person: the first less the second; p by ${TESTS[plan.test]}, ${adjusted(plan.adjustment, comparisons.length)}. d_z: mean difference in standard deviations of the differences; rank-biserial: from -1 to 1.`
}

const TESTS = {
  randomisation: "Fisher's randomisation test",
  t: "Student's paired t test",
  wilcoxon: "Wilcoxon's signed-rank test",
} as const

function adjusted(adjustment: RankingTable['plan']['adjustment'], comparisons: number): string {
  if (adjustment === 'none') return `not adjusted for ${comparisons} comparisons`
  return adjustment === 'holm'
    ? `adjusted by Holm for ${comparisons} comparisons`
    : `adjusted p by Tukey's honestly significant difference over all recommenders`
}
