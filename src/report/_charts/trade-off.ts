import type { Html } from '../_html.ts'
import { valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import type { Mark } from './marks.ts'
import { placeLabels } from './place-labels.ts'
import { whiskers } from './whiskers.ts'

/** One recommender between two goals. */
export interface TradeOffPoint extends Mark {
  readonly name: string
  readonly x: number
  /** The interval of x; null without one. */
  readonly low: number | null
  readonly high: number | null
  readonly y: number
}

/** An axis with both ends given, so that names can be placed before anything is drawn. */
export interface Ends {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly write: (value: number) => string
}

/**
 * Draws one mark a recommender, to the right by one number and up by another, with its name beside it.
 *
 * @param picture.label what a reader who cannot see it should know
 * @param picture.title what the axis to the right measures
 * @example tradeOff(points, { name: 'quality-diversity', label, title: 'ndcg@10', x, y }, draw)
 */
export function tradeOff(
  points: readonly TradeOffPoint[],
  picture: {
    readonly name: string
    readonly label: string
    readonly title: string
    readonly x: Ends
    readonly y: Ends
  },
  draw: Draw,
): Html {
  const { x, y } = picture
  const right = (value: number): number => PLOT.left + (PLOT.width * (value - x.min)) / (x.max - x.min)
  const names = placeLabels(
    points.map((point) => ({
      x: right(point.x),
      y: PLOT.top + PLOT.height * (1 - (point.y - y.min) / (y.max - y.min)),
      low: right(point.low ?? point.x),
      high: right(point.high ?? point.x),
      width: Math.min(point.name.length * LETTER, NAME),
    })),
    { left: PLOT.left, top: 0, right: PLOT.left + PLOT.width + 12, bottom: PLOT.top + PLOT.height + 4 },
  )
  const lines = points.flatMap((point) =>
    point.low === null || point.high === null
      ? []
      : [{ low: point.low, high: point.high, y: point.y, color: point.color }],
  )
  return draw({
    name: picture.name,
    label: picture.label,
    height: 270,
    option: {
      grid: PLOT,
      xAxis: { ...valueAxis({ title: picture.title, write: x.write }), min: x.min, max: x.max, interval: x.step },
      yAxis: { ...valueAxis({ write: y.write }), min: y.min, max: y.max, interval: y.step },
      series: [
        whiskers(lines),
        ...points.map(({ name, x: across, y: up, color, symbol }, at) => ({
          type: 'scatter',
          silent: true,
          symbolSize: 11,
          symbol,
          data: [[across, up]],
          itemStyle: { color, opacity: 1 },
          label: {
            show: true,
            position: 'top',
            fontSize: 12,
            color,
            width: NAME,
            overflow: 'truncate',
            formatter: () => name,
          },
          labelLayout: { ...names[at]!, align: 'center', verticalAlign: 'middle' },
        })),
      ],
    },
  })
}

const PLOT = { left: 44, top: 14, width: 320, height: 212 }

/** Widths in pixels: of a letter, about, and of the longest name shown whole. */
const LETTER = 7
const NAME = 130
