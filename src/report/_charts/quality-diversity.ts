import type { RankingTable, SimulationResult } from '../../evaluation/index.ts'
import { type Html, html } from '../_html.ts'
import { fixed, percent } from '../_words.ts'
import { valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { markOf, tones } from './marks.ts'
import { whiskers } from './whiskers.ts'

/**
 * Held-out quality against diversity, one mark a recommender.
 *
 * @returns null when the run measured no pair of the two
 * @example qualityAgainstDiversity(result, await loadDraw())
 */
export function qualityAgainstDiversity(result: SimulationResult, draw: Draw): Html | null {
  const { offline } = result
  const quality = firstMeasured(offline, [result.trust.order.metric, 'ndcg@10'])
  const diversity = firstMeasured(offline, ['item_coverage@10', 'ild@10'])
  if (quality === null || diversity === null) return null
  const points = offline.rows.flatMap(({ recommender, metrics }) => {
    const { mean, low, high } = metrics[quality]!
    const y = metrics[diversity]!.mean
    const place = result.rows.findIndex((row) => row.recommender === recommender)
    return mean === null || y === null ? [] : [{ recommender, x: mean, low, high, y, ...markOf(Math.max(place, 0)) }]
  })
  const share = diversity.startsWith('item_coverage')
  const write = (value: number): string => (share ? percent(value, 0) : fixed(value, 2))
  const said = points.map(({ recommender, x, y }) => `${recommender}: ${fixed(x, 3)}, ${write(y)}`)
  const picture = draw({
    name: 'quality-diversity',
    label: `${quality} and ${diversity}. ${said.join('; ')}.`,
    height: 270,
    option: {
      grid: { left: 44, right: 28, top: 28, bottom: 44 },
      xAxis: valueAxis({ title: quality, write: (value) => fixed(value, 2) }),
      yAxis: valueAxis({ write, min: 0 }),
      series: [
        whiskers(
          points.flatMap(({ low, high, y, color }) => (low === null || high === null ? [] : [{ low, high, y, color }])),
        ),
        {
          type: 'scatter',
          silent: true,
          symbolSize: 11,
          data: points.map(({ recommender, x, y, color, symbol }) => ({
            name: recommender,
            value: [x, y],
            symbol,
            itemStyle: { color, opacity: 1 },
            label: { color },
          })),
          label: {
            show: true,
            position: 'top',
            distance: 5,
            fontSize: 12,
            color: tones.ink,
            width: 130,
            overflow: 'truncate',
            formatter: ({ name }: { name: string }) => name,
          },
          labelLayout: { moveOverlap: 'shiftY' },
        },
      ],
    },
  })
  const what = share
    ? 'share of the catalogue that somebody is shown among the first ten'
    : 'how unlike the items of one list are'
  return html`<figure>${picture}<figcaption><b>Quality against diversity.</b> To the right: finds more of what people chose
later (${quality}, with 95% intervals). Up: ${what} (${diversity}).</figcaption></figure>`
}

function firstMeasured({ rows }: RankingTable, metrics: readonly string[]): string | null {
  return (
    metrics.find(
      (metric) => rows.some((row) => row.metrics[metric]?.mean != null) && rows.every((row) => row.metrics[metric]),
    ) ?? null
  )
}
