import { expect, it } from 'vitest'
import type { Fitted } from '../../domain/index.ts'
import { itemId, itemIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { arrivalsOf, withoutItems } from '../_later-items.ts'
import { itemKnn } from './index.ts'

describeModel('item-knn', () => itemKnn())
describeModel('item-knn by bm25', () => itemKnn({ similarity: 'bm25' }))
describeModel('item-knn by tfidf', () => itemKnn({ similarity: 'tfidf', shrinkage: 0 }))
describeModel('item-knn, asymmetric', () => itemKnn({ similarity: 'asymmetric', alpha: 0.3 }))

const run = { random: randomStream(1), threads: 1 }
const train = toyWorld()
const people = Array.from(
  train.items.ids,
  (_, item) => new Set(train.log.user.filter((_, row) => train.log.item[row] === item)),
)
const sizes = Array.from(train.users.ids, (_, user) => train.log.offsets[user + 1]! - train.log.offsets[user]!)
const both = (i: number, j: number) => [...people[i]!].filter((user) => people[j]!.has(user))

/** The similarities again, as plain loops over sets. */
const twins = {
  cosine: (i, j) => both(i, j).length / (Math.sqrt(people[i]!.size * people[j]!.size) + 5),
  jaccard: (i, j) => both(i, j).length / (new Set([...people[i]!, ...people[j]!]).size + 5),
  asymmetric: (i, j) => both(i, j).length / (people[i]!.size ** 0.3 * people[j]!.size ** 0.7 + 5),
  tfidf(i, j) {
    const idf2 = (user: number) => Math.log((1 + people.length) / (1 + sizes[user]!)) ** 2
    const mean = sizes.reduce((sum, size, user) => sum + size * idf2(user), 0) / train.log.length
    const mass = (users: Iterable<number>) => [...users].reduce((sum, user) => sum + idf2(user) / mean, 0)
    return mass(both(i, j)) / (Math.sqrt(mass(people[i]!) * mass(people[j]!)) + 5)
  },
} satisfies Record<string, (i: number, j: number) => number>

for (const [similarity, twin] of Object.entries(twins)) {
  it(`itemKnn() weighs by ${similarity} as a loop over sets does`, async () => {
    const options = { similarity: similarity as keyof typeof twins, neighbours: 60, shrinkage: 5, alpha: 0.3 }
    const fitted = await itemKnn(options).fit(train, run)
    for (const item of [0, 17, 59]) {
      const near = fitted.similar(itemIndex(item), 60)
      expect(near).toHaveLength(people.filter((_, other) => other !== item && both(item, other).length > 0).length)
      for (const { item: other, score } of near) expect(score).toBeCloseTo(twin(item, other), 5)
    }
  })
}

it('itemKnn() keeps as many neighbours as it is told', async () => {
  const fitted = await itemKnn({ neighbours: 3 }).fit(train, run)
  expect(fitted.similar(itemIndex(0), 10)).toHaveLength(3)
})

it('itemKnn() takes items after its fit as if they had been in it', async () => {
  for (const similarity of ['cosine', 'jaccard', 'asymmetric'] as const) {
    const model = itemKnn({ similarity, neighbours: 10 })
    const whole = await model.fit(train, run)
    const part = await model.fit(withoutItems(train, 5), run)
    const [first, ...others] = arrivalsOf(train, 5)
    const later = part.addItems([first!]).addItems(others)
    expect(allNear(later)).toEqual(allNear(whole))
  }
})

it('itemKnn() refuses an arrival touched by somebody who is not in the data', async () => {
  const fitted = await itemKnn().fit(train, run)
  const item = { id: itemId('new'), title: 'New', categories: [], attributes: {} }
  const stranger = { item, touchedBy: Int32Array.of(40), values: Float32Array.of(1) }
  expect(() => fitted.addItems([stranger])).toThrow(expect.objectContaining({ code: 'config/range' }))
})

function allNear(fitted: Fitted) {
  return Array.from({ length: fitted.items }, (_, item) => fitted.similar(itemIndex(item), 10))
}
