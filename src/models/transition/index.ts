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
import {
  addNeighbours,
  keepNeighbours,
  nearestNeighbours,
  neighbourArrays,
  neighboursIn,
  placeOf,
} from '../_neighbours.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { trainingOf } from '../_training.ts'
import { followers } from './_follow.ts'

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
      const eachFollower = followers(train.log, counts.length, chosen.window)
      const damped = Float64Array.from(counts, (count) => count ** -chosen.targetDamping)
      const neighbours = keepNeighbours(counts.length, chosen.followers, (item, weights, times) => {
        const factor = counts[item]! ** -chosen.damping
        eachFollower(item, (next, weight) => {
          weights[next]! += weight * factor * damped[next]!
          times[next]!++
        })
      })
      const columns = { ...arrays, ...neighbourArrays(neighbours) }
      return loadTransition({ model: 'transition', version: 1, options: chosen, arrays: columns })
    },
  }
}

/** A fitted `transition` from its state. */
export function loadTransition(state: ModelState): Fitted {
  const chosen = readOptions(transitionOptions, state.options, 'transition')
  const neighbours = neighboursIn(state)
  const prior = popularityPrior(int32(state, 'counts'))
  const lastOf = (history: History) => history.items.slice(-chosen.history).reverse()
  return {
    ...historyModel(state, 'sequence', transitionOptions),
    score(view, _context, into = new Float32Array(prior.length)) {
      into.set(prior)
      for (const [back, item] of lastOf(view.history).entries()) {
        addNeighbours(neighbours, item, chosen.decay ** back, into)
      }
      return into
    },
    similar: (item, k) => nearestNeighbours(neighbours, item, k),
    explain(view, item, k) {
      return Array.from(lastOf(view.history), (seen, back) => ({ seen, back, place: placeOf(neighbours, seen, item) }))
        .filter(({ place }) => place >= 0)
        .map((step) => ({ ...step, weight: chosen.decay ** step.back * neighbours.weights[step.place]! }))
        .sort((a, b) => b.weight - a.weight || a.back - b.back)
        .slice(0, k)
        .map(({ seen, place }) => ({ type: 'followed', item: itemIndex(seen), count: neighbours.counts[place]! }))
    },
  }
}
