import { type Dataset, TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { selectRows } from '../columns.ts'
import { withLog } from '../dataset.ts'
import type { Split } from './split.ts'

/** Whom a strong generalisation holds out, and how much of them it shows. */
export interface StrongShares {
  /** People of the test, as a share below 1 or a number. */
  readonly people: number
  /** Share of a held-out person's events that recommenders are shown when they serve. */
  readonly foldIn: number
}

/**
 * Strong generalisation: some people are kept out of training whole, and served from a random part of what they did (Liang et
 * al. 2018, "Variational autoencoders for collaborative filtering", section 4).
 *
 * As many people again make the validation. A held-out person with n events shows floor(foldIn n) of them, and needs one to
 * show and one to hold back.
 *
 * @param shares `{ people: 0.1, foldIn: 0.8 }` unless given
 * @throws {TastemakerError} `config/range` for other shares, `data/no-training` when too few people are left to learn from
 * @example strongGeneralisation(data, { people: 0.1, foldIn: 0.8 }, randomStream(1)).shown
 */
export function strongGeneralisation(data: Dataset, shares: StrongShares, stream: RandomStream): Split {
  const { people: share, foldIn } = shares
  const active = Int32Array.from(data.users.ids.keys()).filter((user) => eventsOf(data, user) > 0)
  const held = share > 0 && share < 1 ? Math.max(1, Math.round(share * active.length)) : share
  if (!(foldIn > 0 && foldIn < 1) || !Number.isInteger(held) || held < 1) {
    throw new TastemakerError(
      'config/range',
      `Strong generalisation needs people to hold out and a share of 0 to 1 to show, got ${share} people and ${foldIn}.`,
      'Try people 0.1 and foldIn 0.8.',
    )
  }
  if (2 * held >= active.length) {
    throw new TastemakerError(
      'data/no-training',
      `Holding out ${held} people for the test and ${held} for the validation leaves nobody of ${active.length} to learn from.`,
      'Hold out fewer.',
    )
  }
  const order = stream.split('people').shuffle(active.slice())
  const roleOf = new Uint8Array(data.users.size)
  for (const user of order.subarray(0, held)) roleOf[user] = 2
  for (const user of order.subarray(held, 2 * held)) roleOf[user] = 1
  const shown = new Uint8Array(data.log.length)
  for (const user of order.subarray(0, 2 * held)) {
    const rows = Int32Array.from({ length: eventsOf(data, user) }, (_, place) => data.log.offsets[user]! + place)
    stream.split('events', data.users.ids[user]!).shuffle(rows)
    for (const row of rows.subarray(0, Math.floor(foldIn * rows.length + 1e-9))) shown[row] = 1
  }
  const part = (role: number, show: number) =>
    withLog(
      data,
      selectRows(
        data.log,
        Int32Array.from(data.log.item.keys()).filter(
          (row) => roleOf[data.log.user[row]!] === role && (role === 0 || shown[row] === show),
        ),
      ),
    )
  const [train, validation, test] = [part(0, 0), part(1, 0), part(2, 0)]
  const rule = `${held} people test and ${held} validate, unknown to training; ${Math.round(foldIn * 100)}% of their events, at random, are shown`
  return {
    name: 'strong-generalisation',
    describe: `split strong-generalisation: ${rule}; ${train.log.length.toLocaleString('en-US')} train, ${test.log.length.toLocaleString('en-US')} test events`,
    notes: [],
    train,
    validation,
    test,
    shown: { validation: part(1, 1), test: part(2, 1) },
  }
}

function eventsOf({ log }: Dataset, user: number): number {
  return log.offsets[user + 1]! - log.offsets[user]!
}
