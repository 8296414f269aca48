/*
 * Random: the floor under every comparison.
 *
 * A person's scores are uniform in [0, 1) and fixed: score(u, i) = hash(key, history of u, i). The key is drawn once, at the
 * fit, so another seed gives another floor; the person enters by what they did, so two people differ and a person folded in
 * with the same history keeps the same ranking.
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { int32, sharedInt32 } from '../_arrays.ts'
import { countsWith } from '../_arrivals.ts'
import { bestItems } from '../_best-items.ts'
import { historyModel } from '../_history-model.ts'
import { trainingOf } from '../_training.ts'
import { mix } from './_mix.ts'

/** Options of `random`; `seed` picks another set of scores under the same run seed. */
export const randomOptions = z.object({ seed: z.int().default(0) })

/**
 * Scores by chance, fixed for each person.
 *
 * @param options see `randomOptions`
 * @example const fitted = await random().fit(train, { random: randomStream(7), threads: 1 })
 */
export function random(options: z.input<typeof randomOptions> = {}): UtilityModel {
  const chosen = readOptions(randomOptions, options, 'random')
  return {
    name: nameWithOptions('random', chosen, randomOptions),
    family: 'none',
    async fit(train, run) {
      const key = sharedInt32(1)
      key[0] = run.random.split('random', chosen.seed).int(2 ** 32)
      const { arrays } = trainingOf(train)
      return loadRandom({ model: 'random', version: 1, options: chosen, arrays: { ...arrays, key } })
    },
  }
}

/** A fitted `random` from its state. */
export function loadRandom(state: ModelState): Fitted {
  const key = int32(state, 'key')[0]!
  const base = historyModel(state, 'none', randomOptions)
  const scoresOf = (person: number, into: Float32Array) => {
    for (let item = 0; item < into.length; item++) into[item] = (mix(person, item) >>> 8) / 2 ** 24
    return into
  }
  return {
    ...base,
    score: (view, _context, into = new Float32Array(base.items)) => scoresOf(view.history.items.reduce(mix, key), into),
    similar: (item, k) => bestItems(scoresOf(mix(~key, item), new Float32Array(base.items)), k, item),
    explain: () => [],
    addItems(arrivals) {
      const counts = countsWith(int32(state, 'counts'), arrivals, base.users)
      return loadRandom({ ...state, arrays: { ...state.arrays, counts } })
    },
  }
}
