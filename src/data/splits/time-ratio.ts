import type { Dataset } from '../../domain/index.ts'
import { assemble, assignByShare, checkShares, percent, timeNotes } from './_assemble.ts'
import type { Split } from './split.ts'

/**
 * Splits each person's history in time: the first share is training, the rest is the test.
 *
 * @param options `train`: the share, 0.8 by default; a person with n events gives floor(share n) of them
 * @throws {TastemakerError} `config/range` for a share outside 0 to 1, `data/no-training` when nothing is left
 * @example timeRatio(data, { train: 0.5 }).describe
 */
export function timeRatio(data: Dataset, { train }: { readonly train: number } = { train: 0.8 }): Split {
  checkShares({ train })
  return assemble(data, {
    name: train === 0.8 ? '80/20' : `time-ratio ${train}`,
    rule: `each person's first ${percent(train)} in time train, the rest tests (ties by item id)`,
    parts: ['train', 'test'],
    partOf: assignByShare(data, [train]),
    notes: timeNotes(data),
  })
}
