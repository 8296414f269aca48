import { tones } from './marks.ts'

/*
 * Axes that stay in the background: faint lines for reading a value, no ticks, the title at the end of the axis.
 */

/** An axis of numbers. @example valueAxis({ title: 'ndcg@10', write: String }) */
export function valueAxis(axis: {
  readonly title?: string
  readonly write: (value: number) => string
  readonly min?: number
  readonly max?: number
}) {
  return {
    type: 'value',
    scale: true,
    splitNumber: 4,
    ...(axis.min === undefined ? {} : { min: axis.min }),
    ...(axis.max === undefined ? {} : { max: axis.max }),
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

function titled(title: string | undefined) {
  if (title === undefined) return {}
  return { name: title, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: tones.quiet } } as const
}
