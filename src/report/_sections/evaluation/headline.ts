import { comparisonOf, marked, type RankingTable } from '../../../evaluation/index.ts'
import { counted, fixed, listed, pValue } from '../../../words.ts'
import { type Html, html } from '../../_html.ts'
import { type Lead, leadOf, standing } from './standing.ts'

/** Who finds most of what people chose later, large, and how sure that is. @example headline(table) */
export function headline(table: RankingTable): Html {
  const lead = leadOf(table)
  return html`<header>
<p class="eyebrow">tastemaker <span aria-hidden="true">·</span> an evaluation on ${table.protocol.dataset}</p>
<h1>${answer(table, lead)}.</h1>
${lead && html`<p class="lead">${sure(table, lead)}</p>`}
</header>
`
}

/** The sentence at the top, without its full stop. */
export function answer({ plan, rows }: RankingTable, lead: Lead | null): string {
  if (lead === null) return 'Nothing was measured person by person, so there is nobody ahead'
  const best = marked(lead.best)
  if (rows.length === 1) return `${best}, by itself`
  if (lead.level.length === 0) return `${best} is ahead by ${plan.primary}`
  if (lead.level.length === rows.length - 1) return `No recommender is told from ${best}, the first by ${plan.primary}`
  return `${best} is first by ${plan.primary}, level with ${listed(lead.level.map(marked))}`
}

function sure(table: RankingTable, { best, level }: Lead): string {
  const primary = table.plan.primary!
  const { mean, low, high } = best.metrics[primary]!
  const ends = low === null || high === null ? '' : ` (95% interval ${fixed(low, 3)} to ${fixed(high, 3)})`
  const own = `Its ${primary} is ${fixed(mean!, 3)}${ends} over ${counted(table.protocol.people, 'person', 'people')}.`
  const next = standing(table)[1]
  const pair = next && comparisonOf(table, best.recommender, next.recommender)
  if (!next || !pair || pair.difference === null) return own
  const gap = `The next, ${marked(next)}, is ${fixed(Math.abs(pair.difference), 3)} away person by person`
  const chance = pair.adjustedP === null ? (pair.reason ?? 'not tested') : `adjusted p ${pValue(pair.adjustedP)}`
  const told =
    level.length === 0 ? 'Every other one is told from it.' : 'Level means: too close to be told from chance.'
  return `${own} ${gap} (${chance}). ${told}`
}
