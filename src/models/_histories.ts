import type { History, Interactions, ModelState } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import { float32, int32, shared } from './_arrays.ts'

/** Everybody's training history, kept inside a fitted model: person `u` has the places `offsets[u]` to `offsets[u + 1]`. */
export interface Histories {
  /** people + 1 places. */
  readonly offsets: Int32Array
  /** Item indices, oldest first. */
  readonly items: Int32Array
  /** Ratings, or 1 for plain events. */
  readonly values: Float32Array
}

/** The histories in a log; nothing is copied where the log is shared already. */
export function historiesOf(log: Interactions): Histories {
  return { offsets: shared(log.offsets), items: shared(log.item), values: shared(log.value) }
}

/** The names under which histories lie in a model's state. */
export function historyArrays(histories: Histories): ModelState['arrays'] {
  return { historyOffsets: histories.offsets, historyItems: histories.items, historyValues: histories.values }
}

/** The histories in a model's state. */
export function historiesIn(state: ModelState): Histories {
  return {
    offsets: int32(state, 'historyOffsets'),
    items: int32(state, 'historyItems'),
    values: float32(state, 'historyValues'),
  }
}

/** One person's history as views. Throws `config/range` for a person who is not in the data. */
export function historyAt(histories: Histories, user: number): History {
  const from = histories.offsets[user]
  const to = histories.offsets[user + 1]
  if (from === undefined || to === undefined) {
    const people = histories.offsets.length - 1
    throw new TastemakerError('config/range', `User index must be from 0 to ${people - 1}, got ${user}.`)
  }
  return { items: histories.items.subarray(from, to), values: histories.values.subarray(from, to) }
}

/** The items of a history, each once, in order of first occurrence. */
export function distinctItems(history: History): Int32Array {
  const distinct = new Set(history.items)
  return distinct.size === history.items.length ? history.items : Int32Array.from(distinct)
}
