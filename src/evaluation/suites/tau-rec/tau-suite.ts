import type { Dataset, ItemId, Label, UserId } from '../../../domain/index.ts'

/** How a field of an item is compared with a value. */
export const constraintOps = ['<=', '>=', '==', '!=', 'contains', 'contains_any', 'not_contains', 'in'] as const
/** The name of one of them. */
export type ConstraintOp = (typeof constraintOps)[number]

/** The seven policies, by the names of the published tasks. */
export const tauPolicies = [
  'watch_history',
  'sponsored',
  'age_restricted',
  'availability',
  'single_recommendation',
  'transparency',
  'recommend_tool',
] as const
/** The name of one of them. */
export type TauPolicy = (typeof tauPolicies)[number]

/** What an item is or has, in one respect. */
export type TauValue = string | number | boolean | readonly string[]

/** A row of the catalogue. */
export interface TauItem {
  readonly id: ItemId
  readonly title: string
  /** By the published names, such as `runtime` (minutes), `genres`, `content_rating`, `streaming_services`. */
  readonly values: Readonly<Record<string, TauValue>>
}

/** One demand, and when the person speaks of it: at once, when asked about it, or never. */
export interface TauConstraint {
  readonly field: string
  readonly op: ConstraintOp
  readonly value: TauValue
  readonly reveal: 'volunteer' | 'on_ask' | 'hidden'
}

/** What the person wants: known to them and to the verifier. */
export interface TauWish {
  readonly constraints: readonly TauConstraint[]
  readonly policies: readonly TauPolicy[]
  /** No item meets all of it: the right answer is to recommend none. */
  readonly noneFits: boolean
}

/** One task, as anybody may see it. */
export interface TauTask {
  readonly id: string
  /** The person in `TauSuite.data`. */
  readonly user: UserId
  readonly persona: string
  readonly softPreferences: readonly string[]
  readonly complexity: string
  /** Items that must not come again under `watch_history`. */
  readonly watched: readonly ItemId[]
  /** Services the person has; with none, availability is no matter. */
  readonly services: readonly string[]
}

/** Tasks over a catalogue. */
export interface TauSuite {
  readonly name: string
  readonly origin: 'published' | 'invented'
  /** By id. */
  readonly items: ReadonlyMap<ItemId, TauItem>
  /** The catalogue as agents read it, and what people had watched. */
  readonly data: Dataset
  readonly tasks: readonly TauTask[]
  /** By task id. */
  readonly wishes: ReadonlyMap<string, Label<TauWish>>
  readonly notes: readonly string[]
}
