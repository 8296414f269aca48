import type { Dataset } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { assemble, checkShares, floorShare, percent } from './_assemble.ts'
import type { Split } from './split.ts'

/**
 * Splits each person's history at random, whatever its time: the protocol of many published tables.
 *
 * A recommender then learns from a person's future, so its numbers are too high for what it would do tomorrow; prefer a split
 * in time except to compare with such a table.
 *
 * @param options `train`: the share; a person with n events gives floor(share n) of them
 * @throws {TastemakerError} `config/range` for a share outside 0 to 1, `data/no-training` when nothing is left
 * @example randomRatio(data, { train: 0.75 }, randomStream(1)).describe
 */
export function randomRatio(data: Dataset, { train }: { readonly train: number }, stream: RandomStream): Split {
  checkShares({ train })
  const { offsets, length } = data.log
  const partOf = new Uint8Array(length)
  for (const [user, id] of data.users.ids.entries()) {
    const rows = Int32Array.from({ length: offsets[user + 1]! - offsets[user]! }, (_, place) => offsets[user]! + place)
    stream.split(id).shuffle(rows)
    for (const row of rows.subarray(floorShare(rows.length, train))) partOf[row] = 1
  }
  return assemble(data, {
    name: `random-${Math.round(100 * train)}/${Math.round(100 - 100 * train)}`,
    rule: `a random ${percent(train)} of each person's events train, the rest tests; a recommender learns from people's future`,
    parts: ['train', 'test'],
    partOf,
    notes: [],
  })
}
