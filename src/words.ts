/*
 * Numbers and lists as sentences for people have them: a true minus sign, thousands apart, never a zero for what is unknown.
 */

/** A number with fixed digits. @example fixed(-0.5, 2) // '−0.50' */
export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** A share as a percentage. @example percent(0.3127, 1) // '31.3%' */
export const percent = (share: number, digits = 1): string => `${fixed(100 * share, digits)}%`

/** A whole number with its thousands apart. @example whole(100000) // '100,000' */
export const whole = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** A p-value; a small one is never written as zero. @example pValue(0.00001) // '< 0.001' */
export const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3))

/** A count with its noun. @example counted(1, 'viewer') // '1 viewer' */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${whole(count)} ${count === 1 ? noun : plural}`

/** Names in a sentence. @example listed(['a', 'b', 'c']) // 'a, b and c' */
export function listed(names: readonly string[], word = 'and'): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}

/** A duration in the unit people would use. @example seconds(75) // '1 min 15 s' */
export function seconds(duration: number): string {
  const rounded = Math.round(duration)
  if (duration < 10) return `${duration.toFixed(1)} s`
  return rounded < 60 ? `${rounded} s` : `${Math.floor(rounded / 60)} min ${rounded % 60} s`
}
