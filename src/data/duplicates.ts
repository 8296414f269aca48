import type { Interactions } from '../domain/index.ts'
import { selectRows } from './columns.ts'

/** What becomes of several rows for one person and item. `sum` makes totals, which are no ratings. */
export type Duplicates = 'last' | 'keep-all' | 'max' | 'sum' | 'error'

/** A policy that leaves a log, whatever is in it. */
export type MergePolicy = Exclude<Duplicates, 'error'>

const done: Readonly<Record<MergePolicy, string>> = {
  last: 'the last in time kept',
  max: 'the highest value kept',
  sum: 'values added up',
  'keep-all': 'all kept',
}

/**
 * Applies a policy to the rows of a log that repeat a pair of person and item.
 *
 * Rows without a time count as earlier than those with one; among equals the later row is the last.
 *
 * @param log in canonical order
 * @param items size of the vocabulary
 * @returns the log that is left (the same object where nothing was merged) and a note where there were repeats
 * @example mergeDuplicates(log, data.items.size, 'max').log.length
 */
export function mergeDuplicates(
  log: Interactions,
  items: number,
  policy: MergePolicy,
): { readonly log: Interactions; readonly notes: readonly string[] } {
  // For each item the row that stands for it so far, and the person (from 1) whose row that is.
  const standing = new Int32Array(items)
  const owner = new Int32Array(items)
  const sums = policy === 'sum' ? new Float64Array(items) : null
  const value = sums ? log.value.slice() : log.value
  const dropped = new Uint8Array(log.length)
  let repeats = 0
  for (let row = 0; row < log.length; row++) {
    const item = log.item[row]!
    const person = log.user[row]! + 1
    if (owner[item] !== person) {
      owner[item] = person
      standing[item] = row
      if (sums) sums[item] = log.value[row]!
      continue
    }
    repeats++
    const other = standing[item]!
    const winner = better(log, other, row, policy === 'max') ? row : other
    dropped[winner === row ? other : row] = 1
    standing[item] = winner
    if (sums) value[winner] = sums[item]! += log.value[row]!
  }
  if (repeats === 0) return { log, notes: [] }
  const notes = [`${repeats} rows repeat a pair of person and item: ${done[policy]}`]
  return { log: policy === 'keep-all' ? log : selectRows({ ...log, value }, rowsLeft(dropped, repeats)), notes }
}

/** Whether the later of two rows takes the place of the earlier. */
function better(log: Interactions, earlier: number, later: number, byValue: boolean): boolean {
  if (byValue && log.value[later] !== log.value[earlier]) return log.value[later]! > log.value[earlier]!
  return !Number.isNaN(log.at[later]!) || Number.isNaN(log.at[earlier]!)
}

function rowsLeft(dropped: Uint8Array, count: number): Int32Array {
  const rows = new Int32Array(dropped.length - count)
  for (let row = 0, into = 0; row < dropped.length; row++) if (dropped[row] === 0) rows[into++] = row
  return rows
}

/**
 * The first row that repeats a pair, for a policy that allows none.
 *
 * @param rows loose rows in the order given
 * @returns the numbers of that row and of the one before it with the same pair; null when every pair is there once
 */
export function firstDuplicate(rows: {
  readonly user: ArrayLike<number>
  readonly item: ArrayLike<number>
}): { readonly row: number; readonly earlier: number } | null {
  const seen = new Map<number, Map<number, number>>()
  for (let row = 0; row < rows.user.length; row++) {
    const mine = seen.get(rows.user[row]!) ?? new Map<number, number>()
    const earlier = mine.get(rows.item[row]!)
    if (earlier !== undefined) return { row, earlier }
    seen.set(rows.user[row]!, mine.set(rows.item[row]!, row))
  }
  return null
}
