import type { Clock } from '../clock.ts'
import { type Dataset, TastemakerError, type UserIndex } from '../domain/index.ts'
import { topK } from './_top-k.ts'
import { type RankedList, rankedList } from './metrics/index.ts'

/** Whom to ask, and what is known of the answer. */
export interface RankerParts {
  readonly score: (user: UserIndex, into: Float32Array) => Float32Array
  readonly train: Dataset
  readonly test: Dataset
  readonly filterSeen: boolean
  readonly gain: 'binary' | 'rating'
  readonly clock: Clock
}

/** One person's ranking, and what to know about it. */
export interface PersonRanking {
  readonly list: RankedList
  /** Whether a ranked item has the score of another candidate, so that ids decided. */
  readonly tied: boolean
  /** Relevant items that were taken out as already seen. */
  readonly unreachable: number
  readonly scoreSeconds: number
}

/**
 * Prepares to rank the candidates of one person after another.
 *
 * @param depth ranks to keep
 * @returns a function from a person to the marked ranking
 */
export function ranker(parts: RankerParts, depth: number): (user: UserIndex) => PersonRanking {
  const { train, test, filterSeen, gain } = parts
  const scores = new Float32Array(train.items.size)
  return (user) => {
    const scoreSeconds = fill(scores, user, parts)
    requireScores(scores, user, train)
    if (filterSeen) for (const item of itemsOf(train, user)) scores[item] = Number.NEGATIVE_INFINITY
    const relevant = relevantItems(test, user, gain)
    const unreachable = [...relevant.keys()].filter((item) => scores[item] === Number.NEGATIVE_INFINITY).length
    // One rank more than is kept, to see whether the last place was a matter of ids.
    const best = topK(scores, depth + 1)
    const list = rankedList(best.slice(0, depth), relevant)
    return { list, tied: hasTie(best, scores), unreachable, scoreSeconds }
  }
}

/** @returns seconds spent in the recommender */
function fill(scores: Float32Array, user: UserIndex, { score, train, clock }: RankerParts): number {
  const started = clock.elapsed()
  const given = score(user, scores)
  const seconds = (clock.elapsed() - started) / 1000
  if (given.length !== scores.length) {
    const message = `A recommender must score all ${scores.length} items, got ${given.length} scores`
    throw new TastemakerError('model/state', `${message} for person "${train.users.ids[user]}".`)
  }
  // The recommender's own array is not ours to change.
  if (given !== scores) scores.set(given)
  return seconds
}

function requireScores(scores: Float32Array, user: UserIndex, { users, items }: Dataset): void {
  // A loop, because a call for each score takes as long as everything else together.
  let item = 0
  while (item < scores.length && Number.isFinite(scores[item])) item++
  if (item === scores.length) return
  throw new TastemakerError(
    'metric/non-finite',
    `Every score must be finite, got ${scores[item]} for item "${items.ids[item]}" of person "${users.ids[user]}".`,
    'Look for a division by zero or an overflow in the recommender.',
  )
}

/** Gain by item; where a person met an item twice in the test part, the later time counts. */
function relevantItems(test: Dataset, user: UserIndex, gain: 'binary' | 'rating'): ReadonlyMap<number, number> {
  const relevant = new Map<number, number>()
  const { offsets, item, value } = test.log
  for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
    const worth = gain === 'binary' ? 1 : value[row]!
    if (worth > 0) relevant.set(item[row]!, worth)
    else relevant.delete(item[row]!)
  }
  return relevant
}

function itemsOf({ log }: Dataset, user: UserIndex): Int32Array {
  return log.item.subarray(log.offsets[user], log.offsets[user + 1])
}

/** Equal scores are neighbours in a ranking. */
function hasTie(best: Int32Array, scores: Float32Array): boolean {
  return best.some((item, rank) => rank > 0 && scores[item] === scores[best[rank - 1]!])
}
