import type { Kernels } from '../kernels/index.ts'

/** Numbers in a new piece of memory, unless more are asked for at once. */
const PIECE = 1 << 22
/** Arrays begin on cache lines. */
const LINE = 16

/**
 * Memory for one training step after another, in the kernels' own memory so that no product copies its operands.
 *
 * Arrays are cut from pieces that stay: a step takes what it needs, then all of it is free again at once.
 */
export class Workspace {
  readonly #kernels: Kernels
  readonly #pieces: Float32Array[] = []
  #piece = 0
  #used = 0

  constructor(kernels: Kernels) {
    this.#kernels = kernels
  }

  /** Cuts an array, its numbers left over from anything. */
  take(length: number): Float32Array {
    while (this.#piece < this.#pieces.length && this.#used + length > this.#pieces[this.#piece]!.length) {
      this.#piece++
      this.#used = 0
    }
    if (this.#piece === this.#pieces.length) {
      this.#pieces.push(this.#kernels.share(new Float32Array(Math.max(PIECE, length))))
    }
    const from = this.#used
    this.#used += Math.ceil(length / LINE) * LINE
    return this.#pieces[this.#piece]!.subarray(from, from + length)
  }

  /** Frees every array taken so far for the next step. */
  clear(): void {
    this.#piece = 0
    this.#used = 0
  }

  /** Gives all memory back to the kernels. */
  release(): void {
    for (const piece of this.#pieces.splice(0)) this.#kernels.release(piece)
    this.clear()
  }
}
