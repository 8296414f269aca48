import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { svdPp } from './index.ts'

// A hundred ratings are few: smaller penalties, more passes than the defaults.
const small = () => svdPp({ factors: 4, epochs: 200, regularisation: 0.02, shrinkage: 0.1 })
describeModel('svd-pp', small, {}, twoGroups('ratings'))

const fitted = await small().fit(twoGroups('ratings'), { random: randomStream(7), threads: 1 })

it('svdPp() expects high ratings in the own group and low ones in the other, within the scale', () => {
  const view = fitted.user(userIndex(0))
  for (let item = 0; item < fitted.items; item++) {
    const stars = fitted.rate!(view, itemIndex(item))
    if (item < 8) expect(stars).toBeGreaterThan(3.5)
    else expect(stars).toBeLessThan(2.5)
    expect(Math.min(5, Math.max(1, stars))).toBe(stars)
  }
})

it('svdPp() reads what was rated beside how: two people of the same ratings differ by their items', () => {
  const rated = (item: number) => fitted.foldIn({ items: Int32Array.of(item), values: Float32Array.of(3) })
  expect(rated(0).vector).not.toEqual(rated(15).vector)
})

it('svdPp() refuses data without ratings, and names what to use', async () => {
  const fitting = svdPp().fit(twoGroups(), { random: randomStream(1), threads: 1 })
  await expect(fitting).rejects.toMatchObject({ code: 'model/unsupported', message: expect.stringMatching(/^svd-pp/) })
})
