import type { Clock } from '../clock.ts'
import { type Dataset, TastemakerError, type UserIndex } from '../domain/index.ts'
import { type Judgement, judgedItems } from './_judged.ts'
import { negativeSampler, type SampledNegatives } from './_negatives.ts'
import { placesOf } from './_places.ts'
import { topK } from './_top-k.ts'
import { type ListWorld, type RankedList, rankedList } from './metrics/index.ts'

/** Whom to ask, and what is known of the answer. */
export interface RankerParts extends Judgement {
  readonly score: (user: UserIndex, into: Float32Array) => Float32Array
  readonly train: Dataset
  readonly test: Dataset
  readonly world: ListWorld
  readonly filterSeen: boolean
  readonly negatives: SampledNegatives | undefined
  readonly clock: Clock
  /** Ranks to keep. */
  readonly depth: number
  /** Whether to find relevant items below that, too. */
  readonly whole: boolean
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
 * @returns a function from a person to the marked ranking
 */
export function ranker(parts: RankerParts): (user: UserIndex) => PersonRanking {
  const { train, test, world, filterSeen, negatives, depth, whole } = parts
  const scores = new Float32Array(train.items.size)
  const weights = negatives?.by === 'popularity' ? world.eventsOf : new Uint8Array(train.items.size).fill(1)
  const leaveFew = negatives && negativeSampler(negatives, weights)
  return (user) => {
    const scoreSeconds = fill(scores, user, parts)
    requireScores(scores, user, train)
    let candidates = scores.length - (filterSeen ? takeOut(scores, world.historyOf(user)) : 0)
    const judged = judgedItems(test, user, parts)
    if (leaveFew) candidates = leaveFew(scores, judged, train.users.ids[user]!)
    // One rank more than is kept, to see whether the last place was a matter of ids.
    const best = topK(scores, depth + 1)
    const locate = (items: Int32Array) => ({ candidates, ...placesOf(scores, items) })
    const list = rankedList(best.slice(0, depth), judged, whole ? { user, locate } : { user })
    const unreachable = list.relevant.reduce((n, item) => n + Number(scores[item] === Number.NEGATIVE_INFINITY), 0)
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
  // A loop, because a call for each score takes as long as everything else together. A difference of a number with itself
  // is 0 exactly when it is finite.
  let item = 0
  while (item < scores.length && scores[item]! - scores[item]! === 0) item++
  if (item === scores.length) return
  throw new TastemakerError(
    'metric/non-finite',
    `Every score must be finite, got ${scores[item]} for item "${items.ids[item]}" of person "${users.ids[user]}".`,
    'Look for a division by zero or an overflow in the recommender.',
  )
}

/** Makes items no candidates. @returns how many different ones they were */
function takeOut(scores: Float32Array, items: Int32Array): number {
  let taken = 0
  for (let i = 0; i < items.length; i++) {
    if (scores[items[i]!] === Number.NEGATIVE_INFINITY) continue
    scores[items[i]!] = Number.NEGATIVE_INFINITY
    taken++
  }
  return taken
}

/** Equal scores are neighbours in a ranking. */
function hasTie(best: Int32Array, scores: Float32Array): boolean {
  return best.some((item, rank) => rank > 0 && scores[item] === scores[best[rank - 1]!])
}
