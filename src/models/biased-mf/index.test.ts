import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { biasedMf } from './index.ts'

// A hundred ratings are few: smaller penalties, more passes than the defaults.
const small = () => biasedMf({ factors: 4, epochs: 200, regularisation: 0.02, shrinkage: 0.1 })
describeModel('biased-mf', small, {}, twoGroups('ratings'))

const fitted = await small().fit(twoGroups('ratings'), { random: randomStream(7), threads: 1 })

it('biasedMf() expects high ratings in the own group and low ones in the other, within the scale', () => {
  const view = fitted.user(userIndex(0))
  const expected = Array.from({ length: fitted.items }, (_, item) => fitted.rate!(view, itemIndex(item)))
  for (const [item, stars] of expected.entries()) {
    expect(stars).toBeGreaterThanOrEqual(1)
    expect(stars).toBeLessThanOrEqual(5)
    if (item < 8) expect(stars).toBeGreaterThan(3.5)
    else expect(stars).toBeLessThan(2.5)
  }
})

it('biasedMf() serves a person without a history by item biases alone', () => {
  const nobody = fitted.foldIn({ items: new Int32Array(0), values: new Float32Array(0) })
  expect(nobody.bias).toBe(0)
  expect(nobody.vector!.every((value) => value === 0)).toBe(true)
})

it('biasedMf() takes one rating of a new person for little', async () => {
  const usual = await biasedMf().fit(twoGroups('ratings'), { random: randomStream(7), threads: 1 })
  const { bias } = usual.foldIn({ items: Int32Array.of(0), values: Float32Array.of(5) })
  expect(bias).toBeGreaterThan(0)
  expect(bias).toBeLessThan(1)
})

it('biasedMf() explains by the expected rating beside the mean of the item', () => {
  const view = fitted.user(userIndex(0))
  const [fact] = fitted.explain(view, itemIndex(0), 1)
  expect(fact).toMatchObject({ type: 'rating', expected: fitted.rate!(view, itemIndex(0)) })
})

it('biasedMf() refuses data without ratings, and names what to use', async () => {
  const fitting = biasedMf().fit(twoGroups(), { random: randomStream(1), threads: 1 })
  await expect(fitting).rejects.toMatchObject({ code: 'model/unsupported', hint: expect.stringContaining('ials') })
})
