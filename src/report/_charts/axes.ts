import { tones } from './marks.ts'

/*
 * Axes that stay in the background: faint lines for reading a value, no ticks, the title in the middle.
 */

/** An axis of numbers. @example valueAxis({ title: 'ndcg@10', write: String }) */
export function valueAxis(axis: {
  readonly title?: string
  readonly write: (value: number) => string
  /** Both ends and the step between lines; found from the data unless given. */
  readonly range?: Range
  readonly min?: number
}) {
  return {
    type: 'value',
    scale: true,
    splitNumber: 4,
    ...(axis.min === undefined ? {} : { min: axis.min }),
    ...(axis.range === undefined ? {} : { min: 0, max: axis.range.max, interval: axis.range.step }),
    ...titled(axis.title),
    axisLabel: { color: tones.quiet, formatter: axis.write, hideOverlap: true },
    splitLine: { lineStyle: { color: tones.line } },
    axisLine: { show: false },
    axisTick: { show: false },
  } as const
}

/** An axis of names. @example nameAxis({ names: ['1', '2', '3'], title: 'page' }) */
export function nameAxis(axis: { readonly names: readonly string[]; readonly title?: string }) {
  return {
    type: 'category',
    data: [...axis.names],
    ...titled(axis.title),
    axisLabel: { color: tones.quiet },
    axisLine: { lineStyle: { color: tones.line } },
    axisTick: { show: false },
  } as const
}

/** An axis from 0 in round steps. */
export interface Range {
  readonly max: number
  readonly step: number
}

/**
 * The least axis from 0 in three to six round steps that holds a value.
 *
 * @param largest from 0
 * @example rangeTo(0.137) // { max: 0.15, step: 0.05 }
 */
export function rangeTo(largest: number): Range {
  if (!(largest > 0)) return { max: 1, step: 0.25 }
  const rough = largest / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9))!
  // Rounded, because a sum of steps such as 0.1 ends a hair beside its number.
  return { max: Number((Math.ceil(largest / step - 1e-9) * step).toPrecision(12)), step }
}

function titled(title: string | undefined) {
  if (title === undefined) return {}
  return { name: title, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: tones.quiet } } as const
}
