/** Whether a figure is where it should be. */
export type TargetVerdict = 'meets' | 'misses' | 'not measured'

/** Where a figure should be. The numbers are ours, from what is usual for inventories; no acceptance is a law of nature. */
export interface Target {
  readonly words: string
  readonly holds: (value: number) => boolean
}

/** At least so much. @example atLeast(0.7).words // '>= 0.7' */
export const atLeast = (least: number): Target => ({ words: `>= ${least}`, holds: (value) => value >= least })

/** Below so much. @example below(0.1).words // '< 0.1' */
export const below = (most: number): Target => ({ words: `< ${most}`, holds: (value) => value < most })

/** At most so far from a point. @example near(3, 0.25).words // '3 ± 0.25' */
export const near = (point: number, away: number): Target => ({
  words: `${point} ± ${away}`,
  holds: (value) => Math.abs(value - point) <= away,
})

/** A verdict on a value. @example verdictOn(0.8, atLeast(0.7)) // 'meets' */
export const verdictOn = (value: number | null, target: Target): TargetVerdict =>
  value === null ? 'not measured' : target.holds(value) ? 'meets' : 'misses'
