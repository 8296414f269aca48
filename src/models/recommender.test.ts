import { describe, expect, it } from 'vitest'
import type { Dataset, Fitted } from '../domain/index.ts'
import { itemId, userId } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { describeRecommender } from '../testing/describe-recommender.ts'
import { toyWorld } from '../testing/toy-world.ts'
import { recommenderOf } from './recommender.ts'
import { modelByName, models } from './registry.ts'

const learn = (name: string, data: Dataset) => modelByName(name).fit(data, { random: randomStream(7), threads: 1 })

for (const name of Object.keys(models)) {
  describeRecommender(name, async (data) => recommenderOf(await learn(name, data), data, { exclude: 'seen' }))
}

describe('recommenderOf()', () => {
  const data = toyWorld()
  const user = data.users.ids[0]!
  const seen = new Set(Array.from(data.log.item.subarray(0, data.log.offsets[1]), (item) => data.items.ids[item]!))

  it('recommenderOf() leaves out what the person has, unless told to leave out nothing', async () => {
    const fitted = await learn('ease', data)
    const idsWith = async (exclude: 'seen' | 'nothing') =>
      (await recommenderOf(fitted, data, { exclude }).recommend({ user, k: 60 })).entries.map((entry) => entry.item)
    expect(new Set(await idsWith('seen'))).toEqual(new Set(data.items.ids.filter((id) => !seen.has(id))))
    expect(await idsWith('nothing')).toHaveLength(60)
  })

  it('recommenderOf() serves a history like the person it belongs to', async () => {
    const recommender = recommenderOf(await learn('ease', data), data, { exclude: 'seen' })
    const history = Array.from(data.log.item.subarray(0, data.log.offsets[1]), (item) => data.items.ids[item]!)
    const known = await recommender.recommend({ user, k: 10 })
    expect(await recommender.recommend({ user: { history }, k: 10 })).toEqual(known)
  })

  it('recommenderOf() refuses a person it does not know and names those near', async () => {
    const recommender = recommenderOf(await learn('popularity', data), data, { exclude: 'seen' })
    await expect(recommender.recommend({ user: userId('1O'), k: 3 })).rejects.toMatchObject({
      code: 'config/unknown-name',
      message: expect.stringContaining('1O'),
      hint: expect.stringContaining('10'),
    })
  })

  it('recommenderOf() scores once for page after page', async () => {
    const fitted = await learn('ease', data)
    let times = 0
    const counted: Fitted = {
      ...fitted,
      score(...request) {
        times++
        return fitted.score(...request)
      },
    }
    const recommender = recommenderOf(counted, data, { exclude: 'seen' })
    const first = await recommender.recommend({ user, k: 4 })
    await recommender.recommend({ user, k: 4, exclude: new Set(first.entries.map((entry) => entry.item)) })
    expect(times).toBe(1)
    await recommender.recommend({ user: data.users.ids[1]!, k: 4 })
    expect(times).toBe(2)
  })

  it('recommenderOf() gives reasons that name titles and counts', async () => {
    const reasonWith = async (name: string) => {
      const recommender = recommenderOf(await learn(name, data), data, { exclude: 'seen', reasons: true })
      return (await recommender.recommend({ user, k: 1 })).entries[0]!.reason
    }
    expect(await reasonWith('random')).toBeUndefined()
    expect(await reasonWith('popularity')).toMatch(/^Watched by \d+ of 40 people\.$/)
    expect(await reasonWith('ease:lambda=5')).toMatch(/^Because you watched \w+ \d+, \w+ \d+ and \w+ \d+\.$/)
    expect(await reasonWith('transition')).toMatch(
      /^People who watched \w+ \d+ often went on to this \((once|\d+ times)\)\.$/,
    )
    expect(await reasonWith('biased-mf')).toMatch(/^Expected \d\.\d of 5; people give it \d\.\d on average\.$/)
  })

  it('recommenderOf() takes a listed history as liked by a model of ratings', async () => {
    const fitted = await learn('biased-mf', data)
    let values: Float32Array | undefined
    const watching: Fitted = {
      ...fitted,
      foldIn(history) {
        values = history.values
        return fitted.foldIn(history)
      },
    }
    const history = [itemId('horror-1'), itemId('horror-2')]
    await recommenderOf(watching, data, { exclude: 'seen' }).recommend({ user: { history }, k: 1 })
    expect(Array.from(values!)).toEqual([4, 4])
  })
})
