import { bestFirst, type SimulationResult } from '../../evaluation/index.ts'
import { fixed } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { type Mark, markOf, tones } from './marks.ts'
import { whiskers } from './whiskers.ts'

/** One line of the picture. */
export interface IntervalLine {
  readonly name: string
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  readonly mark: Mark
}

/**
 * Satisfaction of each recommender's viewers: a mark for the mean, a line for its interval, best on top.
 *
 * @example intervalPlot(result, await loadDraw())
 */
export function intervalPlot(result: SimulationResult, draw: Draw): Html {
  const lines = bestFirst(result.rows).map((row) => ({
    name: row.recommender,
    ...row.measures.satisfaction,
    mark: markOf(result.rows.indexOf(row)),
  }))
  const write = { axis: (value: number) => fixed(value, 1), label: (value: number) => fixed(value, 2) }
  return html`<figure>${drawIntervals(draw, { what: 'Satisfaction', lines, write })}<figcaption><b>Satisfaction, 1 to 10.</b> A mark is the mean over viewers, its line the 95%
interval. Lines that overlap do not mean that two recommenders are alike: the same people met both, so read the comparisons
below.</figcaption></figure>`
}

/**
 * Draws means as marks and their intervals as lines, the name and the numbers over each.
 *
 * @param picture.what what the numbers are, as the first words of the picture's description
 * @param picture.lines top to bottom
 * @param picture.write how numbers are written at the axis and over the lines
 * @example drawIntervals(draw, { what: 'ndcg@10', lines, write: { axis: String, label: String } })
 */
export function drawIntervals(
  draw: Draw,
  picture: {
    readonly what: string
    readonly lines: readonly IntervalLine[]
    readonly write: { readonly axis: (value: number) => string; readonly label: (value: number) => string }
  },
): Html {
  const { what, lines, write } = picture
  const words = ({ mean, low, high }: IntervalLine): string => {
    if (mean === null) return 'no value'
    const ends = low === null || high === null ? '' : ` (${write.label(low)} to ${write.label(high)})`
    return `${write.label(mean)}${ends}`
  }
  const known = lines.flatMap((line, y) => (line.mean === null ? [] : [{ ...line, mean: line.mean, y }]))
  return draw({
    name: 'intervals',
    label: `${what}, mean and 95% interval. ${lines.map((line) => `${line.name}: ${words(line)}`).join('; ')}.`,
    height: 36 + ROW * lines.length,
    option: {
      grid: { left: 8, right: 16, top: 8, bottom: 28 },
      xAxis: valueAxis({ write: write.axis }),
      yAxis: {
        type: 'category',
        inverse: true,
        data: lines.map((line) => `${line.name}   ${words(line)}`),
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
        whiskers(
          known.flatMap(({ low, high, y, mark }) =>
            low === null || high === null ? [] : [{ low, high, y, color: mark.color }],
          ),
        ),
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
}

/** Height of one recommender in pixels. */
const ROW = 50
