import type { SimulationResult } from '../../evaluation/index.ts'
import { percent } from '../../words.ts'
import type { Draw } from '../_charts/draw.ts'
import { intervalPlot } from '../_charts/intervals.ts'
import { placeCurves, placesPicture, yesShares } from '../_charts/places.ts'
import { qualityAgainstDiversity } from '../_charts/quality-diversity.ts'
import { starBars, starShares } from '../_charts/stars.ts'
import { staying, stayingCurves } from '../_charts/staying.ts'
import { unqualified } from '../_chip.ts'
import { type Html, html } from '../_html.ts'
import { number, table } from '../_table.ts'
import { section } from './section.ts'

/** The pictures, and the numbers of those that no other table has. @example pictures(result, await loadDraw()) */
export function pictures(result: SimulationResult, draw: Draw): Html {
  return section(
    'pictures',
    'In pictures',
    html`<div class="pictures">
${intervalPlot(result, draw)}
${stayingCurves(result, draw)}
${starBars(result, draw)}
${qualityAgainstDiversity(result, draw)}
${placesPicture(result, draw)}
</div>
<details><summary>Pages, stars and places in numbers</summary>
${stayingTable(result)}
${starTable(result)}
${placeTable(result)}
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

function starTable({ trust, manifest }: SimulationResult): Html {
  const { simulated, real } = trust.stars
  const row = (shares: readonly (number | null)[]) => shares.map((share) => number(share, percent, 'nobody rated'))
  return table({
    caption: 'Shares of the stars given.',
    columns: ['who', ...real.points.map((point) => `${point} ${point === 1 ? 'star' : 'stars'}`)],
    groups: [
      {
        rows: [
          [html`simulated viewers${unqualified(manifest, 'viewer')}`, ...row(starShares(simulated))],
          ['the same people, held out', ...row(starShares(real))],
        ],
      },
    ],
  })
}

function placeTable(result: SimulationResult): Html | null {
  const curves = placeCurves(result)
  if (curves.length === 0) return null
  return table({
    caption: 'Share of the items at each place of a page that get a yes.',
    columns: ['who decided', ...curves[0]!.judged.map((_, place) => `place ${place + 1}`)],
    groups: [
      {
        rows: curves.map((curve) => [
          html`${curve.as}${unqualified(result.manifest, curve.as)}`,
          ...yesShares(curve).map((share) => number(share, percent, 'nobody saw an item there')),
        ]),
      },
    ],
  })
}
