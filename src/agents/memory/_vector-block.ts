import { type ByteScan, openByteScan } from './_byte-scan.ts'

/** Rows from which a block is searched by bytes: below, plain loops are as fast and take no memory. */
const SCAN_FROM = 512

/** Rows that one scan goes over. */
const SLAB = 4096

const PAGE = 65536

/**
 * Unit vectors in one growing block.
 *
 * The exact inner product is `dot`: in float64, in order, the same whatever else is in the block. `bounds` gives, for all
 * rows at once, a number that is never below it: in a large block it rounds every row to bytes, multiplies those and adds
 * what the rounding can have hidden (Cauchy and Schwarz). Whoever searches looks at the exact products of the few rows
 * whose bound is high.
 */
export class VectorBlock {
  readonly dimensions: number
  #rows: Float32Array
  #count = 0
  #bytes: ByteRows | null = null

  constructor(dimensions: number) {
    this.dimensions = dimensions
    this.#rows = new Float32Array(16 * dimensions)
  }

  get count(): number {
    return this.#count
  }

  /** Appends a vector and returns its place. */
  push(vector: Float32Array): number {
    const at = this.#count * this.dimensions
    if (at === this.#rows.length) {
      const grown = new Float32Array(2 * this.#rows.length)
      grown.set(this.#rows)
      this.#rows = grown
    }
    this.#rows.set(vector, at)
    this.#count++
    this.#bytes?.push(vector)
    if (this.#bytes === null && this.#count === SCAN_FROM) {
      this.#bytes = new ByteRows(this.dimensions)
      for (let place = 0; place < this.#count; place++) this.#bytes.push(this.at(place))
    }
    return this.#count - 1
  }

  /** The vector at a place: a copy. */
  at(place: number): Float32Array {
    return this.#rows.slice(place * this.dimensions, (place + 1) * this.dimensions)
  }

  /** The inner product of a vector with the one at a place. */
  dot(vector: Float32Array, place: number): number {
    const { dimensions } = this
    const rows = this.#rows
    let sum = 0
    for (let i = 0, at = place * dimensions; i < dimensions; i++, at++) sum += vector[i]! * rows[at]!
    return sum
  }

  /** For each place a number that is at least `dot` of it, and close. */
  bounds(vector: Float32Array, into: Float64Array): void {
    if (this.#bytes !== null) this.#bytes.bounds(vector, into)
    else for (let place = 0; place < this.#count; place++) into[place] = this.dot(vector, place)
  }

  /** Keeps the vectors at these ascending places and closes the gaps. */
  keep(places: readonly number[]): void {
    for (const [to, from] of places.entries()) {
      if (to !== from) this.#rows.copyWithin(to * this.dimensions, from * this.dimensions, (from + 1) * this.dimensions)
    }
    this.#count = places.length
    this.#bytes?.keep(places)
  }
}

/** Rows rounded to bytes, with what is needed to bound their products. */
class ByteRows {
  readonly #scan: ByteScan = openByteScan()
  readonly #dimensions: number
  /** Bytes of a row: the dimensions, rounded up to a multiple of 16. */
  readonly #width: number
  readonly #start: number
  #scales = new Float64Array(1024)
  /** Length of what rounding took from each row. */
  #losses = new Float64Array(1024)
  /** Length of the longest row. */
  #longest = 0
  #count = 0

  constructor(dimensions: number) {
    this.#dimensions = dimensions
    this.#width = 16 * Math.ceil(dimensions / 16)
    this.#start = 2 * this.#width + 4 * SLAB
  }

  push(vector: Float32Array): void {
    const at = this.#start + this.#count * this.#width
    const missing = at + this.#width - this.#scan.memory.buffer.byteLength
    if (missing > 0) this.#scan.memory.grow(Math.ceil(Math.max(missing, at / 2) / PAGE))
    if (this.#count === this.#scales.length) {
      this.#scales = doubled(this.#scales)
      this.#losses = doubled(this.#losses)
    }
    const { scale, lost, norm } = round(vector, new Int8Array(this.#scan.memory.buffer, at, this.#dimensions), 127)
    this.#scales[this.#count] = scale
    this.#losses[this.#count++] = lost
    this.#longest = Math.max(this.#longest, norm)
  }

  keep(places: readonly number[]): void {
    const width = this.#width
    const bytes = new Int8Array(this.#scan.memory.buffer, this.#start)
    for (const [to, from] of places.entries()) {
      if (to === from) continue
      bytes.copyWithin(to * width, from * width, (from + 1) * width)
      this.#scales[to] = this.#scales[from]!
      this.#losses[to] = this.#losses[from]!
    }
    this.#count = places.length
  }

  bounds(vector: Float32Array, into: Float64Array): void {
    const { buffer } = this.#scan.memory
    const most = Math.min(32767, Math.floor(0x7fffffff / (127 * this.#width)))
    const query = new Int16Array(buffer, 0, this.#dimensions)
    const { scale, lost, norm } = round(vector, query, most)
    const sums = new Int32Array(buffer, 2 * this.#width, SLAB)
    const scales = this.#scales
    const losses = this.#losses
    // q.v - q'.v' = (q - q').v + q'.(v - v'); a billionth more covers the rounding of float64.
    const stretch = (norm + lost) * (1 + 1e-9)
    const start = lost * this.#longest * (1 + 1e-9) + 1e-12
    for (let from = 0; from < this.#count; from += SLAB) {
      const rows = Math.min(SLAB, this.#count - from)
      this.#scan.scan(0, this.#start + from * this.#width, rows, this.#width, 2 * this.#width)
      for (let row = 0, place = from; row < rows; row++, place++) {
        into[place] = scale * scales[place]! * sums[row]! + stretch * losses[place]! + start
      }
    }
  }
}

interface Rounded {
  readonly scale: number
  /** Length of the difference. */
  readonly lost: number
  readonly norm: number
}

/** Writes a vector as whole numbers up to `most`; times `scale` they are near it. */
function round(vector: Float32Array, into: Int8Array | Int16Array, most: number): Rounded {
  let highest = 0
  for (const value of vector) highest = Math.max(highest, Math.abs(value))
  const scale = highest / most
  let lost = 0
  let square = 0
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i]!
    into[i] = scale > 0 ? Math.round(value / scale) : 0
    lost += (value - scale * into[i]!) ** 2
    square += value * value
  }
  return { scale, lost: Math.sqrt(lost), norm: Math.sqrt(square) }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(2 * numbers.length)
  grown.set(numbers)
  return grown
}
