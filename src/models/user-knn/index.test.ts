import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { arrivalsOf, withoutItems } from '../_later-items.ts'
import { userKnn } from './index.ts'

describeModel('user-knn', () => userKnn())
describeModel('user-knn by jaccard', () => userKnn({ similarity: 'jaccard', shrinkage: 0 }))
describeModel('user-knn by bm25', () => userKnn({ similarity: 'bm25', neighbours: 5 }))
describeModel('user-knn, asymmetric', () => userKnn({ similarity: 'asymmetric', alpha: 0.8 }))

const run = { random: randomStream(1), threads: 1 }
const train = toyWorld()
const itemsOf = (user: number) => train.log.item.slice(train.log.offsets[user], train.log.offsets[user + 1])

it('userKnn() sums the cosines of the nearest people who touched an item, as plain loops do', async () => {
  const fitted = await userKnn({ neighbours: 7, shrinkage: 3 }).fit(train, run)
  const history = Int32Array.of(0, 3, 20, 22, 41)
  const near = Array.from(train.users.ids, (_, user) => {
    const own = itemsOf(user)
    const both = history.filter((item) => own.includes(item)).length
    return { own, weight: Math.fround(both / (Math.sqrt(history.length * own.length) + 3)), user }
  })
  near.sort((a, b) => b.weight - a.weight || a.user - b.user)
  const scores = fitted.score(fitted.foldIn({ items: history, values: new Float32Array(5).fill(1) }))
  for (let item = 0; item < 60; item++) {
    const sum = near.slice(0, 7).reduce((total, { own, weight }) => total + (own.includes(item) ? weight : 0), 0)
    expect(scores[item]).toBeCloseTo(sum, 4)
  }
})

it('userKnn() explains by parts that add up to the score', async () => {
  for (const similarity of ['cosine', 'tfidf'] as const) {
    const fitted = await userKnn({ similarity }).fit(train, run)
    const view = fitted.user(userIndex(3))
    const scores = fitted.score(view)
    for (const item of [1, 30]) {
      const evidence = fitted.explain(view, itemIndex(item), 100)
      const sum = evidence.reduce((total, fact) => total + (fact.type === 'neighbour' ? fact.weight : Number.NaN), 0)
      expect(sum).toBeCloseTo(scores[item]!, 4)
    }
  }
})

it('userKnn() takes items after its fit as if they had been in it', async () => {
  const model = userKnn({ neighbours: 5 })
  const whole = await model.fit(train, run)
  const part = await model.fit(withoutItems(train, 4), run)
  const [first, ...others] = arrivalsOf(train, 4)
  const later = part.addItems([first!]).addItems(others)
  for (let user = 0; user < 40; user++) {
    const history = { items: itemsOf(user), values: new Float32Array(20).fill(1) }
    expect(later.score(later.foldIn(history))).toEqual(whole.score(whole.foldIn(history)))
  }
})

it('userKnn() serves arrivals to somebody who had touched nothing in training', async () => {
  const fitted = await userKnn({ shrinkage: 0 }).fit(withoutItems(train, 58), run)
  const later = fitted.addItems(arrivalsOf(train, 58))
  for (let user = 0; user < 40; user++) {
    const view = later.foldIn({ items: itemsOf(user), values: new Float32Array(20).fill(1) })
    expect(later.score(view).every(Number.isFinite)).toBe(true)
  }
})
