import type { RankingTable, SimulationResult } from '../../evaluation/index.ts'
import { fixed, percent } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { rangeTo } from './axes.ts'
import type { Draw } from './draw.ts'
import { type Mark, markOf } from './marks.ts'
import { type TradeOffPoint, tradeOff } from './trade-off.ts'

/**
 * Held-out quality against diversity, one mark a recommender.
 *
 * @returns null when the run measured no pair of the two
 * @example qualityAgainstDiversity(result, await loadDraw())
 */
export function qualityAgainstDiversity(result: SimulationResult, draw: Draw): Html | null {
  const markFor = (recommender: string, at: number): Mark => {
    const place = result.rows.findIndex((row) => row.recommender === recommender)
    return markOf(place < 0 ? at : place)
  }
  return diversityPicture(result.offline, { metrics: [result.trust.order.metric, 'ndcg@10'], markFor }, draw)
}

/**
 * Quality against diversity on one table.
 *
 * @param how.metrics of quality, the first that was measured counts
 * @param how.markFor how a recommender looks, by its name and its place in the table
 * @returns null when the table has no pair of the two
 * @example diversityPicture(table, { metrics: ['ndcg@10'], markFor: (_, at) => markOf(at) }, draw)
 */
export function diversityPicture(
  table: RankingTable,
  how: { readonly metrics: readonly string[]; readonly markFor: (recommender: string, at: number) => Mark },
  draw: Draw,
): Html | null {
  const quality = firstMeasured(table, how.metrics)
  const diversity = firstMeasured(table, ['item_coverage@10', 'ild@10'])
  if (quality === null || diversity === null) return null
  const points = table.rows.flatMap(({ recommender, metrics }, at): TradeOffPoint[] => {
    const { mean: x = null, low = null, high = null } = metrics[quality] ?? {}
    const y = metrics[diversity]?.mean ?? null
    return x === null || y === null ? [] : [{ name: recommender, x, low, high, y, ...how.markFor(recommender, at) }]
  })
  const share = diversity.startsWith('item_coverage')
  const write = (value: number): string => (share ? percent(value, 0) : fixed(value, 2))
  const said = points.map(({ name, x, y }) => `${name}: ${fixed(x, 3)}, ${write(y)}`)
  const picture = tradeOff(
    points,
    {
      name: 'quality-diversity',
      label: `${quality} and ${diversity}. ${said.join('; ')}.`,
      title: quality,
      x: {
        min: 0,
        ...rangeTo(Math.max(0, ...points.map(({ x, high }) => high ?? x))),
        write: (value) => fixed(value, 2),
      },
      y: { min: 0, ...rangeTo(Math.max(0, ...points.map(({ y }) => y))), write },
    },
    draw,
  )
  const up = share ? 'share of the catalogue that somebody is shown among ten' : 'how unlike the items of one list are'
  return html`<figure>${picture}<figcaption><b>Quality against diversity.</b> To the right: finds more of what people chose
later (${quality}, with 95% intervals). Up: ${up} (${diversity}).</figcaption></figure>`
}

function firstMeasured({ rows }: RankingTable, metrics: readonly string[]): string | null {
  return metrics.find((metric) => rows.some((row) => row.metrics[metric]?.mean != null)) ?? null
}
