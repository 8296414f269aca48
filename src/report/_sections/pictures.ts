import type { SimulationResult } from '../../evaluation/index.ts'
import { percent } from '../../words.ts'
import type { Draw } from '../_charts/draw.ts'
import { intervalPlot } from '../_charts/intervals.ts'
import { qualityAgainstDiversity } from '../_charts/quality-diversity.ts'
import { starBars, starShares } from '../_charts/stars.ts'
import { staying, stayingCurves } from '../_charts/staying.ts'
import { type Html, html } from '../_html.ts'
import { number, table } from '../_table.ts'
import { section } from './section.ts'

/** Four pictures, and the numbers of those that no other table has. @example pictures(result, await loadDraw()) */
export function pictures(result: SimulationResult, draw: Draw): Html {
  return section(
    'pictures',
    'In pictures',
    html`<div class="pictures">
${intervalPlot(result, draw)}
${stayingCurves(result, draw)}
${starBars(result, draw)}
${qualityAgainstDiversity(result, draw)}
</div>
<details><summary>The pages and the stars in numbers</summary>
${stayingTable(result)}
${starTable(result)}
</details>`,
  )
}

function stayingTable(result: SimulationResult): Html {
  const curves = staying(result)
  const pages = curves[0]?.shares.map((_, page) => `page ${page + 1}`) ?? []
  return table({
    caption: 'Share of viewers who see a page.',
    columns: ['recommender', ...pages],
    groups: [
      {
        rows: curves.map(({ recommender, shares }) => [
          recommender,
          ...shares.map((share) => number(share, percent, 'nobody visited')),
        ]),
      },
    ],
  })
}

function starTable({ trust }: SimulationResult): Html {
  const { simulated, real } = trust.stars
  const row = (shares: readonly (number | null)[]) => shares.map((share) => number(share, percent, 'nobody rated'))
  return table({
    caption: 'Shares of the stars given.',
    columns: ['who', ...real.points.map((point) => `${point} ${point === 1 ? 'star' : 'stars'}`)],
    groups: [
      {
        rows: [
          ['simulated viewers', ...row(starShares(simulated))],
          ['the same people, held out', ...row(starShares(real))],
        ],
      },
    ],
  })
}
