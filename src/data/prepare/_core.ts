import type { Interactions } from '../../domain/index.ts'

/**
 * The rows of the largest part of a log in which every person has enough different items, and every item enough people.
 *
 * Removing one person may leave an item with too few, and so on: a queue of those to remove visits each row once
 * (Batagelj and Zaversnik 2003, on cores of a network).
 *
 * @param items number of items
 * @returns ascending row numbers; empty where there is no such part
 */
export function coreRows(
  log: Interactions,
  items: number,
  least: { readonly people: number; readonly items: number },
): Int32Array {
  const people = log.offsets.length - 1
  const rowsOf = rowsByItem(log, items)
  const distinct = { person: new Int32Array(people), item: new Int32Array(items) }
  eachPair(log, (person, item) => {
    distinct.person[person]!++
    distinct.item[item]!++
  })
  const gone = { person: new Uint8Array(people), item: new Uint8Array(items) }
  // Persons are numbered first, items after them.
  const queue: number[] = []
  const check = (kind: 'person' | 'item', at: number) => {
    const enough = distinct[kind][at]! >= (kind === 'person' ? least.people : least.items)
    if (enough || gone[kind][at]) return
    gone[kind][at] = 1
    queue.push(kind === 'person' ? at : people + at)
  }
  for (let person = 0; person < people; person++) check('person', person)
  for (let item = 0; item < items; item++) check('item', item)
  while (queue.length > 0) {
    const next = queue.pop()!
    const others = new Set<number>()
    if (next < people) {
      for (let row = log.offsets[next]!; row < log.offsets[next + 1]!; row++) others.add(log.item[row]!)
    } else {
      for (let at = rowsOf.offsets[next - people]!; at < rowsOf.offsets[next - people + 1]!; at++) {
        others.add(log.user[rowsOf.rows[at]!]!)
      }
    }
    const kind = next < people ? 'item' : 'person'
    for (const other of others) {
      if (gone[kind][other]) continue
      distinct[kind][other]!--
      check(kind, other)
    }
  }
  return Int32Array.from(log.item.keys()).filter((row) => !gone.person[log.user[row]!] && !gone.item[log.item[row]!])
}

function eachPair(log: Interactions, visit: (person: number, item: number) => void): void {
  for (let person = 0; person + 1 < log.offsets.length; person++) {
    for (const item of new Set(log.item.subarray(log.offsets[person], log.offsets[person + 1]))) visit(person, item)
  }
}

function rowsByItem(log: Interactions, items: number): { readonly offsets: Int32Array; readonly rows: Int32Array } {
  const offsets = new Int32Array(items + 1)
  for (const item of log.item) offsets[item + 1]!++
  for (let item = 0; item < items; item++) offsets[item + 1]! += offsets[item]!
  const next = offsets.slice()
  const rows = new Int32Array(log.length)
  for (let row = 0; row < log.length; row++) rows[next[log.item[row]!]!++] = row
  return { offsets, rows }
}
