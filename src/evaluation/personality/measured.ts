/** A statistic, or why there is none. */
export interface Measured {
  /** Null where it is undefined. */
  readonly value: number | null
  /** Why it is undefined; null where it is not. */
  readonly reason: string | null
  /** People or pairs it was computed from. */
  readonly count: number
}

/** A statistic that exists; one that came out as no number does not. @example measured(0.8, 200).value */
export const measured = (value: number, count: number): Measured =>
  Number.isFinite(value) ? { value, reason: null, count } : unmeasured('the result is not a number', count)

/** A statistic that does not. @example unmeasured('nobody answered', 0).value // null */
export const unmeasured = (reason: string, count: number): Measured => ({ value: null, reason, count })
