import type { RankingProtocol, RankingTable, StoredEvaluation } from '../../../evaluation/index.ts'
import { counted, whole } from '../../../words.ts'
import { type Html, html } from '../../_html.ts'
import { facts } from '../facts.ts'

/** How the numbers came about, in one place. @example protocol(table, evaluation) */
export function protocol({ protocol: made, plan }: RankingTable, { data, seed, environment }: StoredEvaluation): Html {
  const { tastemaker, node } = environment
  const interval = plan.interval === 'bca' ? 'BCa' : 'percentile'
  return html`<section id="protocol" aria-label="Protocol">
${facts([
  ['data', `${made.dataset}: ${whole(data.people)} people, ${whole(data.items)} items, ${whole(data.events)} events`],
  ['split', made.split],
  ['test events', html`<code>${made.testHash.slice(0, 12)}</code>`],
  ['people', peopleWords(made)],
  ['candidates', candidateWords(made)],
  ['a hit is worth', gainWords(made)],
  ['intervals', `95%, ${interval} bootstrap over people, ${whole(plan.resamples)} draws`],
  ['tests', `${TESTS[plan.test]}; ${ADJUSTMENTS[plan.adjustment]}`],
  ['seed', String(seed)],
  ['versions', `tastemaker ${tastemaker}, Node.js ${node}`],
])}
</section>
`
}

function peopleWords({ people, dropped, noTestUsers, cold }: RankingProtocol): string {
  const parts = [counted(people, 'person', 'people')]
  if (dropped > 0) parts.push(`${whole(dropped)} without test events left out`)
  if (noTestUsers === 'zero') parts.push('those without test events count 0')
  if (cold > 0) parts.push(`${whole(cold)} without training events`)
  return parts.join('; ')
}

function candidateWords({ candidates, ties, sampled }: RankingProtocol): string {
  const drawn = sampled ? `${whole(sampled.negatives)} drawn items beside the held-out ones, ${sampled.by}` : null
  return `${drawn ?? (candidates === 'as given' ? 'lists as given' : `${candidates} items`)}; ties ${ties === 'as given' ? ties : `by ${ties}`}`
}

function gainWords({ gain, relevantFrom }: RankingProtocol): string {
  const from = relevantFrom === undefined ? '' : `, from a rating of ${relevantFrom}`
  return `${gain === 'binary' ? '1' : 'its rating'}${from}`
}

const TESTS = {
  randomisation: "Fisher's randomisation test, person by person",
  t: "Student's paired t test",
  wilcoxon: "Wilcoxon's signed-rank test",
} as const

const ADJUSTMENTS = {
  holm: 'adjusted by Holm for all comparisons',
  tukey: "adjusted p from Tukey's honestly significant difference",
  none: 'not adjusted for the number of comparisons',
} as const
