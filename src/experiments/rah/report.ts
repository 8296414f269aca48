import type { Interval } from '../../evaluation/index.ts'
import type { RahOptions } from '../../systems/rah/index.ts'
import type { ActGain, ActRow } from './_act-rows.ts'
import type { ArmRow } from './_arms.ts'
import type { RahCost } from './_learning.ts'
import type { RoundRow } from './_rounds.ts'
import type { AttemptRow, GateSummary, Regret } from './_summaries.ts'

/** What was measured. */
export interface RahReport {
  readonly version: 1
  readonly data: string
  readonly mind: string
  readonly seed: number
  readonly people: number
  readonly eligible: number
  readonly options: RahOptions
  readonly notes: readonly string[]
  readonly act: readonly Omit<ActRow, 'columns'>[]
  /** The assistant after its last lesson against each control. */
  readonly gains: readonly ActGain[]
  /** Shares of lessons that explained their action at attempt 1, 2, 3 and further, and of those that never did. */
  readonly attempts: readonly AttemptRow[]
  readonly gates: GateSummary
  readonly arms: readonly Omit<ArmRow, 'columns'>[]
  /** nDCG@10 with proxies always, less that with likes dealt out at random. */
  readonly alwaysOverRandom: Interval
  readonly rounds: readonly RoundRow[]
  readonly regret: Regret
  readonly cost: RahCost & { readonly calls: number }
  readonly log: Readonly<Record<string, number>>
  readonly sentences: readonly string[]
}
