import { expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import { itemId, itemIndex, userId, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { popularity } from './index.ts'

const crowd = 'it ranks the same for everybody'
describeModel('popularity', () => popularity(), { ownGroup: crowd, similarInGroup: crowd })

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
