import fc from 'fast-check'
import { expect, it } from 'vitest'
import { datasetFromRows } from '../data/dataset.ts'
import { type Dataset, itemId, userId } from '../domain/index.ts'
import { evaluateRating } from './rating.ts'

/** Ratings of 3, person by person; an error is what the foretold rating lacks. */
function threes(...counts: readonly number[]): Dataset {
  const rows = counts.flatMap((count, person) => {
    return Array.from({ length: count }, (_, n) => ({
      user: userId(`user-${person}`),
      item: itemId(`item-${n}`),
      value: 3,
      at: n,
    }))
  })
  return datasetFromRows(rows, { name: 'threes', licence: 'MIT', scale: { min: 1, max: 5, step: 1 } })
}

const missedBy = (errors: readonly (readonly number[])[]) =>
  evaluateRating({
    rate: (user, items) => Array.from(items, (_, place) => 3 - errors[user]![place]!),
    test: threes(...errors.map((own) => own.length)),
  })

it('evaluateRating() squares errors for the one mean and not for the other', () => {
  const { micro, ratings } = missedBy([[1, -0.5, 0, 0.5]])
  expect(micro.rmse).toBeCloseTo(0.612372, 6)
  expect(micro.mae).toBeCloseTo(0.5, 12)
  expect(ratings).toBe(4)
})

it('evaluateRating() counts every rating once in the micro mean and every person once in the macro mean', () => {
  const { micro, macro, perPerson, people } = missedBy([[1, 1, 1], [0]])
  expect(micro.rmse).toBeCloseTo(0.866025, 6)
  expect(macro.rmse).toBeCloseTo(0.5, 12)
  expect(people).toEqual(['user-0', 'user-1'])
  expect([...perPerson.ratings]).toEqual([3, 1])
  expect([...perPerson.mae]).toEqual([1, 0])
})

it('evaluateRating() has both means equal where everybody rated as much, and never an mae above the rmse', () => {
  const error = fc.double({ min: -2, max: 2, noNaN: true })
  const errors = fc.array(fc.array(error, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(errors, (all) => {
      const { micro, macro } = missedBy(all)
      expect(micro.mae!).toBeLessThanOrEqual(micro.rmse! + 1e-12)
      if (all.every((own) => own.length === all[0]!.length)) expect(macro.mae).toBeCloseTo(micro.mae!, 9)
    }),
  )
})

it('evaluateRating() is null over no ratings', () => {
  const { log, ...rest } = threes(1)
  const none = { ...rest, log: { ...log, length: 0, offsets: Int32Array.of(0, 0) } }
  const { micro, macro, people } = evaluateRating({ rate: () => [], test: none })
  expect({ micro, macro, people }).toEqual({
    micro: { rmse: null, mae: null },
    macro: { rmse: null, mae: null },
    people: [],
  })
})

it('evaluateRating() refuses a rating that is no number, and data without ratings', () => {
  const test = threes(1)
  expect(() => evaluateRating({ rate: () => [Number.NaN], test })).toThrow(
    expect.objectContaining({ code: 'metric/non-finite', message: expect.stringContaining('user-0') }),
  )
  const { scale: _, ...events } = test
  expect(() => evaluateRating({ rate: () => [3], test: events })).toThrow(
    expect.objectContaining({ code: 'model/unsupported' }),
  )
})
