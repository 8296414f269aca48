import { bestFirst, type SimulationResult } from '../../evaluation/index.ts'
import { fixed } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { markOf, tones } from './marks.ts'
import { whiskers } from './whiskers.ts'

/**
 * Satisfaction of each recommender's viewers: a mark for the mean, a line for its interval, best on top.
 *
 * @example intervalPlot(result, await loadDraw())
 */
export function intervalPlot(result: SimulationResult, draw: Draw): Html {
  const rows = bestFirst(result.rows).map((row) => ({
    name: row.recommender,
    ...row.measures.satisfaction,
    mark: markOf(result.rows.indexOf(row)),
  }))
  const known = rows.flatMap((row, y) => (row.mean === null ? [] : [{ ...row, mean: row.mean, y }]))
  const lines = known.flatMap(({ low, high, y, mark }) =>
    low === null || high === null ? [] : [{ low, high, y, color: mark.color }],
  )
  const picture = draw({
    name: 'intervals',
    label: `Satisfaction, mean and 95% interval. ${rows.map((row) => `${row.name}: ${words(row)}`).join('; ')}.`,
    height: 36 + ROW * rows.length,
    option: {
      grid: { left: 8, right: 16, top: 8, bottom: 28 },
      xAxis: valueAxis({ write: (value) => fixed(value, 1) }),
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => `${row.name}   ${words(row)}`),
        splitLine: { show: true, lineStyle: { color: tones.line } },
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          inside: true,
          color: tones.ink,
          fontSize: 13,
          // A rim in the colour of the ground, so that the lines of the axis do not cross the letters.
          textBorderColor: tones.ground,
          textBorderWidth: 4,
          verticalAlign: 'bottom',
          padding: [0, 0, 8, 4],
          margin: 0,
          width: 340,
          overflow: 'truncate',
        },
        z: 3,
      },
      series: [
        whiskers(lines),
        {
          type: 'scatter',
          silent: true,
          symbolSize: 11,
          data: known.map(({ mean, y, mark }) => ({
            value: [mean, y],
            symbol: mark.symbol,
            itemStyle: { color: mark.color, opacity: 1 },
          })),
        },
      ],
    },
  })
  return html`<figure>${picture}<figcaption><b>Satisfaction, 1 to 10.</b> A mark is the mean over viewers, its line the 95%
interval. Lines that overlap do not mean that two recommenders are alike: the same people met both, so read the comparisons
below.</figcaption></figure>`
}

/** Height of one recommender in pixels. */
const ROW = 50

const words = ({ mean, low, high }: { mean: number | null; low: number | null; high: number | null }): string =>
  mean === null
    ? 'no value'
    : `${fixed(mean, 2)}${low === null || high === null ? '' : ` (${fixed(low, 2)} to ${fixed(high, 2)})`}`
