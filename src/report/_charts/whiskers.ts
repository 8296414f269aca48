import type { CustomSeriesOption } from 'echarts/charts'

/** A horizontal line from the low to the high end of an interval. */
export interface Whisker {
  readonly low: number
  readonly high: number
  /** A number, or the place on an axis of names. */
  readonly y: number
  readonly color: string
}

/**
 * Intervals as horizontal lines with short ends.
 *
 * @example whiskers([{ low: 6.9, high: 7.3, y: 0, color: 'var(--series-1)' }])
 */
export function whiskers(intervals: readonly Whisker[]): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: intervals.map(({ low, high, y }) => [low, y, high]),
    encode: { x: [0, 2], y: 1 },
    renderItem: (params, api) => {
      const { low, high, y, color } = intervals[params.dataIndex]!
      const [left, right] = [api.coord([low, y]), api.coord([high, y])]
      const line = (x1: number, y1: number, x2: number, y2: number) =>
        ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 2, fill: 'none' } }) as const
      const end = ([x, at]: readonly number[]) => line(x!, at! - END, x!, at! + END)
      return {
        type: 'group',
        children: [line(left[0]!, left[1]!, right[0]!, right[1]!), end(left), end(right)],
      }
    },
  }
}

/** Half the height of the end of a whisker, in pixels. */
const END = 4
