import { type Dataset, TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { assemble } from './_assemble.ts'
import type { Split } from './split.ts'

/**
 * k-fold cross-validation over events: every event tests once and trains k - 1 times, at random whatever its time.
 *
 * The protocol of rating prediction. For ranking it lets a recommender see a person's future; prefer a split in time.
 *
 * @param folds from 2 up to the number of events
 * @returns one split for each fold
 * @throws {TastemakerError} `config/range` for another number of folds
 * @example kFold(data, 5, randomStream(1)).map(({ test }) => test.log.length)
 */
export function kFold(data: Dataset, folds: number, stream: RandomStream): readonly Split[] {
  const { length } = data.log
  if (!Number.isInteger(folds) || folds < 2 || folds > length) {
    throw new TastemakerError(
      'config/range',
      `Folds must be a whole number from 2 to the ${length} events of "${data.name}", got ${folds}.`,
      'Five is usual.',
    )
  }
  const foldOf = Int32Array.from({ length }, (_, row) => row % folds)
  stream.shuffle(foldOf)
  return Array.from({ length: folds }, (_, fold) =>
    assemble(data, {
      name: `fold ${fold + 1} of ${folds}`,
      rule: `events at random, fold ${fold + 1} of ${folds} tests`,
      parts: ['train', 'test'],
      partOf: Uint8Array.from(foldOf, (own) => Number(own === fold)),
      notes: [],
    }),
  )
}
