import type { Dataset } from '../../domain/index.ts'
import { leaveLast } from './leave-last.ts'
import type { Split } from './split.ts'

/**
 * Leave-one-out in time: each person's last event is the test, the one before the validation, the rest training.
 *
 * @returns train, validation and test; people with fewer than three events stay in training and are counted
 * @throws {TastemakerError} `data/no-training` for an empty log
 * @example lastOut(data).test.log.length // one for each person with three events
 */
export function lastOut(data: Dataset): Split {
  return leaveLast(data, 1)
}
