import { expect, it } from 'vitest'
import { pastOf } from '../../agents/index.ts'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { heldOut, itemBias, toyData, toyRows, userBias } from './_toy.test-parts.ts'
import { additiveOffsets, ratingByRules } from './rules.ts'

const past = pastOf(toyData())
const both = { user: true, item: true }

it('additiveOffsets() gives the biases of a world in which a rating is their sum, and shrinks nothing there', () => {
  const { mean, user, item } = additiveOffsets(past)
  expect(mean).toBeCloseTo(3, 12)
  for (const n of user.keys()) expect(user[n]).toBeCloseTo(userBias(n), 8)
  for (const n of item.keys()) expect(item[n]).toBeCloseTo(itemBias(n), 8)
})

it('ratingByRules() makes no error where both analysts are asked', () => {
  for (const { user, item } of heldOut) {
    const stars = ratingByRules(past, userIndex(user), itemIndex(item), both)
    expect(stars).toBeCloseTo(3 + userBias(user) + itemBias(item), 8)
  }
})

it("ratingByRules() errs by the item's bias where the item analyst is left out", () => {
  for (const { user, item } of heldOut) {
    const stars = ratingByRules(past, userIndex(user), itemIndex(item), { user: true, item: false })
    expect(3 + userBias(user) + itemBias(item) - stars).toBeCloseTo(itemBias(item), 8)
  }
})

it('ratingByRules() is exact from an uneven part of the world too', () => {
  const random = randomStream(3)
  const some = pastOf(toyData(toyRows.filter(() => random.next() < 0.6)))
  const { user, item } = heldOut[5]!
  expect(ratingByRules(some, userIndex(user), itemIndex(item), both)).toBeCloseTo(
    3 + userBias(user) + itemBias(item),
    5,
  )
})

it('additiveOffsets() shrinks those more of whom less is known, where ratings are noisy', () => {
  const random = randomStream(5)
  const noisy = toyRows.map((row) => ({ ...row, value: row.value + (random.next() < 0.5 ? -0.5 : 0.5) }))
  const few = pastOf(toyData(noisy.filter(({ user, item }) => user !== 'u0' || Number(item.slice(1)) < 4)))
  const { user, mean } = additiveOffsets(few)
  const { from, to } = few.rowsOf(userIndex(0))
  const item = additiveOffsets(few).item
  const rows = Array.from({ length: to - from }, (_, place) => from + place)
  const { log } = few.data
  const plain = rows.reduce((sum, row) => sum + log.value[row]! - mean - item[log.item[row]!]!, 0) / rows.length
  expect(Math.abs(user[0]!)).toBeLessThan(Math.abs(plain))
  expect(user[0]! * plain).toBeGreaterThan(0)
})

it('ratingByRules() stays within the scale, and is NaN where nobody rated anything', () => {
  const high = toyRows.map((row) => ({ ...row, value: row.user === 'u0' || row.item === 'i19' ? 5 : 1 }))
  expect(ratingByRules(pastOf(toyData(high)), userIndex(0), itemIndex(19), both)).toBe(5)
  expect(ratingByRules(pastOf(toyData(), { before: 0 }), userIndex(0), itemIndex(0), both)).toBeNaN()
})
