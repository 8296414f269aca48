/*
 * A causal self-attention network over what people did, in order (Kang and McAuley 2018, "Self-attentive sequential
 * recommendation", SASRec), trained on the processor.
 *
 * score(u, i) = h_u · e_i, where e_i is the item's embedding, which is also what goes in, and h_u the network's state
 * after the last item of the history: blocks of attention and feed-forward layers, each x + layer(norm(x)). It learns
 * to name the next item after every item of a history, by cross-entropy over the whole catalogue (Klenitskiy and
 * Vasilev 2023, "Turning dross into gold loss") or by calibrated binary cross-entropy against a sample (Petrov and
 * Macdonald 2023, "gSASRec").
 *
 * How long to train is given, or with `patience` found out inside the fit: a rehearsal without everybody's last
 * training event stops when these are ranked no better, then a fresh network learns from everything for the best number
 * of epochs.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { shared } from '../_arrays.ts'
import { historiesOf } from '../_histories.ts'
import { trainingOf } from '../_training.ts'
import { learnWeights } from './_learn-weights.ts'
import { loadSequence } from './load.ts'
import { sequenceOptions } from './options.ts'

export { loadSequence, sequenceOptions }

/**
 * Scores by what a self-attention network expects after the history.
 *
 * @param options see `sequenceOptions`
 * @throws {TastemakerError} `config/option` when the factors do not divide among the heads
 * @example const fitted = await sequence({ epochs: 20 }).fit(train, { random: randomStream(7), threads: 2 })
 */
export function sequence(options: z.input<typeof sequenceOptions> = {}): UtilityModel {
  const chosen = readOptions(sequenceOptions, options, 'sequence')
  if (chosen.factors % chosen.heads !== 0) {
    throw new TastemakerError(
      'config/option',
      `The ${chosen.factors} factors of sequence do not divide among ${chosen.heads} heads.`,
      'Take a number of factors that is a multiple of the heads.',
    )
  }
  return {
    name: nameWithOptions('sequence', chosen, sequenceOptions),
    family: 'sequence',
    async fit(train, run) {
      const { arrays, counts } = trainingOf(train)
      const { items, weights } = learnWeights(historiesOf(train.log), counts.length, chosen, run)
      const learned = { itemEmbeddings: shared(items), weights: shared(weights) }
      return loadSequence({ model: 'sequence', version: 1, options: chosen, arrays: { ...arrays, ...learned } })
    },
  }
}
