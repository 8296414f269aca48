import type { SimulationResult } from '../../evaluation/index.ts'
import { percent } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { nameAxis, valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { namedLine } from './named-line.ts'
import { spread } from './place-labels.ts'

/** Who still looks at each page. */
export interface Staying {
  readonly recommender: string
  /** Share of the viewers who saw page 1, 2, …; null without viewers. */
  readonly shares: readonly (number | null)[]
}

/**
 * Counts from exit pages back to who saw a page: everybody who left after it or later.
 *
 * @example staying(result)[0]?.shares[1]
 */
export function staying({ exits, rows }: SimulationResult): Staying[] {
  return exits.map(({ recommender, pages }) => {
    const viewers = rows.find((row) => row.recommender === recommender)?.viewers ?? 0
    const saw = pages.map((_, page) => pages.slice(page).reduce((sum, left) => sum + left, 0))
    return { recommender, shares: saw.map((count) => (viewers === 0 ? null : count / viewers)) }
  })
}

/**
 * The share of viewers who are still there, page by page.
 *
 * @example stayingCurves(result, await loadDraw())
 */
export function stayingCurves(result: SimulationResult, draw: Draw): Html {
  const curves = staying(result)
  const pages = result.exits[0]?.pages.map((_, page) => String(page + 1)) ?? []
  const said = curves.map(
    ({ recommender, shares }) =>
      `${recommender}: ${shares.map((share) => (share === null ? 'no value' : percent(share, 0))).join(', ')}`,
  )
  const plot = { top: 12, height: 214 }
  const ends = curves.map(({ shares }) => plot.top + plot.height * (1 - (shares.at(-1) ?? 0)))
  const labels = spread(ends, 15, { low: plot.top, high: plot.top + plot.height + 6 })
  const picture = draw({
    name: 'staying',
    label: `Share of viewers who see page 1 to ${pages.length}. ${said.join('; ')}.`,
    height: 270,
    option: {
      grid: { left: 40, right: 112, ...plot },
      xAxis: { ...nameAxis({ names: pages, title: 'page' }), boundaryGap: false },
      yAxis: valueAxis({ write: (share) => percent(share, 0), range: { max: 1, step: 0.25 } }),
      series: curves.map(({ recommender, shares }, place) =>
        namedLine({
          name: recommender,
          shares,
          at: result.rows.findIndex((row) => row.recommender === recommender),
          y: labels[place]!,
        }),
      ),
    },
  })
  return html`<figure>${picture}<figcaption><b>Still there.</b> Share of viewers who see a page. How long people stay on the
whole is an assumption; how the curves differ is what the recommenders did.</figcaption></figure>`
}
