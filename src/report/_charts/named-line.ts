import { markOf } from './marks.ts'

/** A line with its name at its end. */
export interface NamedLine {
  readonly name: string
  /** One share for each place on the axis; null where there is none. */
  readonly shares: readonly (number | null)[]
  /** Place in the order of colours. */
  readonly at: number
  /** Height of the name in pixels. */
  readonly y: number
}

/** The series of a line with its name at its end, for ECharts. */
export function namedLine({ name, shares, at, y }: NamedLine) {
  const { color, symbol } = markOf(at)
  return {
    type: 'line' as const,
    silent: true,
    clip: false,
    data: [...shares],
    symbol,
    symbolSize: 8,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
    endLabel: { show: true, formatter: () => name, color, fontSize: 12, width: 104, overflow: 'truncate' as const },
    labelLayout: { y },
  }
}
