import { expect, it } from 'vitest'
import type { UtilityModel } from '../domain/index.ts'
import { biasedMf, itemKnn } from '../models/index.ts'
import { toyWorld } from '../testing/toy-world.ts'
import { twoGroups } from '../testing/two-groups.ts'
import { evaluateRatings } from './evaluate-ratings.ts'

const data = toyWorld()
const small = () => biasedMf({ factors: 4, epochs: 10 })

it('evaluateRatings() tests every rating once, and gives the same numbers twice', async () => {
  const first = await evaluateRatings({ model: small(), data, folds: 4, seed: 3 })
  expect(first.folds.map(({ ratings }) => ratings)).toEqual([200, 200, 200, 200])
  expect(first.split).toBe('4 folds at random over 800 ratings, seed 3')
  const again = await evaluateRatings({ model: small(), data, folds: 4, seed: 3, threads: 2 })
  expect(again.micro).toEqual(first.micro)
  expect(first.micro.rmse).toBeLessThan(0.6)
})

it('evaluateRatings() fits on what is not tested, and gives every model the same folds', async () => {
  const seen: number[][] = []
  const watched: UtilityModel = {
    ...small(),
    fit(train, run) {
      seen.push([train.log.length, ...train.log.item.subarray(0, 20)])
      return small().fit(train, run)
    },
  }
  await evaluateRatings({ model: watched, data, folds: 4, seed: 3 })
  await evaluateRatings({ model: watched, data, folds: 4, seed: 3 })
  expect(seen.map(([rows]) => rows)).toEqual(Array(8).fill(600))
  expect(seen.slice(4)).toEqual(seen.slice(0, 4))
})

it('evaluateRatings() refuses models and data without ratings, and one fold', async () => {
  const wrong = { code: 'model/unsupported' }
  await expect(evaluateRatings({ model: itemKnn(), data })).rejects.toMatchObject(wrong)
  await expect(evaluateRatings({ model: small(), data: twoGroups() })).rejects.toMatchObject(wrong)
  await expect(evaluateRatings({ model: small(), data, folds: 1 })).rejects.toMatchObject({ code: 'config/range' })
})
