import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topK } from './_top-k.ts'

/** Few distinct values, so that ties are common; some items may not be chosen. */
const scores = fc
  .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NEGATIVE_INFINITY)), { maxLength: 60 })
  .map((list) => Float32Array.from(list))

describe('topK()', () => {
  it('topK() is the beginning of a full sort, ties by index', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 70 }), (list, k) => {
        const sorted = [...list.keys()]
          .filter((item) => list[item]! > Number.NEGATIVE_INFINITY)
          .sort((a, b) => list[b]! - list[a]! || a - b)
        expect([...topK(list, k)]).toEqual(sorted.slice(0, k))
      }),
      { numRuns: 500 },
    )
  })
})
