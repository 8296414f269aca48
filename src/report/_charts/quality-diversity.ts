import type { RankingTable, SimulationResult } from '../../evaluation/index.ts'
import { fixed, percent } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { rangeTo, valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { type Mark, markOf } from './marks.ts'
import { placeLabels } from './place-labels.ts'
import { whiskers } from './whiskers.ts'

/**
 * Held-out quality against diversity, one mark a recommender.
 *
 * @returns null when the run measured no pair of the two
 * @example qualityAgainstDiversity(result, await loadDraw())
 */
export function qualityAgainstDiversity(result: SimulationResult, draw: Draw): Html | null {
  const quality = firstMeasured(result.offline, [result.trust.order.metric, 'ndcg@10'])
  const diversity = firstMeasured(result.offline, ['item_coverage@10', 'ild@10'])
  if (quality === null || diversity === null) return null
  const points = pointsOf(result, quality, diversity)
  const share = diversity.startsWith('item_coverage')
  const write = (value: number): string => (share ? percent(value, 0) : fixed(value, 2))
  const said = points.map(({ recommender, x, y }) => `${recommender}: ${fixed(x, 3)}, ${write(y)}`)
  const picture = draw({
    name: 'quality-diversity',
    label: `${quality} and ${diversity}. ${said.join('; ')}.`,
    height: 270,
    option: options(points, { quality, write }),
  })
  const up = share ? 'share of the catalogue that somebody is shown among ten' : 'how unlike the items of one list are'
  return html`<figure>${picture}<figcaption><b>Quality against diversity.</b> To the right: finds more of what people chose
later (${quality}, with 95% intervals). Up: ${up} (${diversity}).</figcaption></figure>`
}

interface Point extends Mark {
  readonly recommender: string
  readonly x: number
  readonly low: number | null
  readonly high: number | null
  readonly y: number
}

function pointsOf(result: SimulationResult, quality: string, diversity: string): Point[] {
  return result.offline.rows.flatMap(({ recommender, metrics }, at) => {
    const { mean: x = null, low = null, high = null } = metrics[quality] ?? {}
    const y = metrics[diversity]?.mean ?? null
    const place = result.rows.findIndex((row) => row.recommender === recommender)
    return x === null || y === null ? [] : [{ recommender, x, low, high, y, ...markOf(place < 0 ? at : place) }]
  })
}

const PLOT = { left: 44, top: 14, width: 320, height: 212 }

function options(
  points: readonly Point[],
  axes: { readonly quality: string; readonly write: (value: number) => string },
) {
  const xRange = rangeTo(Math.max(0, ...points.map(({ x, high }) => high ?? x)))
  const yRange = rangeTo(Math.max(0, ...points.map(({ y }) => y)))
  const right = (value: number): number => PLOT.left + (PLOT.width * value) / xRange.max
  const names = placeLabels(
    points.map(({ recommender, x, low, high, y }) => ({
      x: right(x),
      y: PLOT.top + PLOT.height * (1 - y / yRange.max),
      low: right(low ?? x),
      high: right(high ?? x),
      width: Math.min(recommender.length * LETTER, NAME),
    })),
    { left: PLOT.left, top: 0, right: PLOT.left + PLOT.width + 12, bottom: PLOT.top + PLOT.height + 4 },
  )
  return {
    grid: PLOT,
    xAxis: valueAxis({ title: axes.quality, write: (value) => fixed(value, 2), range: xRange }),
    yAxis: valueAxis({ write: axes.write, range: yRange }),
    series: [
      whiskers(
        points.flatMap(({ low, high, y, color }) => (low === null || high === null ? [] : [{ low, high, y, color }])),
      ),
      ...points.map(({ recommender, x, y, color, symbol }, at) => ({
        type: 'scatter',
        silent: true,
        symbolSize: 11,
        symbol,
        data: [[x, y]],
        itemStyle: { color, opacity: 1 },
        label: {
          show: true,
          position: 'top',
          fontSize: 12,
          color,
          width: NAME,
          overflow: 'truncate',
          formatter: () => recommender,
        },
        labelLayout: { ...names[at]!, align: 'center', verticalAlign: 'middle' },
      })),
    ],
  }
}

/** Widths in pixels: of a letter, about, and of the longest name shown whole. */
const LETTER = 7
const NAME = 130

function firstMeasured({ rows }: RankingTable, metrics: readonly string[]): string | null {
  return metrics.find((metric) => rows.some((row) => row.metrics[metric]?.mean != null)) ?? null
}
