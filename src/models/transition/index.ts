/*
 * Windowed item-to-item transitions: what people went on to after what they just did.
 *
 * T_ab is the sum of 1/d over all times b came d steps after a in somebody's history, d up to a window. A score adds up
 * the transitions from the last items of the history, each step back counting `decay` times less:
 * score(u, b) = sum over s = 0, 1, ... of decay^s T_ab / (c_a^damping c_b^targetDamping), a the item s steps back.
 * The damping keeps popular items from leading everywhere. A first-order Markov chain (Rendle, Freudenthaler and
 * Schmidt-Thieme 2010) is window 1; the weights by distance are those of sequential rules (Ludewig and Jannach 2018).
 */
import { z } from 'zod'
import type { Fitted, History, ModelState, UtilityModel } from '../../domain/index.ts'
import { itemIndex } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { int32 } from '../_arrays.ts'
import { historyModel } from '../_history-model.ts'
import { addNeighbours, nearestNeighbours, placeOf } from '../_neighbours.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { trainingOf } from '../_training.ts'
import { arrivedFollowers } from './_arrive.ts'
import { followedArrays, followedIn, strongestFollowers } from './_followed.ts'

/** Options of `transition`: steps looked ahead, exponents of the damping, items looked back and their decay, followers kept. */
export const transitionOptions = z.object({
  window: z.int().min(1).max(1_000).default(20),
  damping: z.number().min(0).max(2).default(0.5),
  targetDamping: z.number().min(0).max(2).default(0.3),
  history: z.int().min(1).max(1_000).default(20),
  decay: z.number().positive().max(1).default(0.9),
  followers: z.int().min(1).max(100_000).default(500),
})

/**
 * Scores by what followed the last items of the history.
 *
 * @param options see `transitionOptions`
 * @example const fitted = await transition({ window: 5 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function transition(options: z.input<typeof transitionOptions> = {}): UtilityModel {
  const chosen = readOptions(transitionOptions, options, 'transition')
  return {
    name: nameWithOptions('transition', chosen, transitionOptions),
    family: 'sequence',
    async fit(train) {
      const { counts, arrays } = trainingOf(train)
      const followed = strongestFollowers(train.log, counts, chosen)
      const columns = { ...arrays, ...followedArrays(followed) }
      return loadTransition({ model: 'transition', version: 1, options: chosen, arrays: columns })
    },
  }
}

/** A fitted `transition` from its state. */
export function loadTransition(state: ModelState): Fitted {
  const chosen = readOptions(transitionOptions, state.options, 'transition')
  const followed = followedIn(state)
  const prior = popularityPrior(int32(state, 'counts'))
  const lastOf = (history: History) => history.items.slice(-chosen.history).reverse()
  return {
    ...historyModel(state, 'sequence', transitionOptions),
    score(view, _context, into = new Float32Array(prior.length)) {
      into.set(prior)
      for (const [back, item] of lastOf(view.history).entries()) {
        addNeighbours(followed, item, chosen.decay ** back, into)
      }
      return into
    },
    addItems(arrivals) {
      const arrays = { ...state.arrays, ...arrivedFollowers(state, arrivals, chosen) }
      return loadTransition({ ...state, arrays })
    },
    similar: (item, k) => nearestNeighbours(followed, item, k),
    explain(view, item, k) {
      return Array.from(lastOf(view.history), (seen, back) => ({ seen, back, place: placeOf(followed, seen, item) }))
        .filter(({ place }) => place >= 0)
        .map((step) => ({ ...step, weight: chosen.decay ** step.back * followed.weights[step.place]! }))
        .sort((a, b) => b.weight - a.weight || a.back - b.back)
        .slice(0, k)
        .map(({ seen, place }) => ({ type: 'followed', item: itemIndex(seen), count: followed.counts[place]! }))
    },
  }
}
