import type { PositionCurve, SimulationResult } from '../../evaluation/index.ts'
import { percent } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { nameAxis, valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { namedLine } from './named-line.ts'
import { spread } from './place-labels.ts'

/** Who is drawn: the viewers and a model beside them, with what goes by the place alone for comparison. */
const SHOWN = ['viewer', 'language', 'order-only', 'persona-shuffled']

/** How often the items at each place of a page get a yes; null where nobody saw one. @example yesShares(curve) */
export const yesShares = ({ judged, yes }: PositionCurve): (number | null)[] =>
  judged.map((count, place) => (count === 0 ? null : yes[place]! / count))

/** The curves that are drawn, in the order of the picture. @example placeCurves(result).map(({ as }) => as) */
export const placeCurves = ({ trust }: SimulationResult): PositionCurve[] =>
  SHOWN.flatMap((name) => trust.positions.find(({ as }) => as === name) ?? [])

/**
 * How often items get a yes by where they stand on a page: level for viewers that look at the item.
 *
 * @returns null when nobody judged anything
 * @example placesPicture(result, await loadDraw())
 */
export function placesPicture(result: SimulationResult, draw: Draw): Html | null {
  const curves = placeCurves(result).map((curve) => ({ as: curve.as, shares: yesShares(curve) }))
  if (curves.length === 0) return null
  const plot = { top: 12, height: 214 }
  const ends = curves.map(({ shares }) => plot.top + plot.height * (1 - (shares.at(-1) ?? 0)))
  const labels = spread(ends, 15, { low: plot.top, high: plot.top + plot.height + 6 })
  const said = curves.map(
    ({ as, shares }) => `${as}: ${shares.map((share) => (share === null ? 'no value' : percent(share, 0))).join(', ')}`,
  )
  const picture = draw({
    name: 'places',
    label: `Share of the items at each place of a page that get a yes. ${said.join('; ')}.`,
    height: 270,
    option: {
      grid: { left: 40, right: 112, ...plot },
      xAxis: {
        ...nameAxis({ names: curves[0]!.shares.map((_, place) => String(place + 1)), title: 'place on the page' }),
        boundaryGap: false,
      },
      yAxis: valueAxis({ write: (share) => percent(share, 0), range: { max: 1, step: 0.25 } }),
      series: curves.map(({ as, shares }, place) => namedLine({ name: as, shares, at: place, y: labels[place]! })),
    },
  })
  return html`<figure>${picture}<figcaption><b>By place.</b> Share of the items at each place of a page that get a yes. The
control order-only goes by the place alone; whoever looks at the items has a nearly level line.</figcaption></figure>`
}
