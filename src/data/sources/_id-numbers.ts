import { type Cells, decode, type Encoding } from './_cells.ts'

const firstSlots = 2 ** 12
/** Ids that are whole numbers below this are looked up directly: 16 MB of table at most. */
const directLimit = 2 ** 22
const zero = 0x30

/**
 * Numbers texts in order of appearance without making strings of them: a hash table over their bytes.
 *
 * A log has each id many times; only the distinct ones become strings, at the end. Most data sets number their people and
 * items, so plain whole numbers have a table of their own, which saves the hash. `007` is no plain number and goes the
 * other way, so that it stays another id than `7`.
 */
export class IdNumbers {
  private size = 0
  /** All distinct ids one after another. */
  private bytes = Buffer.alloc(2 ** 14)
  /** Where each id ends in `bytes`. */
  private ends = new Int32Array(firstSlots)
  private hashes = new Int32Array(firstSlots)
  /** Open addressing: number + 1, or 0 where free. At most half full. */
  private slots = new Int32Array(2 * firstSlots)
  /** Number + 1 by the value of a plain whole number, or 0. */
  private direct = new Int32Array(firstSlots)

  /** The number of the id in a cell, a new one for an id that was not there yet. */
  at(cells: Cells, column: number): number {
    const whole = cells.whole[column]!
    if (whole >= 0 && whole < this.direct.length) {
      const known = this.direct[whole]!
      if (known > 0) return known - 1
    }
    return this.of(cells.bytes, cells.from[column]!, cells.to[column]!)
  }

  /** The number of the id in some bytes. */
  of(bytes: Uint8Array, from: number, to: number): number {
    const value = plainNumber(bytes, from, to)
    if (value < 0) return this.hashed(bytes, from, to)
    if (value >= this.direct.length) this.direct = grown(this.direct, value + 1)
    if (this.direct[value] === 0) this.direct[value] = this.append(bytes, from, to, 0) + 1
    return this.direct[value]! - 1
  }

  private hashed(bytes: Uint8Array, from: number, to: number): number {
    // FNV-1a, folded so that the low bits depend on all of it.
    let hash = 0x811c9dc5 | 0
    for (let place = from; place < to; place++) hash = Math.imul(hash ^ bytes[place]!, 0x01000193)
    hash ^= hash >>> 15
    const mask = this.slots.length - 1
    let slot = hash & mask
    for (let entry = this.slots[slot]!; entry > 0; entry = this.slots[slot]!) {
      if (this.hashes[entry - 1] === hash && this.isAt(entry - 1, bytes, from, to)) return entry - 1
      slot = (slot + 1) & mask
    }
    this.slots[slot] = this.size + 1
    const number = this.append(bytes, from, to, hash)
    if (2 * this.size > this.slots.length) this.rehash()
    return number
  }

  /** All ids by number. @throws {ForeignText} when they are to be UTF-8 and are not */
  texts(encoding: Encoding): string[] {
    return Array.from({ length: this.size }, (_, number) =>
      decode(this.bytes, this.startOf(number), this.ends[number]!, encoding),
    )
  }

  /** How many distinct ids there are. */
  get count(): number {
    return this.size
  }

  private startOf(number: number): number {
    return number === 0 ? 0 : this.ends[number - 1]!
  }

  private isAt(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    let own = this.startOf(number)
    if (this.ends[number]! - own !== to - from) return false
    for (let place = from; place < to; place++) if (this.bytes[own++] !== bytes[place]) return false
    return true
  }

  private append(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const number = this.size++
    const start = this.startOf(number)
    const end = start + to - from
    if (number >= this.ends.length) {
      this.ends = grown(this.ends, number + 1)
      this.hashes = grown(this.hashes, number + 1)
    }
    if (end > this.bytes.length) {
      const larger = Buffer.alloc(2 * end)
      this.bytes.copy(larger)
      this.bytes = larger
    }
    this.bytes.set(bytes.subarray(from, to), start)
    this.ends[number] = end
    this.hashes[number] = hash
    return number
  }

  private rehash(): void {
    const old = this.slots
    const mask = 2 * old.length - 1
    this.slots = new Int32Array(2 * old.length)
    for (const entry of old) {
      if (entry === 0) continue
      let slot = this.hashes[entry - 1]! & mask
      while (this.slots[slot]! > 0) slot = (slot + 1) & mask
      this.slots[slot] = entry
    }
  }
}

/** The value of a whole number as one writes it (no sign, no leading zero), below the limit; -1 for anything else. */
function plainNumber(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length === 0 || length > 7) return -1
  if (bytes[from] === zero) return length === 1 ? 0 : -1
  let value = 0
  for (let place = from; place < to; place++) {
    const digit = bytes[place]! - zero
    if (digit < 0 || digit > 9) return -1
    value = 10 * value + digit
  }
  return value < directLimit ? value : -1
}

/** A longer copy of a column: `least` values, and some more; what is new is 0. */
export function grown<Column extends Int32Array | Float32Array | Float64Array>(column: Column, least: number): Column {
  const longer = new (column.constructor as new (length: number) => Column)(
    Math.max(Math.ceil(1.5 * column.length), least),
  )
  longer.set(column)
  return longer
}
