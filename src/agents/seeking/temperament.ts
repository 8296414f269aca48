import type { RandomStream } from '../../random.ts'
import { bigFiveSource } from '../profile/generate/big-five.ts'

/*
 * How somebody bears a conversation that does not go well. With A and N, agreeableness and neuroticism in standard units:
 *
 *   patience   round(P exp(0.15 A - 0.15 N)), from 2     turns until they have had enough; P is the middle of all
 *   gain       0.4 exp(0.3 N - 0.1 A)                    frustration that a reply against all their wishes adds
 *   relief     0.15 exp(0.2 A)                           frustration that a reply in keeping with all of them takes away
 *   politeness 1 / (1 + exp(0.6 - A))                    share of messages with a polite word
 *   yielding   1 / (1 + exp(0.8 - 0.8 A))                chance to take what is only the best so far when time is up
 *
 * That the neurotic bear less and the agreeable more, and are more polite, is what personality research expects; the sizes are ours,
 * fitted to nobody.
 */

/** How somebody bears a conversation. */
export interface Temperament {
  /** In standard units, as drawn. */
  readonly agreeableness: number
  readonly neuroticism: number
  /** Replies until they have had enough. */
  readonly patience: number
  /** Frustration, from 0 to 1, that a reply adds in which every card contradicts a wish. */
  readonly gain: number
  /** Frustration that a reply takes away in which no card does. */
  readonly relief: number
  /** From 0 to 1: share of messages with a polite word. */
  readonly politeness: number
  /** From 0 to 1: chance to take the best so far when time is up. */
  readonly yielding: number
}

const draw = bigFiveSource()

/**
 * Draws how somebody bears a conversation from their two traits, which correlate as in the populations of this project.
 *
 * @param patience the middle of all people, in replies; 4 unless given
 * @example drawTemperament(randomStream(1, 'seeker', '196')).patience
 */
export function drawTemperament(random: RandomStream, patience = 4): Temperament {
  const { agreeableness, neuroticism } = draw(random)
  return temperamentOf({ agreeableness, neuroticism }, patience)
}

/**
 * How a person of these traits bears a conversation.
 *
 * @example temperamentOf({ agreeableness: 0, neuroticism: 0 }).patience // 4
 */
export function temperamentOf(
  { agreeableness, neuroticism }: Pick<Temperament, 'agreeableness' | 'neuroticism'>,
  patience = 4,
): Temperament {
  const [a, n] = [agreeableness, neuroticism]
  return {
    agreeableness,
    neuroticism,
    patience: Math.max(2, Math.round(patience * Math.exp(0.15 * a - 0.15 * n))),
    gain: 0.4 * Math.exp(0.3 * n - 0.1 * a),
    relief: 0.15 * Math.exp(0.2 * a),
    politeness: logistic(a - 0.6),
    yielding: logistic(0.8 * a - 0.8),
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
