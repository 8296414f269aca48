import type { Baskets } from './_baskets.ts'

/**
 * Walks over all pairs of different items that somebody touched both of: item after item, each with all its others.
 *
 * One sparse pass over the baskets of everybody who touched the item (Gustavson 1978). A pair comes from both its sides,
 * though half the additions would do: that keeps the work on one item in a fast cache, where walking from one side has to
 * reach for the other item's list somewhere in memory, and on a large catalogue takes three times as long. Memory is two
 * numbers an item.
 *
 * @param baskets one row a person, columns ascending
 * @param people the same turned over: one row an item, who touched it
 * @param shared what each person adds to the overlap of two of their items
 * @param visit gets an item, another, and their overlap: the sum of `shared` over those who touched both; none of 0
 * @param from the first item to walk from; all unless given
 */
export function eachPair(
  baskets: Baskets,
  people: Baskets,
  shared: Float64Array,
  visit: (item: number, other: number, overlap: number) => void,
  from = 0,
): void {
  const { offsets, columns } = baskets
  const items = people.offsets.length - 1
  const overlaps = new Float64Array(items)
  const met = new Int32Array(items)
  /** Adds somebody's basket, and lists what was not met before from place `size` on. */
  const addListing = (person: number, size: number): number => {
    const weight = shared[person]!
    const end = weight === 0 ? 0 : offsets[person + 1]!
    let listed = size
    for (let place = offsets[person]!; place < end; place++) {
      const other = columns[place]!
      const overlap = overlaps[other]!
      if (overlap === 0) met[listed++] = other
      overlaps[other] = overlap + weight
    }
    return listed
  }
  const add = (person: number) => {
    const weight = shared[person]!
    const end = offsets[person + 1]!
    for (let place = offsets[person]!; place < end; place++) overlaps[columns[place]!]! += weight
  }
  const pass = (item: number, other: number) => {
    const overlap = overlaps[other]!
    overlaps[other] = 0
    if (overlap !== 0 && other !== item) visit(item, other, overlap)
  }
  for (let item = from; item < items; item++) {
    const first = people.offsets[item]!
    const last = people.offsets[item + 1]!
    let events = 0
    for (let p = first; p < last; p++) events += offsets[people.columns[p]! + 1]! - offsets[people.columns[p]!]!
    if (events < items) {
      let size = 0
      for (let p = first; p < last; p++) size = addListing(people.columns[p]!, size)
      for (let m = 0; m < size; m++) pass(item, met[m]!)
    } else {
      // Most items were met: looking at all of them costs less than listing.
      for (let p = first; p < last; p++) add(people.columns[p]!)
      for (let other = 0; other < items; other++) pass(item, other)
    }
  }
}
