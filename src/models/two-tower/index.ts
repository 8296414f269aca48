/*
 * Two towers: one makes vectors of items, the other of people, and their product is the score.
 *
 * An item is the sum of a vector of its own and the mean vector of its features (words, categories, attributes); a person is
 * the mean of their recent items' vectors through a linear layer, so that nobody has parameters of their own and newcomers are
 * served like everybody. Trained to find each item of a history from those before it, by sampled softmax with the batch as
 * negatives and a correction for how often an item is drawn (Covington, Adams and Sargin 2016, "Deep neural networks for YouTube
 * recommendations"; Yi et al. 2019). Item vectors are left out at random, so that an item without a history lives by its features.
 *
 * The family is factorisation, not content: wherever people did leave traces the vectors come from who touched what, as in
 * the pooled factor models (Kabbur, Ning and Karypis 2013, "FISM"), and that is where two models make the same mistakes.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { sharedFloat32 } from '../_arrays.ts'
import { featureRows, featureTable, tableArrays } from '../_features/index.ts'
import { historiesOf } from '../_histories.ts'
import { trainingOf } from '../_training.ts'
import { writeItem } from './_towers.ts'
import { trainTowers } from './_train.ts'
import { loadTwoTower } from './load.ts'
import { ALL_KINDS, KIN, twoTowerOptions } from './options.ts'

export { loadTwoTower, twoTowerOptions }

/**
 * Scores by the product of a person's and an item's vector, both made of what items are and who touched them.
 *
 * Its `fit` throws `format/value` for an item with a NaN or an infinite attribute.
 *
 * @param options see `twoTowerOptions`
 * @example const fitted = await twoTower({ factors: 32 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function twoTower(options: z.input<typeof twoTowerOptions> = {}): UtilityModel {
  const chosen = readOptions(twoTowerOptions, options, 'two-tower')
  return {
    name: nameWithOptions('two-tower', chosen, twoTowerOptions),
    family: 'factorisation',
    kin: KIN,
    async fit(train, run) {
      const { counts, arrays } = trainingOf(train)
      // A feature of one item alone would be a second id that is never left out.
      const table = featureTable(train.catalogue, 2)
      const rows = featureRows(table, train.catalogue, ALL_KINDS)
      const shape = { features: table.hashes.length, counts }
      const random = run.random.split('two-tower')
      const towers = trainTowers(historiesOf(train.log), rows, shape, chosen, random, run.onProgress)
      const itemVectors = sharedFloat32(counts.length * chosen.factors)
      for (const item of counts.keys()) writeItem(towers, rows, item, true, itemVectors)
      const learned = { itemVectors, featureVectors: towers.features, layer: towers.layer, shift: towers.shift }
      const columns = { ...arrays, ...tableArrays(table), ...learned }
      return loadTwoTower({ model: 'two-tower', version: 1, options: chosen, arrays: columns })
    },
  }
}
