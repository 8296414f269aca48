/*
 * A factorisation machine of order 2 for events: history, item, and circumstances.
 *
 * Every active feature x has a weight w and a vector v, and the score of an event is the sum of w x plus the sum of v . v' x x'
 * over all pairs (Rendle 2010, "Factorization machines", equation 1). Active are the items of the person's history, a bag
 * with 1 / sqrt(n) each; the item in question with its categories and attributes (numbers in bins), its features scaled to
 * length 1; and hour, weekday, place, device, environment, status, companions and session as far as they are known. A
 * person has no id here, so a new one is served as a known one is. It learns from pairs as BPR does (Rendle et al. 2009): an
 * item that was touched in some circumstances, against a drawn one in the same.
 *
 * Only differences between items matter, so what does not depend on the item is left out, and what is left comes apart:
 *
 *   score(i) = s_i + a_i . (z + k),  a_i = e_i + sum of r f,  z = n^-1/2 * sum of h,  k = sum of c
 *
 * with e, f, h and c the vectors of an item's id, its features (values r), items of the history and circumstances, and s_i what
 * an item is worth by itself. Where a circumstance is unknown, its mean over the events of training stands in: as the score is
 * linear in k, that is the mean of the scores that it would have.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { sharedFloat32, sharedInt32 } from '../_arrays.ts'
import { featureTable, rowArrays, tableArrays } from '../_features/index.ts'
import { touchedItems } from '../_pairs.ts'
import { trainingOf } from '../_training.ts'
import { circumstancesOf } from './_circumstances.ts'
import { descend } from './_descend.ts'
import { startingPoint } from './_machine.ts'
import { readItems, withoutWords } from './_reading.ts'
import { itemSide, meanCircumstances } from './_served.ts'
import { loadFm } from './load.ts'
import { fmOptions } from './options.ts'

export { fmOptions, loadFm }

/**
 * Scores by history, item features and circumstances, every two of them together.
 *
 * Its `fit` throws `format/value` for an item with a NaN or an infinite attribute.
 *
 * @param options see `fmOptions`
 * @example fm({ factors: 16 }).fit(train, run).then((fitted) => fitted.score(fitted.user(userIndex(0)), { device: 'phone' }))
 */
export function fm(options: z.input<typeof fmOptions> = {}): UtilityModel {
  const chosen = readOptions(fmOptions, options, 'fm')
  return {
    name: nameWithOptions('fm', chosen, fmOptions),
    family: 'factorisation',
    async fit(train, run) {
      const d = chosen.factors
      const random = run.random.split('fm')
      const { baskets, counts, arrays } = trainingOf(train)
      const table = featureTable(withoutWords(train.catalogue), 1)
      const rows = readItems(table, train.catalogue)
      const circumstances = circumstancesOf(train.log, chosen.context)
      const sizes = { counts, features: table.hashes.length, context: circumstances.hashes.length }
      const machine = startingPoint(sizes, d, random.split('start'))
      descend(machine, { log: train.log, baskets, rows, circumstances }, chosen, random, run.onProgress)
      const side = itemSide(machine, rows, d, touchedItems(baskets.columns, counts.length))
      const averageBias = sharedFloat32(1)
      averageBias[0] = side.averageBias
      const seed = sharedInt32(1)
      seed[0] = random.split('later').int(0x7fffffff)
      return loadFm({
        model: 'fm',
        version: 1,
        options: chosen,
        arrays: {
          ...arrays,
          ...tableArrays(table),
          ...rowArrays(rows),
          itemWorth: side.worth,
          itemFactors: side.factors,
          historyFactors: machine.history,
          featureWeights: machine.featureWeights,
          featureFactors: machine.features,
          contextHashes: circumstances.hashes,
          contextFactors: machine.context,
          contextMeans: meanCircumstances(machine.context, d, circumstances),
          averageBias,
          seed,
        },
      })
    },
  }
}
