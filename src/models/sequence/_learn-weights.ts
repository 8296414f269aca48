import type { FitRun } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import type { Histories } from '../_histories.ts'
import { bestEpochs } from './_best-epochs.ts'
import { Learner } from './_learner.ts'
import type { SequenceOptions } from './options.ts'

/**
 * Learns all weights: with patience a rehearsal says for how many epochs, without it `epochs` does.
 *
 * The rehearsal learns without everybody's last event. What it learned is thrown away, and a fresh network with the
 * same start learns from everything.
 *
 * @param items number of items
 * @returns item embeddings and all other weights
 * @throws {TastemakerError} `model/unsupported` when learning ran away
 */
export function learnWeights(histories: Histories, items: number, options: SequenceOptions, run: FitRun) {
  const random = run.random.split('sequence')
  const withLearner = <Result>(work: (learner: Learner) => Result): Result => {
    const learner = new Learner(items, options, run.threads, random)
    try {
      return work(learner)
    } finally {
      learner.release()
    }
  }
  let rehearsed = 0
  const rehearse = (learner: Learner): number =>
    bestEpochs(learner, histories, options, random.split('judges'), (done) => {
      rehearsed = done
      run.onProgress?.(done, 2 * options.epochs)
    })
  const epochs = options.patience > 0 ? withLearner(rehearse) : options.epochs
  return withLearner((learner) => {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      learner.learn(histories)
      run.onProgress?.(rehearsed + epoch, rehearsed + epochs)
    }
    return finite(learner.weights(), options)
  })
}

function finite<Weights extends Readonly<Record<string, Float32Array>>>(
  weights: Weights,
  { learningRate }: SequenceOptions,
): Weights {
  if (Object.values(weights).every((numbers) => numbers.every(Number.isFinite))) return weights
  throw new TastemakerError(
    'model/unsupported',
    `Learning at a rate of ${learningRate} ran away: some weights are no numbers any more.`,
    'Lower learningRate.',
  )
}
