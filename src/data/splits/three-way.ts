import type { Dataset } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { assemble, checkShares, floorShare, percent, timeNotes } from './_assemble.ts'
import type { Split } from './split.ts'

/** What each party gets of a person's history. */
export interface ThreeWayShares {
  readonly train: number
  readonly private: number
  readonly test: number
}

/**
 * Splits each person's history in time among recommenders, simulated people and the evaluator.
 *
 * A simulated person who learned from what the recommender learned from would only confirm it, so the second part is
 * theirs alone. Many logs give one time to events of one sitting; those are put in random order, by a stream of the
 * person's own, since item order is no taste.
 *
 * @param shares sum to 1; a person with n events gives floor(train n), then up to floor((train + private) n)
 * @param stream seeds the order of events that share a time
 * @throws {TastemakerError} `config/range` for other shares, `data/no-training` when nothing is left
 * @example threeWay(data, { train: 0.4, private: 0.3, test: 0.3 }, randomStream(1))
 */
export function threeWay(data: Dataset, shares: ThreeWayShares, stream: RandomStream): Split {
  checkShares({ train: shares.train, private: shares.private, test: shares.test })
  const { offsets, at, length } = data.log
  const partOf = new Uint8Array(length)
  for (const [user, id] of data.users.ids.entries()) {
    const rows = Int32Array.from({ length: offsets[user + 1]! - offsets[user]! }, (_, place) => offsets[user]! + place)
    shuffleTies(rows, at, stream.split(id))
    const trained = floorShare(rows.length, shares.train)
    const known = floorShare(rows.length, shares.train + shares.private)
    for (const [place, row] of rows.entries()) partOf[row] = Number(place >= trained) + Number(place >= known)
  }
  const percents = [shares.train, shares.private, shares.test].map(percent).join(' / ')
  return assemble(data, {
    name: 'three-way',
    rule: `each person's history in time ${percents} to recommenders, simulated people and evaluator (ties at random)`,
    parts: ['train', 'private', 'test'],
    partOf,
    notes: timeNotes(data),
  })
}

/** Shuffles each run of rows with one time; rows without a time keep their order, which is the one given. */
function shuffleTies(rows: Int32Array, at: Float64Array, stream: RandomStream): void {
  for (let from = 0, place = 1; place <= rows.length; place++) {
    if (place < rows.length && at[rows[place]!] === at[rows[from]!]) continue
    if (place - from > 1) stream.shuffle(rows.subarray(from, place))
    from = place
  }
}
