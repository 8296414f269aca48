import type { SimulationComparison, SimulationResult } from '../../evaluation/index.ts'
import { bestFirst, comparisonOf, noTest, toldApart } from '../_order.ts'
import { counted, fixed, listed, pValue } from '../_words.ts'

/** The answer of a run in plain words. */
export interface Verdict {
  /** One sentence without its full stop. */
  readonly answer: string
  /** How sure that is: sentences. */
  readonly sure: readonly string[]
}

/**
 * Says which recommender serves the viewers better and how sure that is, or that it cannot be told.
 *
 * The best by satisfaction is held against the next; all others are named as told apart from it or not.
 *
 * @example verdict(result).answer // 'ease serves these 500 viewers best'
 */
export function verdict(result: SimulationResult): Verdict {
  const [best, next, ...rest] = bestFirst(result.rows).filter((row) => row.measures.satisfaction.mean !== null)
  if (!best) return { answer: 'No viewer said how satisfied they were, so there is nothing to compare', sure: [] }
  if (!next) return { answer: `Only ${best.recommender} was met, so there is nothing to compare it with`, sure: [] }
  const compared = comparisonOf(result, best.recommender, next.recommender)
  if (compared?.difference == null) {
    return { answer: `${best.recommender} and ${next.recommender} were not met by the same viewers`, sure: [] }
  }
  const others = rest.flatMap((row) => comparisonOf(result, best.recommender, row.recommender) ?? [])
  return { answer: answer(compared, others), sure: [howSure(compared, result), ...againstOthers(compared, others)] }
}

function answer(compared: SimulationComparison, others: readonly SimulationComparison[]): string {
  const { recommender, other, viewers } = compared
  const people = counted(viewers, 'viewer')
  if (!toldApart(compared)) return `Between ${recommender} and ${other} no difference can be told with ${people}`
  if (others.length > 0 && others.every(toldApart)) return `${recommender} serves these ${people} best`
  return `${recommender} serves these ${people} better than ${other} does`
}

function howSure(compared: SimulationComparison, { comparisons }: SimulationResult): string {
  const { other, recommender, difference, low, high, adjustedP, viewers } = compared
  const interval = low === null || high === null ? 'no interval' : `95% interval ${fixed(low, 2)} to ${fixed(high, 2)}`
  const adjusted = comparisons.length > 1 ? `, adjusted for ${comparisons.length} comparisons` : ''
  const p = adjustedP === null ? `no test: ${noTest(viewers)}` : `p ${equals(pValue(adjustedP))}${adjusted}`
  const points = `${fixed(difference!, 2)} points`
  if (toldApart(compared)) {
    return `In front of ${recommender} the same people were ${points} more satisfied, on a scale from 1 to 10, than in front of ${other}, the next best (${interval}; ${p}).`
  }
  const nothing = `In front of ${recommender} the same people were ${points} more satisfied, on a scale from 1 to 10, than in front of ${other} (${interval}; ${p}).`
  return adjustedP === null ? nothing : `${nothing} That much can come about by chance.`
}

function againstOthers(next: SimulationComparison, others: readonly SimulationComparison[]): string[] {
  const best = next.recommender
  const told = others.filter(toldApart).map(({ other }) => other)
  const open = others.filter((one) => !toldApart(one)).map(({ other }) => other)
  const [too, either] = toldApart(next) ? ['also ', ''] : ['', ' either']
  return [
    ...(open.length > 0 ? [`Between ${best} and ${listed(open, 'or')} no difference can be told${either}.`] : []),
    ...(told.length > 0 ? [`By more than chance explains, ${best} is ${too}ahead of ${listed(told)}.`] : []),
  ]
}

const equals = (p: string): string => (p.startsWith('<') ? p : `= ${p}`)
