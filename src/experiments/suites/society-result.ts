import type { Interval } from '../../evaluation/index.ts'
import type { LabelOrigin } from '../../evaluation/suites/index.ts'
import type { SuiteCost } from './_spent.ts'

/** One row on the tasks with labels of one kind. */
export interface SocietyCell {
  readonly tasks: number
  readonly answered: number
  /** Track 2: the mean of HR@1, 3 and 5; track 1: the preference. With an interval over tasks; none for exact chance. */
  readonly score: Interval
  /** HR@1, HR@3, HR@5; or preference, review and overall, null where the errors of reviews were not supplied. */
  readonly parts: Readonly<Record<string, number | null>>
}

/** One row of a table. */
export interface SocietyRow {
  readonly name: string
  /** `chance` is computed exactly. */
  readonly kind: 'chance' | 'rule' | 'agent'
  /** Null where no task has such labels. */
  readonly simulated: SocietyCell | null
  readonly real: SocietyCell | null
  /** 0.4 simulated and 0.6 real; null where either is missing. */
  readonly final: number | null
  /** HR@5 by where the true item stood in the list that was shown: first, second and last third. Empty on track 1. */
  readonly thirds: readonly { readonly tasks: number; readonly hits: number }[]
  /** Answers that never came, by kind. */
  readonly failures: Readonly<Record<string, number>>
  /** Lists that had to be mended. */
  readonly mended: number
  readonly cost: SuiteCost | null
}

/** The tasks of one folder. */
export interface SocietyTable {
  readonly set: string
  readonly tasks: number
  readonly rows: readonly SocietyRow[]
  /** How often the true item stood at each place of the file, from the first; empty on track 1. */
  readonly truthAt: readonly number[]
}

/** The challenge, run. */
export interface SocietyResult {
  readonly suite: { readonly name: string; readonly hash: string }
  readonly track: 1 | 2
  readonly protocol: {
    readonly seed: number
    /** Candidates were shuffled from the seed. */
    readonly shuffled: boolean
    /** Fewest and most candidates of a list; null on track 1. */
    readonly candidates: readonly [number, number] | null
    readonly ranker: string
    readonly labels: readonly LabelOrigin[]
  }
  readonly tables: readonly SocietyTable[]
  readonly excluded: readonly { readonly id: string; readonly reason: string }[]
  readonly notes: readonly string[]
}
