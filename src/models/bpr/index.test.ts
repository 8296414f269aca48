import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { learnPair, type Sides } from './_descend.ts'
import { bpr } from './index.ts'

describeModel('bpr', () => bpr({ factors: 8 }))

const D = 3

describe('learnPair()', () => {
  it('learnPair() steps against the slope of the loss, found by finite differences', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 0.3), (seed, penalty) => {
        const random = randomStream(seed)
        const drawn = (length: number) => Float32Array.from({ length }, () => random.normal())
        const before: Sides = { bias: drawn(3), factors: drawn(3 * D), people: drawn(2 * D) }
        const after = structuredClone(before)
        learnPair(after, D, 1, 0, 2, 1e-2, penalty)
        for (const name of ['bias', 'factors', 'people'] as const) {
          for (const at of before[name].keys()) {
            const moved = (by: number) => {
              const sides = { ...before, [name]: Float64Array.from(before[name], (v, f) => v + (f === at ? by : 0)) }
              return loss(sides, penalty)
            }
            const slope = (moved(1e-4) - moved(-1e-4)) / 2e-4
            expect((before[name][at]! - after[name][at]!) / 1e-2).toBeCloseTo(slope, 3)
          }
        }
      }),
    )
  })

  /** -ln sigma(x_10 - x_12) + lambda / 2 times the squares of what takes part: person 1, items 0 and 2. */
  function loss(sides: Readonly<Record<keyof Sides, ArrayLike<number>>>, penalty: number): number {
    const row = (matrix: ArrayLike<number>, n: number) => Array.from({ length: D }, (_, f) => matrix[n * D + f]!)
    const [p, qi, qj] = [row(sides.people, 1), row(sides.factors, 0), row(sides.factors, 2)]
    const [bi, bj] = [sides.bias[0]!, sides.bias[2]!]
    const ahead = bi - bj + p.reduce((sum, value, f) => sum + value * (qi[f]! - qj[f]!), 0)
    const squares = [bi, bj, ...p, ...qi, ...qj].reduce((sum, value) => sum + value * value, 0)
    return Math.log(1 + Math.exp(-ahead)) + (penalty / 2) * squares
  }
})

it('bpr() does not care how often or in which order an item was touched', async () => {
  const fitted = await bpr({ factors: 8 }).fit(twoGroups(), { random: randomStream(7), threads: 1 })
  const once = fitted.foldIn({ items: Int32Array.of(4, 9), values: Float32Array.of(1, 1) })
  const often = fitted.foldIn({ items: Int32Array.of(9, 4, 9), values: Float32Array.of(1, 1, 1) })
  expect(often.vector).toEqual(once.vector)
})

it('bpr() serves later items alike whether they come at once or one by one, and nobody changes', async () => {
  const fitted = await bpr({ factors: 8 }).fit(twoGroups(), { random: randomStream(7), threads: 1 })
  const later = (people: readonly number[]) => ({
    item: twoGroups().catalogue[0]!,
    touchedBy: Int32Array.from(people),
    values: new Float32Array(people.length).fill(1),
  })
  const [one, two] = [later([0, 1, 2]), later([11, 12])]
  const together = fitted.addItems([one, two])
  expect(together.save().arrays).toEqual(fitted.addItems([one]).addItems([two]).save().arrays)
  const history = fitted.user(userIndex(3)).history
  expect(together.foldIn(history).vector).toEqual(fitted.foldIn(history).vector)
})
