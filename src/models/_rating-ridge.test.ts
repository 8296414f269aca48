import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomStream } from '../random.ts'
import { solveRatings } from './_rating-ridge.ts'

it('solveRatings() is where the penalised squared error is flat', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 11 }), fc.integer(), (n, seed) => {
      const random = randomStream(seed)
      const vectors = Float32Array.from({ length: 12 * 3 }, () => random.normal())
      const rows = Int32Array.from({ length: n }, () => random.int(12))
      const targets = Float64Array.from(rows, () => random.normal())
      const loss = ([bias, ...x]: readonly number[]) => {
        const square = rows.reduce((sum, row, r) => {
          const product = x.reduce((total, value, f) => total + value * vectors[row * 3 + f]!, bias!)
          return sum + (targets[r]! - product) ** 2
        }, 0)
        return square + (0.1 * n + 2) * [bias!, ...x].reduce((sum, value) => sum + value * value, 0)
      }
      const { bias, vector } = solveRatings(rows, targets, vectors, 3, { regularisation: 0.1, shrinkage: 2 })
      const best = [bias, ...vector]
      for (const at of best.keys()) {
        const moved = (by: number) => loss(best.map((value, f) => (f === at ? value + by : value)))
        expect((moved(1e-3) - moved(-1e-3)) / 2e-3).toBeCloseTo(0, 4)
      }
    }),
  )
})

it('solveRatings() knows nothing without ratings', () => {
  const penalty = { regularisation: 0.1, shrinkage: 0 }
  const { bias, vector } = solveRatings(new Int32Array(0), new Float64Array(0), new Float32Array(6), 2, penalty)
  expect([bias, ...vector]).toEqual([0, 0, 0])
})
