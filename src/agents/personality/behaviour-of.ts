import type { BigFiveName } from '../profile/profile.ts'
import type { TraitScores } from './trait-scores.ts'

/*
 * From traits to how somebody uses a feed. One behaviour a trait, so that what a run shows can be read back:
 *
 *   O  temperature   exp(0.2 O)               divides how much taste counts: the open choose more widely
 *      variety       2 O nats                 for an item of kinds not yet begun, against one of the same kinds as all before
 *   C  finishing     log-odds 0.8 + 0.8 C     seeing what was begun through to the end
 *   E  telling       log-odds -0.4 + 0.8 E    saying something about what was seen
 *   A  conformity    logit⁻¹(-0.6 + 0.8 A)    weight of the others' mean in one's own rating
 *   N  rating shift  -0.35 N stars            how much lower the same experience is rated
 *
 * The directions are those that personality research expects of such behaviour; the sizes are chosen so that each is one
 * influence among others (taste, what is on the page, chance), and nothing here was fitted to people.
 */

/** How somebody uses a feed. */
export interface Behaviour {
  /** Above 1 taste decides less and chance more; below 1 the other way round. */
  readonly temperature: number
  /** Nats that an item of wholly new kinds has over one of the kinds begun so far; negative for those who stay with the familiar. */
  readonly variety: number
  /** Log-odds of seeing an item through once it is begun. */
  readonly finishing: number
  /** Log-odds of saying something about an item that was seen. */
  readonly telling: number
  /** From 0 to 1: weight of the others' mean in one's own rating. */
  readonly conformity: number
  /** Added to every rating, in stars. */
  readonly ratingShift: number
}

/**
 * How a person of these traits uses a feed; a trait that is not known counts as average.
 *
 * @param shift how far each trait is from its place at this moment, in standard units
 * @example behaviourOf(traits).temperature
 */
export function behaviourOf(
  traits: TraitScores,
  shift: Partial<Readonly<Record<BigFiveName, number>>> = {},
): Behaviour {
  const at = (trait: BigFiveName): number => (traits[trait] ?? 0) + (shift[trait] ?? 0)
  return {
    temperature: Math.exp(0.2 * at('openness')),
    variety: 2 * at('openness') + 0,
    finishing: 0.8 + 0.8 * at('conscientiousness'),
    telling: -0.4 + 0.8 * at('extraversion'),
    conformity: 1 / (1 + Math.exp(0.6 - 0.8 * at('agreeableness'))),
    // Adding 0 keeps an average person's from being minus nothing.
    ratingShift: -0.35 * at('neuroticism') + 0,
  }
}
