import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { itemCounts, selectRows } from '../columns.ts'
import { withLog } from '../dataset.ts'
import type { PartName, Split } from './split.ts'

/** A rule at work: which part each row goes to, and how to speak of it. */
export interface Assignment {
  readonly name: string
  /** The rule in a few words. */
  readonly rule: string
  readonly parts: readonly PartName[]
  /** For each row of the log its place in `parts`. */
  readonly partOf: Uint8Array
  readonly notes: readonly string[]
}

/** Builds the parts and counts what the rule did; throws `data/no-training` when nothing is left to learn from. */
export function assemble(data: Dataset, { name, rule, parts, partOf, notes }: Assignment): Split {
  const made = parts.map((part, place) => [part, withLog(data, selectRows(data.log, rowsOf(partOf, place)))] as const)
  const named = Object.fromEntries(made) as Record<PartName, Dataset>
  if (named.train.log.length === 0) {
    throw new TastemakerError(
      'data/no-training',
      `The split ${name} of ${data.name} must leave events to learn from, it leaves none of ${data.log.length}.`,
      'Take a larger data set or another split.',
    )
  }
  const sizes = made.map(([part, { log }]) => `${log.length.toLocaleString('en-US')} ${part}`).join(', ')
  return { ...named, name, describe: `split ${name}: ${rule}; ${sizes} events`, notes: [...notes, ...strangers(named)] }
}

/** Gives the rows of each person to parts by their share of the person's history, oldest first. */
export function assignByShare(data: Dataset, bounds: readonly number[]): Uint8Array {
  const partOf = new Uint8Array(data.log.length)
  for (let user = 0; user < data.users.size; user++) {
    const from = data.log.offsets[user]!
    const length = data.log.offsets[user + 1]! - from
    const ends = bounds.map((bound) => floorShare(length, bound))
    for (let place = 0; place < length; place++) partOf[from + place] = ends.filter((end) => place >= end).length
  }
  return partOf
}

/** The whole number below a share of a length; 0.7 of 10 is 7 however the product is rounded. */
export function floorShare(length: number, share: number): number {
  return Math.floor(length * share + 1e-9)
}

/** A share in words, such as 57.5%. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`
}

/** Throws `config/range` unless every share is above 0 and all of them make 1 at most. */
export function checkShares(shares: Readonly<Record<string, number>>): void {
  const sum = Object.values(shares).reduce((total, share) => total + share, 0)
  if (Object.values(shares).every((share) => share > 0 && share < 1) && sum < 1 + 1e-9) return
  const given = Object.entries(shares).map(([part, share]) => `${part} ${share}`)
  throw new TastemakerError(
    'config/range',
    `Shares of a split must be above 0 and sum to 1, got ${given.join(', ')}.`,
    'Try train 0.8.',
  )
}

/** What there is to say about the times that a rule relies on. */
export function timeNotes(data: Dataset): readonly string[] {
  const without = data.log.at.reduce((count, at) => count + Number(Number.isNaN(at)), 0)
  if (without === 0) return []
  if (without === data.log.length) return ['no times: rows are taken in the order given']
  return [`${without} rows without a time count as the latest of their person`]
}

/**
 * Says how many held-out events share their time with the event before them, which is then before them by its id alone: a model
 * of sequences can learn the order of ids within one sitting, and be praised for it.
 */
export function tiedNotes({ log }: Dataset, partOf: Uint8Array, test: number): readonly string[] {
  let [held, tied] = [0, 0]
  for (let row = 0; row < log.length; row++) {
    if (partOf[row] !== test) continue
    held++
    if (row > 0 && log.user[row - 1] === log.user[row] && log.at[row - 1] === log.at[row]) tied++
  }
  if (tied === 0) return []
  const share = `${tied.toLocaleString('en-US')} of ${held.toLocaleString('en-US')} test events`
  return [`${share} share their time with the event before, so ids decide their order, which sequence models can learn`]
}

function rowsOf(partOf: Uint8Array, place: number): Int32Array {
  const rows = new Int32Array(partOf.length)
  let length = 0
  for (let row = 0; row < partOf.length; row++) if (partOf[row] === place) rows[length++] = row
  return rows.subarray(0, length)
}

/** People and items of the test that training has never met. */
function strangers({ train, test }: Record<PartName, Dataset>): readonly string[] {
  let people = 0
  for (let user = 0; user < train.users.size; user++) {
    const tested = test.log.offsets[user + 1]! > test.log.offsets[user]!
    if (tested && train.log.offsets[user + 1] === train.log.offsets[user]) people++
  }
  const known = itemCounts(train.log, train.items.size)
  const items = itemCounts(test.log, test.items.size).filter((count, item) => count > 0 && known[item] === 0).length
  return [
    ...(people > 0 ? [`${people} people have test events and none in training`] : []),
    ...(items > 0 ? [`${items} items have test events and none in training`] : []),
  ]
}
