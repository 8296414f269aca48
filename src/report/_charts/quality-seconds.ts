import type { RankingTable } from '../../evaluation/index.ts'
import { fixed } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { rangeTo } from './axes.ts'
import type { Draw } from './draw.ts'
import { markOf } from './marks.ts'
import { type TradeOffPoint, tradeOff } from './trade-off.ts'

/** Less time than this is not told apart: clocks and the rest of the machine have a say in it. */
const LEAST = 0.001

/**
 * Quality against the seconds that training and scoring take together, on a scale of powers of ten.
 *
 * @param quality a metric of the table
 * @returns null when fewer than two have both
 * @example qualityAgainstSeconds(table, 'ndcg@10', await loadDraw())
 */
export function qualityAgainstSeconds(table: RankingTable, quality: string, draw: Draw): Html | null {
  const points = table.rows.flatMap(({ recommender, metrics, fitSeconds, scoreSeconds }, at): TradeOffPoint[] => {
    const y = metrics[quality]?.mean ?? null
    if (y === null || fitSeconds === null || scoreSeconds === null) return []
    const x = Math.log10(Math.max(LEAST, fitSeconds + scoreSeconds))
    return [{ name: recommender, x, low: null, high: null, y, ...markOf(at) }]
  })
  if (points.length < 2) return null
  const min = Math.floor(Math.min(...points.map(({ x }) => x)))
  const max = Math.max(min + 1, Math.ceil(Math.max(...points.map(({ x }) => x))))
  const said = points.map(({ name, x, y }) => `${name}: ${secondsOf(x)} s, ${fixed(y, 3)}`)
  const picture = tradeOff(
    points,
    {
      name: 'quality-seconds',
      label: `Seconds to train and score, and ${quality}. ${said.join('; ')}.`,
      title: 'seconds to train and score',
      x: { min, max, step: 1, write: secondsOf },
      y: { min: 0, ...rangeTo(Math.max(0, ...points.map(({ y }) => y))), write: (value) => fixed(value, 2) },
    },
    draw,
  )
  return html`<figure>${picture}<figcaption><b>Quality against time.</b> To the left: less time to train and to score everybody,
each line ten times the one before. Up: more of what people chose later (${quality}).</figcaption></figure>`
}

/** Seconds from their power of ten, in three digits at most. */
const secondsOf = (power: number): string => String(Number((10 ** power).toPrecision(3)))
