import { MindFailure, type Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type BigFiveName, bigFiveNames } from '../profile/profile.ts'
import type { StatementFacts } from './item-question.ts'
import type { TraitScores } from './trait-scores.ts'

/*
 * A respondent without words: how a person of known traits ticks the points of an inventory.
 *
 * Samejima's graded response model (1969), in its logistic form. The latent answer of person p to item i, in standard units:
 *
 *   y(p, i)          =  d_i L (trait_p + shift_p)  +  sqrt((1 - L²) S) reading(p, i)  +  A agree(p)
 *   P(answer >= k)   =  1 / (1 + exp(-1.702 (y - t_k) / s)),     s = sqrt((1 - L²)(1 - S))
 *   t_k              =  (k - 1/2 - middle) / W
 *
 * with d_i -1 for reversed items; L the loading; reading(p, i) how this person understands this item, which stays; agree(p)
 * a liking for yes, which stays; and what is left of the residual, s, drawn anew each time. 1.702 makes the logistic curve lie
 * within 0.01 of the normal ogive.
 */

/** How traits become answers. Chosen for a respondent that is surer than people are; nothing here was fitted to people. */
export interface TraitRespondentOptions {
  /** L: correlation of a latent answer with the trait; 0.75 unless given. */
  readonly loading?: number
  /** S: the share of what is not trait that stays from one time to the next; 0.5 unless given. */
  readonly stable?: number
  /** A: standard deviation over people of the liking for yes, in standard units; 0.15 unless given. */
  readonly acquiescence?: number
  /** W: standard deviation of the latent answer, in points of the scale; 1.1 unless given. */
  readonly width?: number
}

/** What such a respondent hands out as its facts. */
export interface TraitPerson {
  readonly id: string
  readonly traits: TraitScores
  /** How far each trait is from its usual place at this moment, in standard units; nowhere unless given. */
  readonly shift?: Partial<Readonly<Record<BigFiveName, number>>>
}

/** Utilities of options in nats, as a choice mind takes them. */
interface Utility {
  of(question: Question, options: readonly string[]): ArrayLike<number>
}

/** Makes the curve of a logistic distribution lie on that of a normal one (Camilli 1994). */
const OGIVE = 1.702

/**
 * A utility that answers the items of an inventory from a person's traits; a trait that is not known counts as average.
 *
 * @param random names the lasting readings of people and items; the answers themselves are drawn by the mind
 * @throws MindFailure policy for any other question
 * @example choiceMind({ utility: traitRespondent({}, randomStream(1)), words })
 */
export function traitRespondent(options: TraitRespondentOptions, random: RandomStream): Utility {
  const { loading = 0.75, stable = 0.5, acquiescence = 0.15, width = 1.1 } = options
  const rest = 1 - loading ** 2
  const noise = Math.sqrt(rest * (1 - stable))
  // Drawn from a stream of their own name, so that keeping them changes nothing but the time.
  const kept = new Map<string, number>()
  const lasting = (name: string): number => {
    const known = kept.get(name) ?? random.split(name).normal()
    kept.set(name, known)
    return known
  }
  return {
    of: (question, points) => {
      if (question.type !== 'inventory/report') {
        throw new MindFailure('policy', question.type, 'a respondent without words only ticks points')
      }
      const { person, item, instrument, range } = question.facts as StatementFacts
      const { id, traits, shift } = person as TraitPerson
      const level = (traits[item.trait] ?? 0) + (shift?.[item.trait] ?? 0)
      const reading = lasting(`${instrument} ${item.number} ${id}`)
      const agree = lasting(id)
      const latent =
        (item.reversed ? -1 : 1) * loading * level + Math.sqrt(rest * stable) * reading + acquiescence * agree
      const middle = (range.min + range.max) / 2
      const reaches = (point: number): number => {
        if (point <= range.min) return 1
        if (point > range.max) return 0
        return 1 / (1 + Math.exp((-OGIVE * (latent - (point - 0.5 - middle) / width)) / noise))
      }
      return points.map((point) => Math.log(Math.max(reaches(Number(point)) - reaches(Number(point) + 1), 1e-12)))
    },
  }
}

/** Traits of which nothing is known. @example traitRespondent reads it as an average person */
export const noTraits: TraitScores = Object.freeze(
  Object.fromEntries(bigFiveNames.map((trait) => [trait, null])) as Record<BigFiveName, null>,
)
