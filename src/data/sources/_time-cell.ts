import { decode } from './_cells.ts'
import { numberIn } from './_number-cell.ts'

/** Units of time; the size of a number tells the numeric ones apart. */
export type TimeUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'dates'

/** A time as a cell gives it: its unit, null where the text is no time, and the milliseconds. */
export interface TimeCell {
  unit: TimeUnit | null
  at: number
}

/**
 * Reads one time of any unit from bytes that are not empty.
 *
 * Eleven digits of seconds are the year 5138 and eleven digits of milliseconds the year 1973: the ranges do not meet.
 *
 * @param into overwritten, so that a long log makes no garbage
 */
export function readTime(bytes: Buffer, from: number, to: number, into: TimeCell): void {
  const value = numberIn(bytes, from, to)
  const size = Math.abs(value)
  if (size < 1e11) set(into, 'seconds', value)
  else if (size < 1e14) set(into, 'milliseconds', value)
  else if (size < 1e17) set(into, 'microseconds', value)
  else {
    const at = Number.isNaN(value) ? dateOf(decode(bytes, from, to, 'latin-1')) : Number.NaN
    set(into, Number.isNaN(at) ? null : 'dates', at)
  }
}

function set(into: TimeCell, unit: TimeUnit | null, value: number): void {
  into.unit = unit
  into.at = unit === 'seconds' ? value * 1000 : unit === 'microseconds' ? value / 1000 : value
}

const iso =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?\s*$/i

/** A day or moment in ISO form as milliseconds, in UTC unless it names a zone; NaN for anything else. */
export function dateOf(text: string): number {
  const [whole, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] =
    iso.exec(text) ?? []
  if (whole === undefined) return Number.NaN
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const real = new Date(midnight)
  if (real.getUTCMonth() !== Number(month) - 1 || real.getUTCDate() !== Number(day)) return Number.NaN
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return Number.NaN
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return (
    midnight +
    (Number(hour) * 60 + Number(minute) - shift) * 60_000 +
    Number(second) * 1000 +
    Number(`0.${fraction}`) * 1000
  )
}
