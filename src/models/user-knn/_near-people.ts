import type { z } from 'zod'
import type { ModelState } from '../../domain/index.ts'
import { int32 } from '../_arrays.ts'
import { fittedItems } from '../_arrived.ts'
import type { Baskets } from '../_baskets.ts'
import { comparisonOf } from '../_similarity.ts'
import { kernels } from '../kernels/index.ts'
import type { userKnnOptions } from './options.ts'

/** The people most like a history, most alike first. */
export interface NearPeople {
  readonly people: Int32Array
  /** Their similarities. */
  readonly weights: Float32Array
  /** What they share with the history. */
  readonly overlaps: Float64Array
}

/** A search for the people most like somebody. */
export interface PeopleSearch {
  /** @param history distinct items */
  near(history: Int32Array): NearPeople
  /** What an item adds to an overlap. */
  shared(item: number): number
}

/**
 * Prepares the search: by way of the items of a history to everybody who touched one.
 *
 * @param state for the counts of the fit, on which the similarity is prepared
 * @param baskets what each person touched, arrivals with it
 * @param people the same turned over: who touched each item
 */
export function peopleSearch(
  state: ModelState,
  baskets: Baskets,
  people: Baskets,
  options: z.output<typeof userKnnOptions>,
): PeopleSearch {
  const counts = int32(state, 'counts')
  const crowd = baskets.offsets.length - 1
  const features = { counts: counts.subarray(0, fittedItems(state)), things: crowd }
  const { weigh, source, target, ...of } = comparisonOf(options, features)
  const shared = Float64Array.from(counts, of.shared)
  const own = Float64Array.from(counts, of.own)
  const massOf = (items: Int32Array) => items.reduce((mass, item) => mass + own[item]!, 0)
  const targets = Float64Array.from({ length: crowd }, (_, person) =>
    target(massOf(baskets.columns.subarray(baskets.offsets[person], baskets.offsets[person + 1]))),
  )
  const overlaps = new Float64Array(crowd)
  const weights = new Float32Array(crowd)
  const { topK } = kernels({ threads: 1 })
  return {
    shared: (item) => shared[item]!,
    near(history) {
      overlaps.fill(0)
      for (const item of history) {
        const weight = shared[item]!
        const end = people.offsets[item + 1]!
        for (let place = people.offsets[item]!; place < end; place++) overlaps[people.columns[place]!]! += weight
      }
      const side = source(massOf(history))
      for (let person = 0; person < crowd; person++) {
        const overlap = overlaps[person]!
        weights[person] = overlap > 0 ? weigh(overlap, side, targets[person]!) : 0
      }
      const best = topK(weights, options.neighbours)
      const end = best.scores.findIndex((weight) => weight <= 0)
      const similar = best.indices.slice(0, end < 0 ? undefined : end)
      return {
        people: similar,
        weights: best.scores.slice(0, similar.length),
        overlaps: Float64Array.from(similar, (person) => overlaps[person]!),
      }
    },
  }
}
