import { joinLogs, type Split, splitByName, withLog } from '../../data/index.ts'
import type { Dataset } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/** What is searched on, and what is fitted and measured at the end. */
export interface TuningParts {
  readonly search: { readonly train: Dataset; readonly validation: Dataset; readonly split: string }
  readonly final: { readonly train: Dataset; readonly test: Dataset; readonly split: string }
}

/**
 * Parts a data set so that options are chosen without the test: on the split's own validation part, or, where it has none, on
 * what the same rule holds back of the training part. The final fit learns from training and validation.
 *
 * @param on `test` searches on the test part itself, for those who want to see how optimistic that is
 * @example tuningParts(splitByName('last-out', data, random), 'last-out', 'validation', random).final.train
 */
export function tuningParts(split: Split, rule: string, on: 'validation' | 'test', random: RandomStream): TuningParts {
  const { train, validation, test } = split
  const whole = validation ? withLog(train, joinLogs(train.log, validation.log)) : train
  const merged = validation ? '; options chosen on validation events, which train too at the end' : ''
  const final = { train: whole, test, split: `${split.describe}${merged}` }
  if (on === 'test')
    return { final, search: { train: whole, validation: test, split: `${split.describe}; on the test` } }
  if (validation) return { final, search: { train, validation, split: split.describe } }
  const inner = splitByName(rule, train, random.split('inner'))
  return { final, search: { train: inner.train, validation: inner.test, split: `within train: ${inner.describe}` } }
}
