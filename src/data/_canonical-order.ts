/*
 * Orders the rows of each person by time, then item.
 *
 * Three roads, the fastest that will do. A person whose rows are in order already, as most logs have them, is found out in
 * one pass and left alone. Whole numbers of milliseconds are packed with their place into one number below 2^53 each, which
 * the engine sorts without calling back; ties are then settled by item. Everything else (rows without a time, fractions)
 * goes through a stable merge sort, the readable twin of the packed one.
 */

const runLength = 8
const longestTie = 64

/**
 * Moves three columns alike so that within each person rows go by time, then item, the timeless last as given.
 *
 * @param offsets rows of person `u` are `offsets[u]` up to, not including, `offsets[u + 1]`
 * @param at milliseconds, NaN without a time; changed in place
 * @param item item indices; changed in place
 * @param order anything else that a row carries, such as its number before; changed in place
 */
export function orderEachPerson(offsets: Int32Array, at: Float64Array, item: Int32Array, order: Int32Array): void {
  const longest = longestRange(offsets)
  const sorter = new RowSorter(at, item, longest)
  const before = { at: new Float64Array(longest), item: new Int32Array(longest), order: new Int32Array(longest) }
  for (let person = 0; person + 1 < offsets.length; person++) {
    const from = offsets[person]!
    const to = offsets[person + 1]!
    if (sorter.isSorted(from, to)) continue
    const places = sorter.sort(from, to)
    const length = to - from
    before.at.set(at.subarray(from, to))
    before.item.set(item.subarray(from, to))
    before.order.set(order.subarray(from, to))
    for (let i = 0; i < length; i++) {
      const place = places[i]!
      at[from + i] = before.at[place]!
      item[from + i] = before.item[place]!
      order[from + i] = before.order[place]!
    }
  }
}

function longestRange(offsets: Int32Array): number {
  let longest = 0
  for (let i = 1; i < offsets.length; i++) longest = Math.max(longest, offsets[i]! - offsets[i - 1]!)
  return longest
}

/** Sorts places within a range of rows, in buffers made once. */
class RowSorter {
  private readonly at: Float64Array
  private readonly item: Int32Array
  private places: Int32Array
  private spare: Int32Array
  private readonly keys: Float64Array

  constructor(at: Float64Array, item: Int32Array, longest: number) {
    this.at = at
    this.item = item
    this.places = new Int32Array(longest)
    this.spare = new Int32Array(longest)
    this.keys = new Float64Array(longest)
  }

  isSorted(from: number, to: number): boolean {
    for (let row = from + 1; row < to; row++) if (this.follows(row - 1, row)) return false
    return true
  }

  /** The places of rows `from` to `to`, 0-based from `from`, in canonical order; valid until the next call. */
  sort(from: number, to: number): Int32Array {
    return to - from > 2 * runLength && this.sortPacked(from, to) ? this.places : this.sortMerging(from, to)
  }

  /** Whether the times could be packed with their places, and were sorted. */
  private sortPacked(from: number, to: number): boolean {
    const { at, places } = this
    const length = to - from
    let earliest = Number.POSITIVE_INFINITY
    let latest = Number.NEGATIVE_INFINITY
    for (let row = from; row < to; row++) {
      const time = at[row]!
      if (Math.floor(time) !== time) return false
      if (time < earliest) earliest = time
      if (time > latest) latest = time
    }
    // A power of two, so that taking the number apart again is exact.
    const width = 2 ** Math.ceil(Math.log2(length))
    if (!((latest - earliest + 1) * width <= Number.MAX_SAFE_INTEGER)) return false
    const keys = this.keys.subarray(0, length)
    for (let i = 0; i < length; i++) keys[i] = (at[from + i]! - earliest) * width + i
    keys.sort()
    let time = -1
    for (let i = 0, first = 0; i < length; i++) {
      const before = time
      time = Math.floor(keys[i]! / width)
      const place = keys[i]! - time * width
      if (time !== before) first = i
      // Settling ties by insertion costs their square.
      else if (i - first > longestTie) return false
      let hole = i
      for (; hole > first && this.item[from + places[hole - 1]!]! > this.item[from + place]!; hole--) {
        places[hole] = places[hole - 1]!
      }
      places[hole] = place
    }
    return true
  }

  private sortMerging(from: number, to: number): Int32Array {
    const length = to - from
    for (let start = 0; start < length; start += runLength)
      this.insertRun(from, start, Math.min(start + runLength, length))
    for (let width = runLength; width < length; width *= 2) {
      for (let start = 0; start < length; start += 2 * width) {
        this.merge(from, start, Math.min(start + width, length), Math.min(start + 2 * width, length))
      }
      const merged = this.spare
      this.spare = this.places
      this.places = merged
    }
    return this.places
  }

  private insertRun(from: number, start: number, end: number): void {
    const { places } = this
    for (let i = start; i < end; i++) {
      let hole = i
      while (hole > start && this.follows(from + places[hole - 1]!, from + i)) {
        places[hole] = places[hole - 1]!
        hole--
      }
      places[hole] = i
    }
  }

  private merge(from: number, start: number, middle: number, end: number): void {
    const { places, spare } = this
    let left = start
    let right = middle
    for (let into = start; into < end; into++) {
      const takeRight = right < end && (left === middle || this.follows(from + places[left]!, from + places[right]!))
      spare[into] = takeRight ? places[right++]! : places[left++]!
    }
  }

  /** Whether row `a` belongs strictly after row `b`; two rows without a time never do. */
  private follows(a: number, b: number): boolean {
    const { at, item } = this
    const timeA = at[a]!
    const timeB = at[b]!
    if (timeA > timeB) return true
    if (timeA === timeB) return item[a]! > item[b]!
    return Number.isNaN(timeA) && !Number.isNaN(timeB)
  }
}
