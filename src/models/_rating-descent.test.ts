import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../random.ts'
import { personVector, type RatingParameters, visitor } from './_rating-descent.ts'

const ITEMS = 5
const D = 3

/** The inner step as the paper writes it: one rating moves its item, its person, and every y of the history. */
function visitByTheBook(
  { mean, bias, factors: q, implicit: y, userBias, userFactors: p }: RatingParameters,
  { items, values }: { readonly items: Int32Array; readonly values: Float32Array },
  order: Uint32Array,
  touched: Int32Array,
  step: number,
  penalty: number,
): void {
  for (const place of order) {
    const item = items[place]!
    const v = new Float32Array(D)
    personVector(v, p.subarray(0, D), y, touched)
    const product = v.reduce((sum, value, f) => sum + value * q[item * D + f]!, 0)
    const error = values[place]! - mean - userBias[0]! - bias[item]! - product
    userBias[0]! += step * (error - penalty * userBias[0]!)
    bias[item]! += step * (error - penalty * bias[item]!)
    for (let f = 0; f < D; f++) {
      const before = q[item * D + f]!
      q[item * D + f]! += step * (error * v[f]! - penalty * before)
      p[f]! += step * (error * before - penalty * p[f]!)
      for (const j of y ? touched : []) {
        y![j * D + f]! += step * ((error * before) / Math.sqrt(touched.length) - penalty * y![j * D + f]!)
      }
    }
  }
}

describe('visitor()', () => {
  const drawn = (length: number, random = randomStream(length)) => Float32Array.from({ length }, () => random.normal())
  for (const implicit of [false, true]) {
    it(`visitor() moves everything as the paper's step on one rating does, ${implicit ? 'with' : 'without'} y`, () => {
      const rating = fc.tuple(fc.integer({ min: 0, max: ITEMS - 1 }), fc.integer({ min: 1, max: 5 }))
      fc.assert(
        fc.property(fc.array(rating, { minLength: 1, maxLength: 8 }), fc.integer(), (rated, seed) => {
          const start: RatingParameters = {
            mean: 3,
            bias: drawn(ITEMS),
            factors: drawn(ITEMS * D),
            userBias: drawn(1),
            userFactors: drawn(D),
            ...(implicit ? { implicit: drawn(ITEMS * D, randomStream(8)) } : {}),
          }
          const histories = {
            offsets: Int32Array.of(0, rated.length),
            items: Int32Array.from(rated, ([item]) => item),
            values: Float32Array.from(rated, ([, value]) => value),
          }
          const order = randomStream(seed).shuffle(Uint32Array.from(rated.keys()))
          const touched = Int32Array.from(new Set(histories.items))
          const fast = structuredClone(start)
          const slow = structuredClone(start)
          visitor(fast, D)(0, histories, order, touched, 0.05, 0.1)
          visitByTheBook(slow, histories, order, touched, 0.05, 0.1)
          for (const [name, column] of Object.entries(slow)) {
            const got = [...[fast[name as keyof RatingParameters]!].flat()].flatMap((one) =>
              typeof one === 'number' ? [one] : [...one],
            )
            const want = typeof column === 'number' ? [column] : [...column]
            for (const [at, value] of want.entries()) expect(got[at], name).toBeCloseTo(value, 4)
          }
        }),
      )
    })
  }
})
