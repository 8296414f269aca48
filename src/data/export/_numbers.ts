/**
 * The shortest decimal that becomes this 32-bit number again.
 *
 * A rating of 3.7 in a `Float32Array` reads 3.7000000476837158; written that way it would be no rating on a scale of tenths.
 * Nine digits tell every 32-bit number from its neighbours (IEEE 754).
 *
 * @param value a number with 32 bits
 * @example shortest(Math.fround(3.7)) // 3.7
 */
export function shortest(value: number): number {
  if (Number.isInteger(value)) return value
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return rounded
  }
  return Number(value.toPrecision(9))
}

/** How times are written. */
export type TimeUnit = 'seconds' | 'milliseconds' | 'dates'

/**
 * The unit in which a reader that tells units by the size of the numbers gets all times back.
 *
 * Eleven digits of seconds are the year 5138 and eleven digits of milliseconds the year 1973, so numbers below 10^11 are
 * taken for seconds, up to 10^14 for milliseconds.
 *
 * @param at lists of milliseconds, NaN without a time
 * @param choices in order of preference; the first is taken where none fits
 * @returns the first that holds every time, and whether it does
 */
export function timeUnit(
  at: readonly Float64Array[],
  choices: readonly [TimeUnit, ...TimeUnit[]],
): { readonly unit: TimeUnit; readonly exact: boolean } {
  const fitting = choices.find((unit) =>
    at.every((times) => times.every((time) => Number.isNaN(time) || fits[unit](time))),
  )
  return fitting === undefined ? { unit: choices[0], exact: false } : { unit: fitting, exact: true }
}

/** Whether any row of a log has a time. @param at milliseconds, NaN without a time */
export const isTimed = (at: Float64Array): boolean => at.some((time) => !Number.isNaN(time))

/** The last moment that an ISO date with a year of four digits can tell. */
const lastDate = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
const firstDate = Date.UTC(1000, 0, 1)

const fits: Readonly<Record<TimeUnit, (time: number) => boolean>> = {
  seconds: (time) => Math.abs(time) < 1e14 && Number.isInteger(time) && time % 1000 === 0,
  milliseconds: (time) => Math.abs(time) >= 1e11 && Math.abs(time) < 1e14,
  dates: (time) => Number.isInteger(time) && time >= firstDate && time <= lastDate,
}

/** A time as a cell; undefined without one, and for a date that has no year of four digits. @param time milliseconds or NaN */
export function timeCell(time: number, unit: TimeUnit): number | string | undefined {
  if (Number.isNaN(time)) return undefined
  if (unit === 'dates') return time >= firstDate && time <= lastDate ? new Date(time).toISOString() : undefined
  return unit === 'seconds' ? time / 1000 : time
}
