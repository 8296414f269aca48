import { joinLogs, type Split, splitByName, withLog } from '../../data/index.ts'
import type { Dataset } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/** What is searched on, and what is fitted and measured at the end. */
export interface TuningParts {
  readonly search: Served & { readonly validation: Dataset }
  readonly final: Served & { readonly test: Dataset }
}

interface Served {
  readonly train: Dataset
  readonly split: string
  /** What people are served from, where they are strangers to training. */
  readonly shown?: Dataset
}

/**
 * Parts a data set so that options are chosen without the test: on the split's own validation part, or, where it has none, on
 * what the same rule holds back of the training part. The final fit learns from training and validation,
 * unless their people are others.
 *
 * @param on `test` searches on the test part itself, for those who want to see how optimistic that is
 * @example tuningParts(splitByName('last-out', data, random), 'last-out', 'validation', random).final.train
 */
export function tuningParts(split: Split, rule: string, on: 'validation' | 'test', random: RandomStream): TuningParts {
  const { train, validation, test, shown, describe } = split
  if (shown && validation) {
    const final = { train, test, split: describe, shown: shown.test }
    if (on === 'test')
      return { final, search: { train, validation: test, split: `${describe}; on the test`, shown: shown.test } }
    return { final, search: { train, validation, split: describe, shown: shown.validation } }
  }
  const whole = validation ? withLog(train, joinLogs(train.log, validation.log)) : train
  const merged = validation ? '; options chosen on validation events, which train too at the end' : ''
  const final = { train: whole, test, split: `${describe}${merged}` }
  if (on === 'test') return { final, search: { train: whole, validation: test, split: `${describe}; on the test` } }
  if (validation) return { final, search: { train, validation, split: describe } }
  const inner = splitByName(rule, train, random.split('inner'))
  return { final, search: { train: inner.train, validation: inner.test, split: `within train: ${inner.describe}` } }
}
