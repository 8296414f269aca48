import type { Histories } from './_histories.ts'

/** Sparse rows of column numbers: row `r` has `columns` from `offsets[r]` to `offsets[r + 1]`, ascending. */
export interface Baskets {
  readonly offsets: Int32Array
  readonly columns: Int32Array
}

/**
 * Who touched what, each item once a person: the binary matrix that the implicit models learn from.
 *
 * @param items number of items
 * @returns one row a person
 */
export function basketsOf(histories: Histories, items: number): Baskets {
  const people = histories.offsets.length - 1
  const offsets = new Int32Array(people + 1)
  const columns = new Int32Array(histories.items.length)
  const lastSeenBy = new Int32Array(items).fill(-1)
  let length = 0
  for (let person = 0; person < people; person++) {
    for (let place = histories.offsets[person]!; place < histories.offsets[person + 1]!; place++) {
      const item = histories.items[place]!
      if (lastSeenBy[item] === person) continue
      lastSeenBy[item] = person
      columns[length++] = item
    }
    offsets[person + 1] = length
  }
  // Turned over twice, every row is in ascending order: cheaper than sorting each.
  return transposed(transposed({ offsets, columns: columns.subarray(0, length) }, items), people)
}

/**
 * Turns rows into columns: from what each person touched to who touched each item.
 *
 * @param width number of columns of the given rows
 */
export function transposed(baskets: Baskets, width: number): Baskets {
  const offsets = new Int32Array(width + 1)
  for (const column of baskets.columns) offsets[column + 1]!++
  for (let column = 0; column < width; column++) offsets[column + 1]! += offsets[column]!
  const next = offsets.slice()
  const columns = new Int32Array(baskets.columns.length)
  for (let row = 0; row + 1 < baskets.offsets.length; row++) {
    for (let place = baskets.offsets[row]!; place < baskets.offsets[row + 1]!; place++) {
      columns[next[baskets.columns[place]!]!++] = row
    }
  }
  return { offsets, columns }
}

/** People per item. */
export function countsOf(baskets: Baskets, items: number): Int32Array {
  const counts = new Int32Array(new SharedArrayBuffer(items * 4))
  for (const item of baskets.columns) counts[item]!++
  return counts
}
