import type { RandomStream } from '../../random.ts'
import type { Histories } from '../_histories.ts'

/** Sequences one after the other, nothing padded. */
export interface Sequences {
  /** Item indices, oldest first within a sequence. */
  readonly items: Int32Array
  /** Rows at which sequences begin, and their end: sequence s has rows `starts[s]` up to `starts[s + 1]`. */
  readonly starts: Int32Array
}

/** Sequences to learn from. */
export interface Batch extends Sequences {
  /** The item that came next, for each row. */
  readonly targets: Int32Array
}

/**
 * One epoch: every event but each person's first is predicted once, from at most `maxLength` items before it.
 *
 * A history longer than that is cut into windows, from its end; each epoch moves the cuts by chance, so that no event
 * always stands at the beginning of a window with nothing before it.
 *
 * @param batch sequences a batch
 */
export function* epochOf(
  histories: Histories,
  { maxLength, batch }: { readonly maxLength: number; readonly batch: number },
  random: RandomStream,
): Generator<Batch> {
  const windows: Window[] = []
  for (let person = 0; person + 1 < histories.offsets.length; person++) {
    const first = histories.offsets[person]!
    const last = histories.offsets[person + 1]! - 1
    const moved = last - first > maxLength ? random.int(maxLength) : 0
    for (let to = last, length = moved || maxLength; to > first; to -= length, length = maxLength) {
      windows.push({ from: Math.max(first, to - length), to })
    }
  }
  random.shuffle(windows)
  for (let at = 0; at < windows.length; at += batch) yield batchOf(histories.items, windows.slice(at, at + batch))
}

/** Puts sequences one after the other. */
export function sequencesOf(all: readonly Int32Array[]): Sequences {
  const starts = new Int32Array(all.length + 1)
  for (const [s, items] of all.entries()) starts[s + 1] = starts[s]! + items.length
  const items = new Int32Array(starts[all.length]!)
  for (const [s, sequence] of all.entries()) items.set(sequence, starts[s])
  return { items, starts }
}

/** Rows of a log that make one sequence: from `from` up to `to`, each to predict the one after it. */
interface Window {
  readonly from: number
  readonly to: number
}

function batchOf(items: Int32Array, windows: readonly Window[]): Batch {
  const next = sequencesOf(windows.map(({ from, to }) => items.subarray(from + 1, to + 1)))
  return { ...sequencesOf(windows.map(({ from, to }) => items.subarray(from, to))), targets: next.items }
}
