import { marked, type RankingTable } from '../../../evaluation/index.ts'
import { fixed } from '../../../words.ts'
import type { Draw } from '../../_charts/draw.ts'
import { drawIntervals } from '../../_charts/intervals.ts'
import { markOf } from '../../_charts/marks.ts'
import { diversityPicture } from '../../_charts/quality-diversity.ts'
import { qualityAgainstSeconds } from '../../_charts/quality-seconds.ts'
import { type Html, html } from '../../_html.ts'
import { section } from '../section.ts'
import { standing } from './standing.ts'

/** The pictures; every number in them stands in the tables of recommenders and of their cost. @example pictures(ranking, draw) */
export function pictures(ranking: RankingTable, draw: Draw): Html | null {
  const { primary } = ranking.plan
  if (primary === null) return null
  return section(
    'pictures',
    'In pictures',
    html`<div class="pictures">
${intervals(ranking, primary, draw)}
${diversityPicture(ranking, { metrics: [primary], markFor: (_, at) => markOf(at) }, draw)}
${qualityAgainstSeconds(ranking, primary, draw)}
</div>
<p class="note">Their numbers stand in the tables of <a href="#recommenders">the recommenders</a> and of
<a href="#cost">time and memory</a>.</p>`,
  )
}

function intervals(ranking: RankingTable, primary: string, draw: Draw): Html {
  const lines = standing(ranking).map((row) => {
    const { mean = null, low = null, high = null } = row.metrics[primary] ?? {}
    return { name: marked(row), mean, low, high, mark: markOf(ranking.rows.indexOf(row)) }
  })
  const write = { axis: (value: number) => fixed(value, 2), label: (value: number) => fixed(value, 3) }
  return html`<figure>${drawIntervals(draw, { what: primary, lines, write })}<figcaption><b>${primary}.</b> A mark is the mean
over people, its line the 95% interval. Lines that overlap do not mean that two recommenders are alike: the same people were
served by both, so read the comparisons.</figcaption></figure>`
}
