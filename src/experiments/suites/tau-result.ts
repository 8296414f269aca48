import type { Interval } from '../../evaluation/index.ts'
import type { TauPolicy } from '../../evaluation/suites/index.ts'
import type { SuiteCost } from './_spent.ts'

/** One agent or rule on all tasks. */
export interface TauRow {
  readonly name: string
  /** `oracle` knows the hidden constraints. */
  readonly kind: 'rule' | 'oracle' | 'agent'
  /** pass^k, with intervals over tasks. */
  readonly passes: readonly { readonly k: number; readonly value: Interval }[]
  /** Trials that met the constraints, as a share. */
  readonly constraintsMet: number
  /** Trials that broke a policy of their task, by policy. */
  readonly broken: Readonly<Partial<Record<TauPolicy, number>>>
  /** Trials by how they ended. */
  readonly ended: Readonly<Record<'recommended' | 'abstained' | 'turns', number>>
  /** Successes of each task, in the order of `TauResult.tasks`. */
  readonly successes: readonly number[]
  /** Of an agent: trials whose closing reply showed more than one item, failed replies, and the mean number of turns. */
  readonly talk: { readonly severalShown: number; readonly failures: number; readonly turns: number } | null
  readonly cost: SuiteCost | null
}

/** The suite, run. */
export interface TauResult {
  readonly suite: { readonly name: string; readonly origin: 'published' | 'invented'; readonly items: number }
  readonly tasks: readonly string[]
  readonly protocol: {
    readonly trials: number
    /** The most messages of the person in a trial. */
    readonly turns: number
    readonly seed: number
    /** Tasks on which to recommend none is right. */
    readonly noneFits: number
    readonly user: string
  }
  readonly rows: readonly TauRow[]
  readonly notes: readonly string[]
}
