import type { Dataset } from '../../domain/index.ts'

/** The parts that a split can make. */
export type PartName = 'train' | 'validation' | 'private' | 'test'

/** One data set in parts: the same people, items and hash, each row in one part. */
export interface Split {
  /** The rule's name, with its share where that is not the usual one. */
  readonly name: string
  /** One line for the protocol under a table: the rule, and how many events each part has. */
  readonly describe: string
  /** What the rule met: people too short to test, rows without a time, and so on. */
  readonly notes: readonly string[]
  /** What recommenders learn from. */
  readonly train: Dataset
  /** What options are chosen on. */
  readonly validation?: Dataset
  /** What only simulated people know of themselves; neither recommender nor evaluator sees it. */
  readonly private?: Dataset
  /** What only the evaluator sees. */
  readonly test: Dataset
  /**
   * Where people of the test or the validation are strangers to training: what they are served from, and what nothing is
   * fitted on.
   */
  readonly shown?: { readonly validation: Dataset; readonly test: Dataset }
}
