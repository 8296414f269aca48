import type { SharedHeap } from './_heap.ts'

/** Enough for the arguments of most small calls, which come by the thousand. */
const DESK_BYTES = 1 << 20

/**
 * Memory for the length of one call: small blocks are stacked on a desk that is always there, large ones come from the
 * heap and go back.
 */
export class Scratch {
  readonly #heap: SharedHeap
  readonly #desk: number
  #used = 0
  readonly #borrowed: number[] = []

  constructor(heap: SharedHeap) {
    this.#heap = heap
    this.#desk = heap.allocate(DESK_BYTES)
  }

  /** Runs a call and clears the desk, whatever happens; calls do not nest. */
  during<Result>(call: () => Result): Result {
    try {
      return call()
    } finally {
      this.#used = 0
      for (const at of this.#borrowed.splice(0)) this.#heap.free(at)
    }
  }

  /** Takes a block of bytes. @returns its address, a multiple of 16 */
  take(bytes: number): number {
    if (this.#used + bytes <= DESK_BYTES) {
      const at = this.#desk + this.#used
      this.#used += Math.ceil(bytes / 16) * 16
      return at
    }
    const at = this.#heap.allocate(bytes)
    this.#borrowed.push(at)
    return at
  }

  /** The address of an array's numbers: where it is if it lives in the kernels' memory, else of a copy. */
  addressOf(array: Float32Array | Int32Array | Uint8Array): number {
    if (this.#heap.holds(array)) return array.byteOffset
    const at = this.take(array.byteLength)
    new Uint8Array(this.#heap.memory.buffer, at, array.byteLength).set(bytesOf(array))
    return at
  }

  /** An address to write an array's numbers to; `bring` takes them there when they are written. */
  targetOf(array: Float32Array): number {
    return this.#heap.holds(array) ? array.byteOffset : this.take(array.byteLength)
  }

  /** Fills an array with what lies at an address, unless it is that very memory. @returns the array */
  bring<Numbers extends Float32Array | Int32Array>(array: Numbers, at: number): Numbers {
    if (!this.#heap.holds(array)) bytesOf(array).set(new Uint8Array(this.#heap.memory.buffer, at, array.byteLength))
    return array
  }
}

function bytesOf(array: Float32Array | Int32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
