import type { Dataset } from '../../domain/index.ts'
import { assemble, timeNotes } from './_assemble.ts'
import type { Split } from './split.ts'

/**
 * Leave-one-out in time: each person's last event is the test, the one before the validation, the rest training.
 *
 * @returns train, validation and test; people with fewer than three events stay in training and are counted
 * @throws {TastemakerError} `data/no-training` for an empty log
 * @example lastOut(data).test.log.length // one for each person with three events
 */
export function lastOut(data: Dataset): Split {
  const { offsets, length } = data.log
  const partOf = new Uint8Array(length)
  let short = 0
  for (let user = 0; user < data.users.size; user++) {
    const end = offsets[user + 1]!
    const events = end - offsets[user]!
    if (events >= 3) {
      partOf[end - 2] = 1
      partOf[end - 1] = 2
    } else if (events > 0) short++
  }
  const notes = short > 0 ? [`${short} people with fewer than 3 events stay in training`] : []
  return assemble(data, {
    name: 'last-out',
    rule: "each person's last event tests, the one before validates (ties by item id)",
    parts: ['train', 'validation', 'test'],
    partOf,
    notes: [...timeNotes(data), ...notes],
  })
}
