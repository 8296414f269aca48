import type { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../domain/index.ts'
import { nameWithOptions } from '../name-with-options.ts'
import { int32 } from './_arrays.ts'
import { arrivedArrays, basketsIn, fittedItems } from './_arrived.ts'
import { basketsOf } from './_baskets.ts'
import { strongestItems } from './_best-items.ts'
import { distinctItems, historiesIn } from './_histories.ts'
import { historyModel } from './_history-model.ts'
import { addNeighbours, nearestNeighbours, neighbourArrays, neighboursIn, placeOf } from './_neighbours.ts'
import { type PairRule, pairNeighbours, peopleAsFeatures } from './_pair-neighbours.ts'
import { popularityPrior } from './_popularity-prior.ts'
import { trainingOf } from './_training.ts'
import { sinkUnseen, unseenItems } from './_unseen.ts'

/**
 * A fitted model whose score is the sum of an item's weights in the neighbour lists of the history.
 *
 * @param state with histories, counts and neighbours
 * @param schema the model's options, to write its name
 * @returns all but `addItems`, which refuses
 */
export function neighbourModel(state: ModelState, schema: z.ZodObject): Fitted {
  const neighbours = neighboursIn(state)
  const counts = int32(state, 'counts')
  const prior = popularityPrior(counts)
  // Without weights below 0 nothing stands under the 0 of an item that nobody touched.
  const unseen = neighbours.weights.some((weight) => weight < 0) ? unseenItems(counts) : new Int32Array(0)
  const added = new Uint8Array(prior.length)
  const weightOf = (item: number, target: number) => neighbours.weights[placeOf(neighbours, item, target)] ?? 0
  return {
    ...historyModel(state, 'item-item', schema),
    score(view, _context, into = new Float32Array(prior.length)) {
      into.set(prior)
      for (const item of view.history.items) {
        if (added[item] === 1) continue
        added[item] = 1
        addNeighbours(neighbours, item, 1, into)
      }
      for (const item of view.history.items) added[item] = 0
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => nearestNeighbours(neighbours, item, k),
    explain: (view, item, k) => strongestItems(distinctItems(view.history), (seen) => weightOf(seen, item), k),
  }
}

/** A kind of pair model: its options, and the rule that they make. */
export interface PairKind<Options> {
  readonly name: string
  readonly schema: z.ZodObject
  readonly options: Options
  readonly rule: PairRule
}

/** A neighbour model that weighs pairs of items by a rule; what `item-knn` and `rp3beta` are. */
export function pairUtility<Options extends Readonly<Record<string, unknown>>>(kind: PairKind<Options>): UtilityModel {
  const { name, schema, options, rule } = kind
  return {
    name: nameWithOptions(name, options, schema),
    family: 'item-item',
    async fit(train) {
      const { baskets, counts, arrays } = trainingOf(train)
      const people = peopleAsFeatures(baskets, counts.length)
      const neighbours = pairNeighbours(baskets, people, counts.length, rule)
      const columns = { ...arrays, ...neighbourArrays(neighbours) }
      return pairModel({ model: name, version: 1, options, arrays: columns }, schema, rule)
    },
  }
}

/**
 * A fitted neighbour model that finds its pairs by a rule, and goes on by it when items arrive.
 *
 * The pairs of an arrival are weighed as at a fit, with people as they were; it enters the lists that it is strong
 * enough for, and there the weakest leaves.
 */
export function pairModel(state: ModelState, schema: z.ZodObject, rule: PairRule): Fitted {
  return {
    ...neighbourModel(state, schema),
    addItems(arrivals) {
      const later = { ...state, arrays: { ...state.arrays, ...arrivedArrays(state, arrivals) } }
      const fitted = fittedItems(state)
      const people = peopleAsFeatures(basketsOf(historiesIn(state), fitted), fitted)
      const items = int32(later, 'counts').length
      const neighbours = pairNeighbours(basketsIn(later), people, items, rule, neighboursIn(state))
      return pairModel({ ...later, arrays: { ...later.arrays, ...neighbourArrays(neighbours) } }, schema, rule)
    },
  }
}
