import type { BigFiveName } from '../profile/profile.ts'
import type { Instrument } from './instrument.ts'

/** The score of one scale. */
export interface ScaleScore {
  readonly trait: BigFiveName
  /** Mean answer after reversing; null where too few items were answered. */
  readonly mean: number | null
  /** The mean as a standard score by the instrument's norms; null without norms or mean. */
  readonly z: number | null
  /** Items with a usable answer, and those the scale has. */
  readonly answered: number
  readonly items: number
  /** Why there is no mean; null where there is one. */
  readonly reason: string | null
}

/** The share of a scale's items that have to be answered for it to have a score. */
const ENOUGH_ANSWERED = 0.8

/**
 * Scores the answers of one person: reversed items as min + max - answer, then the mean of each scale.
 *
 * An answer that is missing, no number, or out of range is dropped; a scale with fewer than 80% of its items answered has
 * no score.
 *
 * @param answers by item number
 * @returns one score per scale, in the order of the key
 * @example scoreInstrument(bfi44, new Map([[1, 4]]))[0].reason
 */
export function scoreInstrument(
  { key, range, norms }: Instrument,
  answers: ReadonlyMap<number, number | null>,
): readonly ScaleScore[] {
  return key.map(({ trait, items, reversed }) => {
    const values = items.flatMap((number) => {
      const value = answers.get(number)
      if (typeof value !== 'number' || !(value >= range.min && value <= range.max)) return []
      return [reversed.includes(number) ? range.min + range.max - value : value]
    })
    const counts = { trait, answered: values.length, items: items.length }
    if (values.length < ENOUGH_ANSWERED * items.length) {
      const reason = `${values.length} of ${items.length} items were answered, fewer than 80%`
      return { ...counts, mean: null, z: null, reason }
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const norm = norms?.traits[trait]
    return { ...counts, mean, z: norm ? (mean - norm.mean) / norm.sd : null, reason: null }
  })
}
