/** Whether somebody's proxies may be sent, and by what. */
export interface ProxyGate {
  readonly open: boolean
  /** The person's own events that the assistant was held against. */
  readonly events: number
  /** The share of them that it foresaw; null without any. */
  readonly agreement: number | null
  /** The lower end of its 95% interval. */
  readonly low: number | null
  /** What always saying the commoner of like and dislike gets right. */
  readonly control: number | null
}

/** Fewer say too little. */
const LEAST_EVENTS = 20

/** 97.5% point of the standard normal. */
const Z = 1.959963984540054

/**
 * Opens the gate where the assistant's agreement with a person's own held-out feedback, at the lower end of its interval (Wilson
 * 1927), beats the better of always saying like and always saying dislike, on at least 20 events.
 *
 * @param liked what the person did
 * @param guessed what the assistant said of the same events; null where it had no answer, which agrees with nothing
 * @example proxyGate([true, false], [true, true]).open // false
 */
export function proxyGate(liked: readonly boolean[], guessed: readonly (boolean | null)[]): ProxyGate {
  const events = liked.length
  if (events === 0) return { open: false, events, agreement: null, low: null, control: null }
  const agreement = liked.filter((one, place) => one === guessed[place]).length / events
  const likes = liked.filter(Boolean).length / events
  const control = Math.max(likes, 1 - likes)
  const centre = (agreement + Z ** 2 / (2 * events)) / (1 + Z ** 2 / events)
  const spread = Math.sqrt((agreement * (1 - agreement)) / events + Z ** 2 / (4 * events ** 2))
  const low = Math.max(0, centre - (Z / (1 + Z ** 2 / events)) * spread)
  return { open: events >= LEAST_EVENTS && low > control, events, agreement, low, control }
}
