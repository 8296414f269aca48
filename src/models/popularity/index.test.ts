import { expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import { itemId, itemIndex, userId, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { popularity } from './index.ts'

const crowd = 'it ranks the same for everybody'
describeModel('popularity', () => popularity(), { ownGroup: crowd, similarInGroup: crowd })
describeModel('popularity with a half-life', () => popularity({ halfLife: 1 }), {
  ownGroup: crowd,
  similarInGroup: crowd,
})

it('popularity() counts a person once an item, and says of how many', async () => {
  const rows = [
    ['ann', 'x'],
    ['ann', 'x'],
    ['ben', 'x'],
    ['ben', 'y'],
  ].map(([user, item], at) => ({ user: userId(user!), item: itemId(item!), value: 1, at }))
  const people = [{ id: userId('cleo') }]
  const train = datasetFromRows(rows, { name: 'toy', licence: 'MIT', people })
  const fitted = await popularity().fit(train, { random: randomStream(1), threads: 1 })
  const view = fitted.user(userIndex(0))
  expect(Array.from(fitted.score(view))).toEqual([2, 1])
  expect(fitted.explain(view, itemIndex(0), 3)).toEqual([{ type: 'count', count: 2, of: 2 }])
})

/** A row of somebody on some day. */
const row = (user: string, item: string, day: number) => ({
  user: userId(user),
  item: itemId(item),
  value: 1,
  at: day * 86_400_000,
})

it('popularity() with a half-life counts people by how long ago they last touched an item', async () => {
  const rows = [row('ann', 'x', 0), row('ann', 'x', 20), row('ben', 'x', 10), row('ben', 'y', 30)]
  const train = datasetFromRows(rows, { name: 'toy', licence: 'MIT' })
  const fitted = await popularity({ halfLife: 10 }).fit(train, { random: randomStream(1), threads: 1 })
  expect(fitted.name).toBe('popularity:halfLife=10')
  expect(Array.from(fitted.score(fitted.user(userIndex(0))))).toEqual([0.5 + 0.25, 1])
  expect(fitted.explain(fitted.user(userIndex(0)), itemIndex(0), 1)).toEqual([{ type: 'count', count: 2, of: 2 }])
})

it('popularity() with a half-life says when times are missing', async () => {
  const train = datasetFromRows([row('ann', 'x', 0), row('ben', 'x', Number.NaN)], { name: 'toy', licence: 'MIT' })
  const learn = (halfLife: number) => popularity({ halfLife }).fit(train, { random: randomStream(1), threads: 1 })
  await expect(learn(10)).rejects.toMatchObject({
    code: 'model/unsupported',
    message: expect.stringContaining('1 of 2'),
  })
  await expect(learn(0)).resolves.toBeDefined()
})

it('popularity() counts everybody who touched an arrival, as recent as can be', async () => {
  const train = datasetFromRows([row('ann', 'x', 0), row('ben', 'x', 10)], { name: 'toy', licence: 'MIT' })
  const arrival = {
    item: { id: itemId('z'), title: 'Z', categories: [], attributes: {} },
    touchedBy: Int32Array.of(0, 1),
    values: Float32Array.of(1, 1),
  }
  for (const [halfLife, scores] of [
    [0, [2, 2]],
    [10, [1.5, 2]],
  ] as const) {
    const fitted = await popularity({ halfLife }).fit(train, { random: randomStream(1), threads: 1 })
    const later = fitted.addItems([arrival])
    expect(Array.from(later.score(later.user(userIndex(0))))).toEqual(scores)
  }
})
