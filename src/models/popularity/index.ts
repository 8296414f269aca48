/*
 * Popularity: the same ranking for everybody, score(u, i) = number of people who touched i in training.
 *
 * The control that every personal model has to beat, and hard to beat where the test follows the crowd (Cremonesi, Koren and
 * Turrin 2010, "Performance of recommender algorithms on top-n recommendation tasks"). Each person counts once an item.
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { int32 } from '../_arrays.ts'
import { bestItems } from '../_best-items.ts'
import { historyModel } from '../_history-model.ts'
import { trainingOf } from '../_training.ts'

/** `popularity` has no options. */
export const popularityOptions = z.object({})

/**
 * Scores by the number of people.
 *
 * @param options none
 * @example const fitted = await popularity().fit(train, { random: randomStream(7), threads: 1 })
 */
export function popularity(options: z.input<typeof popularityOptions> = {}): UtilityModel {
  const chosen = readOptions(popularityOptions, options, 'popularity')
  return {
    name: 'popularity',
    family: 'popularity',
    async fit(train) {
      const { arrays } = trainingOf(train)
      return loadPopularity({ model: 'popularity', version: 1, options: chosen, arrays })
    },
  }
}

/** A fitted `popularity` from its state. */
export function loadPopularity(state: ModelState): Fitted {
  const counts = int32(state, 'counts')
  const scores = Float32Array.from(counts)
  const offsets = int32(state, 'historyOffsets')
  const active = offsets.filter((to, u) => to > (offsets[u - 1] ?? 0)).length
  return {
    ...historyModel(state, 'popularity', popularityOptions),
    score(_view, _context, into = new Float32Array(scores.length)) {
      into.set(scores)
      return into
    },
    similar: (item, k) => bestItems(scores, k, item),
    explain: (_view, item, k) => (k < 1 ? [] : [{ type: 'count', count: counts[item]!, of: active }]),
  }
}
