import type { MindCard } from '../../domain/index.ts'
import type { RunLedger, RunManifest } from '../../runs/index.ts'
import type { Rivals } from '../alignment.ts'
import type { AlignmentRow } from '../alignment-table.ts'
import type { SimulationComparison, SimulationTable } from '../simulation-table.ts'
import type { Narrowing } from './narrowing-tally.ts'
import type { PositionCurve } from './position-tally.ts'

/** Counts of each point of the rating scale. */
export interface StarHistogram {
  readonly points: readonly number[]
  readonly counts: readonly number[]
}

/** Recommenders with both numbers, best first by simulated satisfaction and by the held-out part. */
export interface RecommenderOrder {
  readonly simulated: readonly string[]
  readonly heldOut: readonly string[]
  readonly metric: string
  /** Kendall's tau-b of the two; null when either side has nothing to order. */
  readonly tau: number | null
}

/** One setting of the alignment test, with everybody who answered it. */
export interface AlignmentSetting {
  readonly ratio: number
  readonly rivals: Rivals
  readonly excluded: number
  readonly short: number
  readonly rows: readonly AlignmentRow[]
}

/** Everything the rules look at; nothing of it is a person's answer. */
export interface Evidence extends SimulationTable {
  readonly manifest: Pick<RunManifest, 'data' | 'recommenders' | 'viewers'>
  /** By control, the same recommenders compared as that control met them. */
  readonly controls: ReadonlyMap<string, readonly SimulationComparison[]>
  readonly alignment: readonly AlignmentSetting[]
  readonly order: RecommenderOrder
  readonly stars: { readonly simulated: StarHistogram; readonly real: StarHistogram }
  /** By who decided: where on a page yeses and watched items stand. */
  readonly positions: readonly PositionCurve[]
  /** Null where the run does not say of what kinds its items are. */
  readonly narrowing: readonly Narrowing[] | null
  /** Of the viewers themselves; `failed` had at least one answer that failed. */
  readonly visits: { readonly count: number; readonly failed: number }
  readonly card: MindCard | null
  readonly ledger: RunLedger | null
}
