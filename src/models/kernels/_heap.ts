import { TastemakerError } from '../../domain/errors.ts'
import { webAssembly } from '../../web-assembly.ts'

const PAGE = 65_536
const MOST_PAGES = 65_536
/** Blocks begin on cache lines. */
const LINE = 64

interface Hole {
  readonly at: number
  readonly bytes: number
}

/**
 * The kernels' memory: blocks taken from the first hole that fits, holes joined when a block comes back.
 *
 * The memory is shared between threads, grows on demand up to 4 GiB and never shrinks; only the thread that made it
 * takes and frees blocks. Growing leaves earlier views valid, on a buffer object that only looks shorter.
 */
export class SharedHeap {
  readonly memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
  readonly #buffers = new WeakSet<ArrayBufferLike>([this.memory.buffer])
  readonly #sizes = new Map<number, number>()
  /** By address. Address 0 is never given out: the kernels read it as "none". */
  #holes: Hole[] = [{ at: LINE, bytes: PAGE - LINE }]

  /** Takes a block. @returns its address in bytes */
  allocate(bytes: number): number {
    const size = Math.max(LINE, Math.ceil(bytes / LINE) * LINE)
    let index = this.#holes.findIndex((hole) => hole.bytes >= size)
    if (index < 0) {
      this.#grow(size)
      index = this.#holes.length - 1
    }
    const { at, bytes: found } = this.#holes[index]!
    this.#holes.splice(index, 1, ...(found > size ? [{ at: at + size, bytes: found - size }] : []))
    this.#sizes.set(at, size)
    return at
  }

  /** Gives a block back. @returns false if there is no block at this address */
  free(at: number): boolean {
    const bytes = this.#sizes.get(at)
    if (bytes === undefined) return false
    this.#sizes.delete(at)
    this.#fill({ at, bytes })
    return true
  }

  /** Whether an array is a view into this memory. */
  holds(array: { readonly buffer: ArrayBufferLike }): boolean {
    return this.#buffers.has(array.buffer)
  }

  /** The numbers at an address. */
  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length)
  }

  /** The whole numbers at an address. */
  integers(at: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length)
  }

  /** Copies an array to a block of its own. @returns a view of the copy */
  copyOf<Numbers extends Float32Array | Int32Array>(array: Numbers): Numbers {
    const kind = array.constructor as new (on: ArrayBufferLike, at: number, length: number) => Numbers
    const at = this.allocate(array.byteLength)
    const view = new kind(this.memory.buffer, at, array.length)
    view.set(array)
    return view
  }

  /** Puts a hole in its place and joins it with its neighbours. */
  #fill(hole: Hole): void {
    const joined: Hole[] = []
    for (const next of [...this.#holes, hole].sort((left, right) => left.at - right.at)) {
      const last = joined.at(-1)
      if (last && last.at + last.bytes === next.at) {
        joined[joined.length - 1] = { at: last.at, bytes: last.bytes + next.bytes }
      } else joined.push(next)
    }
    this.#holes = joined
  }

  /** Grows until the last hole has this size. */
  #grow(size: number): void {
    const end = this.memory.buffer.byteLength
    const last = this.#holes.at(-1)
    const free = last && last.at + last.bytes === end ? last.bytes : 0
    const pages = Math.ceil((size - free) / PAGE)
    if (end / PAGE + pages > MOST_PAGES) {
      throw new TastemakerError(
        'model/unsupported',
        `The kernels would need ${Math.ceil((end + pages * PAGE) / 2 ** 20)} MiB of memory; WebAssembly ends at 4096.`,
        'Release shared arrays, or take fewer rows.',
      )
    }
    this.memory.grow(pages)
    this.#buffers.add(this.memory.buffer)
    this.#fill({ at: end, bytes: pages * PAGE })
  }
}
