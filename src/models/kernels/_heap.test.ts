import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SharedHeap } from './_heap.ts'

describe('SharedHeap', () => {
  it('SharedHeap never gives out the same byte twice, and takes every block back whole', () => {
    const step = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 30_000 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const heap = new SharedHeap()
        const blocks: { readonly at: number; readonly end: number }[] = []
        for (const [take, bytes] of steps) {
          if (take || blocks.length === 0) {
            const at = heap.allocate(bytes)
            for (const block of blocks) expect(at >= block.end || at + bytes <= block.at).toBe(true)
            expect(at + bytes).toBeLessThanOrEqual(heap.memory.buffer.byteLength)
            blocks.push({ at, end: at + Math.max(bytes, 1) })
          } else {
            const [block] = blocks.splice(bytes % blocks.length, 1)
            expect(heap.free(block!.at)).toBe(true)
          }
        }
        for (const block of blocks) heap.free(block.at)
        const before = heap.memory.buffer.byteLength
        heap.allocate(before - 64)
        expect(heap.memory.buffer.byteLength).toBe(before)
      }),
      { numRuns: 20, seed: 7 },
    )
  })

  it('SharedHeap knows its own arrays, also those made before it grew', () => {
    const heap = new SharedHeap()
    const early = heap.floats(heap.allocate(40), 10)
    const late = heap.floats(heap.allocate(1_000_000), 10)
    expect(early.buffer).not.toBe(late.buffer)
    expect([early, late, new Float32Array(10)].map((array) => heap.holds(array))).toEqual([true, true, false])
  })

  it('SharedHeap refuses to grow past 4 GiB', () => {
    expect(() => new SharedHeap().allocate(2 ** 32)).toThrow(expect.objectContaining({ code: 'model/unsupported' }))
  })
})
