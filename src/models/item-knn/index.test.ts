import { expect, it } from 'vitest'
import { itemIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { itemKnn } from './index.ts'

describeModel('item-knn', () => itemKnn())

it('itemKnn() computes the shrunk cosine of its formula', async () => {
  const train = toyWorld()
  const fitted = await itemKnn({ neighbours: 60, shrinkage: 5 }).fit(train, { random: randomStream(1), threads: 1 })
  const people = (item: number) => new Set(train.log.user.filter((_, row) => train.log.item[row] === item))
  for (const item of [0, 17, 59]) {
    for (const { item: other, score } of fitted.similar(itemIndex(item), 60)) {
      const both = [...people(item)].filter((user) => people(other).has(user)).length
      expect(score).toBeCloseTo(both / (Math.sqrt(people(item).size * people(other).size) + 5), 5)
    }
  }
})

it('itemKnn() keeps as many neighbours as it is told', async () => {
  const fitted = await itemKnn({ neighbours: 3 }).fit(toyWorld(), { random: randomStream(1), threads: 1 })
  expect(fitted.similar(itemIndex(0), 10)).toHaveLength(3)
})
