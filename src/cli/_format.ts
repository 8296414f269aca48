/** A number with its interval, such as `0.312 [0.301, 0.323]`; an en dash for what is undefined. @example interval({ mean: null, low: null, high: null }) */
export function interval(
  value: { readonly mean: number | null; readonly low: number | null; readonly high: number | null },
  digits = 3,
): string {
  if (value.mean === null) return '–'
  const mean = value.mean.toFixed(digits)
  return value.low === null || value.high === null
    ? mean
    : `${mean} [${value.low.toFixed(digits)}, ${value.high.toFixed(digits)}]`
}

/** A number or an en dash. @example number(null) // '–' */
export const number = (value: number | null | undefined, digits = 3): string =>
  value === null || value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)

/** A p-value: never printed as zero. @example pValue(0.00001) // '<.001' */
export const pValue = (p: number | null | undefined): string =>
  p === null || p === undefined ? '–' : p < 0.001 ? '<.001' : p.toFixed(3).replace(/^0/, '')

/** Bytes for people. @example bytes(2048) // '2.0 kB' */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  return `${(count / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`
}
