import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { assemble, tiedNotes, timeNotes } from './_assemble.ts'
import type { Split } from './split.ts'

/**
 * Each person's last n events test, the n before them validate, the rest trains.
 *
 * @param n from 1; a person with fewer than 2 n + 1 events stays in training and is counted
 * @throws {TastemakerError} `config/range` for another n, `data/no-training` when nothing is left
 * @example leaveLast(data, 5).test.log.length
 */
export function leaveLast(data: Dataset, n: number): Split {
  if (!Number.isInteger(n) || n < 1) {
    throw new TastemakerError(
      'config/range',
      `Events to leave out must be a whole number from 1, got ${n}.`,
      'Try last-5.',
    )
  }
  const { offsets, length } = data.log
  const partOf = new Uint8Array(length)
  let short = 0
  for (let user = 0; user < data.users.size; user++) {
    const end = offsets[user + 1]!
    const events = end - offsets[user]!
    if (events > 2 * n) {
      partOf.fill(1, end - 2 * n, end - n)
      partOf.fill(2, end - n, end)
    } else if (events > 0) short++
  }
  const notes = short > 0 ? [`${short} people with fewer than ${2 * n + 1} events stay in training`] : []
  return assemble(data, {
    name: n === 1 ? 'last-out' : `last-${n}`,
    rule:
      n === 1
        ? "each person's last event tests, the one before validates (ties by item id)"
        : `each person's last ${n} events test, the ${n} before validate (ties by item id)`,
    parts: ['train', 'validation', 'test'],
    partOf,
    notes: [...timeNotes(data), ...tiedNotes(data, partOf, 2), ...notes],
  })
}
