/*
 * Popularity: the same ranking for everybody, score(u, i) = number of people who touched i in training.
 *
 * The control that every personal model has to beat, and hard to beat where the test follows the crowd (Cremonesi, Koren and
 * Turrin 2010, "Performance of recommender algorithms on top-n recommendation tasks"). Each person counts once an item. With a
 * half-life somebody counts 2^(-age / halfLife), age the days from when they last touched it to the last event of the data:
 * what is popular now (Ji, Sun, Zhang and Li 2020, "A re-visit of the popularity baseline in recommender systems").
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { bestItems } from '../_best-items.ts'
import { historyModel } from '../_history-model.ts'
import { trainingOf } from '../_training.ts'
import { decayedCounts } from './_decay.ts'

/**
 * Options of `popularity`; `halfLife` is the age in days at which somebody counts half, 0 for plain counts.
 *
 * On validation parts of MovieLens 100K plain counts were best: its films do not age within its seven months.
 */
export const popularityOptions = z.object({ halfLife: z.number().min(0).max(100_000).default(0) })

/**
 * Scores by the number of people.
 *
 * @param options see `popularityOptions`
 * @returns a model whose fit throws `model/unsupported` when a half-life is asked for and the data has rows without a time
 * @example const fitted = await popularity({ halfLife: 30 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function popularity(options: z.input<typeof popularityOptions> = {}): UtilityModel {
  const chosen = readOptions(popularityOptions, options, 'popularity')
  return {
    name: nameWithOptions('popularity', chosen, popularityOptions),
    family: 'popularity',
    async fit(train) {
      const { arrays } = trainingOf(train)
      const recent = chosen.halfLife > 0 && { recentCounts: decayedCounts(train, chosen.halfLife) }
      return loadPopularity({ model: 'popularity', version: 1, options: chosen, arrays: { ...arrays, ...recent } })
    },
  }
}

/** A fitted `popularity` from its state. */
export function loadPopularity(state: ModelState): Fitted {
  const { halfLife } = readOptions(popularityOptions, state.options, 'popularity')
  const counts = int32(state, 'counts')
  const scores = halfLife > 0 ? float32(state, 'recentCounts') : Float32Array.from(counts)
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
    // Whoever touched an arrival did so after everything in the data: they count in full.
    addItems(arrivals) {
      const people = arrivals.map(({ touchedBy }) => touchedBy.length)
      const recent = halfLife > 0 && { recentCounts: followedBy(scores, people) }
      const more = { counts: countsWith(counts, arrivals, offsets.length - 1), ...recent }
      return loadPopularity({ ...state, arrays: { ...state.arrays, ...more } })
    },
  }
}
