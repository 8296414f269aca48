import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf } from './_places.ts'

const asked = fc
  .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NEGATIVE_INFINITY)), {
    minLength: 1,
    maxLength: 40,
  })
  .chain((list) => fc.tuple(fc.constant(Float32Array.from(list)), fc.subarray([...list.keys()])))

describe('placesOf()', () => {
  it('placesOf() is where a full sort puts the items, ties by index', () => {
    fc.assert(
      fc.property(asked, ([scores, items]) => {
        const candidates = [...scores.keys()].filter((item) => scores[item]! > Number.NEGATIVE_INFINITY)
        const sorted = candidates.sort((a, b) => scores[b]! - scores[a]! || a - b)
        const { ranks, above, equal } = placesOf(scores, Int32Array.from(items))
        for (const [place, item] of items.entries()) {
          const isCandidate = sorted.includes(item)
          expect(ranks[place]).toBe(sorted.indexOf(item) + 1)
          expect(above[place]).toBe(isCandidate ? sorted.filter((one) => scores[one]! > scores[item]!).length : 0)
          expect(equal[place]).toBe(isCandidate ? sorted.filter((one) => scores[one] === scores[item]).length : 0)
        }
      }),
      { numRuns: 500 },
    )
  })
})
