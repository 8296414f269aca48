/*
 * The arithmetic of a memory in three tiers (Wang et al. 2023, RecAgent; constants as in its released code).
 *
 *   r      0.99 ^ hours since the last access
 *   w      importance: n / 10 * 0.9 of a rating n from 1 to 10
 *   cos    cosine of two texts' vectors
 *   sigma  logistic function
 */

/** Distance between unit vectors that relevance falls with: the Euclidean one, or its square as some vector stores return it. */
export type Distance = 'plain' | 'squared'

/** Part of a rating of 10 that a memory's importance is. */
export const IMPORTANCE_WEIGHT = 0.9

/** Importance below or at which an observation is not kept. */
export const SENSORY_CUT = 0.62

/** What is left of a memory's recency after each hour without access. */
export const HOURLY_DECAY = 0.99

/**
 * The importance of a memory, from a rating of 1 to 10.
 *
 * @returns from 0.09 to 0.9
 * @example importanceOf(7) // 0.63
 */
export const importanceOf = (rating: number): number => (rating / 10) * IMPORTANCE_WEIGHT

/** Whether an observation passes from the senses to short-term memory. @example passesSenses(0.63) // true */
export const passesSenses = (importance: number, cut = SENSORY_CUT): boolean => importance > cut

/**
 * The probability that an incoming text strengthens a short-term memory: sigma(cos, plus 0.1 for the newest memory).
 *
 * @param cosine of the two texts
 * @param newest whether the memory is the one stored last
 * @example enhancementProbability(0.8, true) // 0.71095
 */
export const enhancementProbability = (cosine: number, newest: boolean, bonus = 0.1): number =>
  logistic(cosine + (newest ? bonus : 0))

/** What decides whether an insight replaces a memory it rests on: sigma(cos). @example mergeStrength(0.94446) // 0.72 */
export const mergeStrength = (cosine: number): number => logistic(cosine)

/** Recency after some hours without access. @example recency(48) // 0.61729 */
export const recency = (hours: number, decay = HOURLY_DECAY): number => decay ** hours

/**
 * Relevance of a memory to a question: 1 - d / sqrt(2), with d the distance of the two unit vectors or its square.
 *
 * @param cosine of the two; from what lies beyond -1 and 1 by rounding the nearest is taken
 * @returns 1 for the same direction; 0 for orthogonal vectors with the plain distance, 1 - sqrt(2) with the squared one
 * @example relevance(0.8, 'plain') // 0.552786
 */
export function relevance(cosine: number, distance: Distance): number {
  const apart = Math.max(0, 1 - cosine)
  return distance === 'plain' ? 1 - Math.sqrt(apart) : 1 - Math.SQRT2 * apart
}

/** Score of a long-term memory for a question: recency + importance + relevance. @example recallScore(24, 0.63, 0.65) */
export const recallScore = (hours: number, importance: number, relevant: number, decay = HOURLY_DECAY): number =>
  recency(hours, decay) + importance + relevant

/**
 * How worth keeping a memory is: max(r^1.5, 0.01) (importance + r) / 2.
 *
 * @param hours since its last access
 * @param importance from 0 to 1
 * @returns from 0 to 1; high is kept
 * @example keepScore(48, 0.63) // 0.302462
 */
export function keepScore(hours: number, importance: number, decay = HOURLY_DECAY): number {
  const r = recency(hours, decay)
  return (Math.max(r * Math.sqrt(r), 0.01) * (importance + r)) / 2
}

/**
 * The probability of each memory to be forgotten at one save: (1 - score) over the sum of it, so that they sum to 1 and at
 * most one memory is lost a save in expectation.
 *
 * @param scores of `keepScore`, of all memories that are still there
 * @returns as many probabilities; all alike where every score is 1
 * @example forgetProbabilities([0.302462, 0.00241]) // [0.411496, 0.588504]
 */
export function forgetProbabilities(scores: ArrayLike<number>): Float64Array {
  const chances = new Float64Array(scores.length)
  let total = 0
  for (let place = 0; place < chances.length; place++) {
    chances[place] = 1 - scores[place]!
    total += chances[place]!
  }
  for (let place = 0; place < chances.length; place++) {
    chances[place] = total > 0 ? chances[place]! / total : 1 / chances.length
  }
  return chances
}

/** sigma(x) = 1 / (1 + e^-x). */
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
