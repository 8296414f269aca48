import type { ItemId, ItemIndex, UserId, UserIndex } from './ids.ts'

/** Something that can be recommended. Its text is data, never an instruction. */
export interface Item {
  readonly id: ItemId
  readonly title: string
  readonly text?: string
  readonly categories: readonly string[]
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly image?: string
  readonly price?: number
  /** Milliseconds since 1970, UTC. */
  readonly releasedAt?: number
}

/** A person, as the data describes them; what they did is in the log. */
export interface User {
  readonly id: UserId
  readonly demographics?: Readonly<Record<string, string | number>>
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
  readonly connections?: readonly UserId[]
}

/** The circumstances of a request: temporal, spatial, environmental, status and social. */
export interface Context {
  /** Milliseconds since 1970, UTC. */
  readonly at?: number
  readonly place?: string
  readonly device?: string
  readonly environment?: string
  readonly status?: string
  readonly companions?: readonly string[]
  readonly session?: string
}

/**
 * Two-way map between ids as given and dense indices.
 *
 * Ids are in ascending order, so index order is id order; items that came after a fit follow in order of arrival.
 */
export interface Vocabulary<Id extends string, Index extends number> {
  readonly size: number
  readonly ids: readonly Id[]
  /** The index of an id, or undefined when the vocabulary has never heard of it. */
  index(id: Id): Index | undefined
}

/** One column of the circumstances in which rows of a log happened: for each row a place in `values`, or -1 where unknown. */
export interface ContextColumn {
  /** Which part of a `Context` it holds. */
  readonly name: 'place' | 'device' | 'environment' | 'status' | 'companions' | 'session'
  readonly values: readonly string[]
  readonly codes: Int32Array
}

/**
 * A log of interactions as columns, grouped by user and in time order within each (ties by item index).
 *
 * The rows of user `u` are `offsets[u]` up to, not including, `offsets[u + 1]`.
 */
export interface Interactions {
  readonly length: number
  /** users + 1 row numbers. */
  readonly offsets: Int32Array
  readonly user: Int32Array
  readonly item: Int32Array
  /** The rating where the data has one, else 1. */
  readonly value: Float32Array
  /** Milliseconds since 1970, UTC; NaN where the data has no time. */
  readonly at: Float64Array
  /** Circumstances beside the time, where the data has them. */
  readonly context?: readonly ContextColumn[]
}

/** The allowed ratings, from `min` to `max` in steps of `step`. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** One data set, or a part of one: parts share vocabularies and catalogue and differ in their log only. */
export interface Dataset {
  readonly name: string
  readonly users: Vocabulary<UserId, UserIndex>
  readonly items: Vocabulary<ItemId, ItemIndex>
  /** By item index. */
  readonly catalogue: readonly Item[]
  /** By user index. */
  readonly people: readonly User[]
  readonly log: Interactions
  /** What people were shown, where the data tells: `value` is 1 for what they took up and 0 for what they passed over. */
  readonly impressions?: Interactions
  /** Present when `value` holds ratings; absent for plain events. */
  readonly scale?: Scale
  /** SHA-256 of the canonical log and item list of the whole data set, the same by whichever road the data came. */
  readonly hash: string
  readonly licence: string
  /** What the reader noticed and the user should know: rows merged, times missing, and so on. */
  readonly notes: readonly string[]
}
