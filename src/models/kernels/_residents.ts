import type { SharedHeap } from './_heap.ts'
import type { KernelExports } from './_module.ts'
import type { RowTable } from './contract.ts'

/** Copies are kept while they are not larger than this together; one is always kept. */
const MOST_BYTES = 2 ** 28
/** Stands for "no start". */
const NONE = 0

/** Where a table and its sketch lie in the kernels' memory. */
export interface Resident {
  readonly rows: number
  readonly start: number
  readonly sketch: number
  readonly bytes: number
  /** The blocks to give back. */
  readonly blocks: readonly number[]
}

/**
 * Tables in the kernels' memory: copied and sketched when they are first asked about, given up with their record, or when
 * many are there and others were asked about more recently.
 */
export class Residents {
  readonly #kernels: KernelExports
  readonly #heap: SharedHeap
  readonly #known = new WeakMap<RowTable, Resident>()
  /** The longest unused first. */
  readonly #present = new Set<Resident>()
  readonly #ends = new FinalizationRegistry<Resident>((resident) => this.#leave(resident))
  #bytes = 0

  constructor(kernels: KernelExports, heap: SharedHeap) {
    this.#kernels = kernels
    this.#heap = heap
  }

  /** Where a table lies: copies it there if need be. */
  of(table: RowTable): Resident {
    const known = this.#known.get(table)
    if (known && this.#present.delete(known)) {
      this.#present.add(known)
      return known
    }
    const resident = this.#enter(table)
    this.#known.set(table, resident)
    this.#ends.register(table, resident)
    this.#present.add(resident)
    this.#bytes += resident.bytes
    for (const other of this.#present) if (this.#bytes > MOST_BYTES && other !== resident) this.#leave(other)
    return resident
  }

  #enter({ rows, d, start }: RowTable): Resident {
    const count = rows.length / d
    const blocks: number[] = []
    const place = (array: Float32Array): number => {
      if (this.#heap.holds(array)) return array.byteOffset
      blocks.push(this.#heap.copyOf(array).byteOffset)
      return blocks.at(-1)!
    }
    const rowsAt = place(rows)
    const startAt = start ? place(start) : NONE
    const size = this.#kernels.sketchBytes(count, d)
    const sketch = this.#heap.allocate(size)
    this.#kernels.lengths(rowsAt, count, d, sketch)
    const order = this.#heap.integers(sketch + size - count * Int32Array.BYTES_PER_ELEMENT, count)
    order.set(longestFirst(this.#heap.floats(sketch, count)))
    this.#kernels.sketchRows(rowsAt, count, d, startAt, sketch)
    const bytes = size + rows.byteLength + (start?.byteLength ?? 0)
    return { rows: rowsAt, start: startAt, sketch, bytes, blocks: [...blocks, sketch] }
  }

  #leave(resident: Resident): void {
    if (!this.#present.delete(resident)) return
    this.#bytes -= resident.bytes
    for (const block of resident.blocks) this.#heap.free(block)
  }
}

/** The rows by falling length, those without a length before all; read as integers, floats from 0 have the same order. */
function longestFirst(lengths: Float32Array): Int32Array {
  const bits = new Uint32Array(lengths.slice().buffer)
  return Int32Array.from(bits.keys()).sort((a, b) => bits[b]! - bits[a]! || a - b)
}
