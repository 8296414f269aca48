import { type Fitted, TastemakerError, userIndex } from '../domain/index.ts'
import { type Baskets, basketsOf } from './_baskets.ts'
import { type FactorRoad, factorRoadOf, standsAlone } from './_factor-road.ts'
import { kernels } from './kernels/index.ts'

/** How many people are served at once. */
export interface ManyOptions {
  /** `seen`: never what the person's history has; `nothing`: the whole catalogue. */
  readonly exclude: 'seen' | 'nothing'
  /** Threads that share the work, for models made of factors; 1 when left out. */
  readonly threads?: number
}

/** Lists of k places for many people, one after another. */
export interface ManyBest {
  /** people x k item indices, best first, equal scores by index; -1 where fewer are left. */
  readonly indices: Int32Array
  /** people x k scores; NaN where fewer are left. */
  readonly scores: Float32Array
}

/**
 * The first k items of many people at once, by index: what a catalogue-wide table of recommendations is made of.
 *
 * Models made of factors are asked for everybody together, on all threads; others person by person. Items and scores are
 * those of `score`, whichever way they are found.
 *
 * @param users user indices, in any order
 * @param k length of a list, at least 1
 * @returns lists in the order of `users`
 * @throws {TastemakerError} `metric/k` for a bad k, `config/range` for a person who is not in the data
 * @example recommendMany(fitted, Int32Array.of(0, 1, 2), 100, { exclude: 'seen', threads: 2 }).indices.subarray(0, 100)
 */
export function recommendMany(
  fitted: Fitted,
  users: Int32Array,
  k: number,
  { exclude, threads = 1 }: ManyOptions,
): ManyBest {
  if (!Number.isInteger(k) || k < 1) {
    throw new TastemakerError('metric/k', `k must be a whole number from 1, got ${k}.`, 'Try k = 10.')
  }
  const seen = exclude === 'seen' ? seenBy(fitted, users) : nothingFor(fitted, users)
  const road = factorRoadOf(fitted)
  return road ? together(fitted, road, users, k, seen, threads) : oneByOne(fitted, users, k, seen)
}

function together(
  fitted: Fitted,
  { table, unseen, vectorsOf }: FactorRoad,
  users: Int32Array,
  k: number,
  own: Baskets,
  threads: number,
): ManyBest {
  const set = kernels({ threads })
  const queries = vectorsOf(users)
  if (unseen.length === 0) return set.bestOfMany(table, queries, k, { own })
  const mask = new Uint8Array(fitted.items)
  for (const item of unseen) mask[item] = 1
  // One more than asked for: where the last is level with it, untouched items may belong before it.
  const found = set.bestOfMany(table, queries, k + 1, { mask, own })
  const all = emptyLists(users.length, k)
  const barred = new Uint8Array(fitted.items)
  for (let place = 0; place < users.length; place++) {
    const from = place * (k + 1)
    if (standsAlone(found.scores, from, k)) {
      all.indices.set(found.indices.subarray(from, from + k), place * k)
      all.scores.set(found.scores.subarray(from, from + k), place * k)
    } else {
      serve(fitted, users, place, k, own, barred, all)
    }
  }
  return all
}

function oneByOne(fitted: Fitted, users: Int32Array, k: number, own: Baskets): ManyBest {
  const all = emptyLists(users.length, k)
  const barred = new Uint8Array(fitted.items)
  const scores = new Float32Array(fitted.items)
  for (let place = 0; place < users.length; place++) serve(fitted, users, place, k, own, barred, all, scores)
  return all
}

/** Writes one person's list. @param barred room for a byte for each item, zeros before and after */
function serve(
  fitted: Fitted,
  users: Int32Array,
  place: number,
  k: number,
  { offsets, columns }: Baskets,
  barred: Uint8Array,
  all: ManyBest,
  scores?: Float32Array,
): void {
  const view = fitted.user(userIndex(users[place]!))
  const mine = columns.subarray(offsets[place], offsets[place + 1])
  for (const item of mine) barred[item] = 1
  const best = fitted.best
    ? fitted.best(view, k, barred)
    : kernels().topK(fitted.score(view, undefined, scores), k, barred)
  for (const item of mine) barred[item] = 0
  all.indices.set(best.indices, place * k)
  all.scores.set(best.scores, place * k)
}

function emptyLists(people: number, k: number): ManyBest {
  return { indices: new Int32Array(people * k).fill(-1), scores: new Float32Array(people * k).fill(Number.NaN) }
}

/** What each of the people has in their history. */
function seenBy(fitted: Fitted, users: Int32Array): Baskets {
  const histories = Array.from(users, (user) => fitted.user(userIndex(user)).history)
  const offsets = new Int32Array(users.length + 1)
  for (let place = 0; place < users.length; place++)
    offsets[place + 1] = offsets[place]! + histories[place]!.items.length
  const items = new Int32Array(offsets[users.length]!)
  for (let place = 0; place < users.length; place++) items.set(histories[place]!.items, offsets[place])
  return basketsOf({ offsets, items, values: new Float32Array(0) }, fitted.items)
}

function nothingFor(fitted: Fitted, users: Int32Array): Baskets {
  for (const user of users) fitted.user(userIndex(user))
  return { offsets: new Int32Array(users.length + 1), columns: new Int32Array(0) }
}
