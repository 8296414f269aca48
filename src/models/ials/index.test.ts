import { expect, it } from 'vitest'
import { selectRows } from '../../data/columns.ts'
import { withLog } from '../../data/dataset.ts'
import { itemId, itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { basketsOf } from '../_baskets.ts'
import { historiesOf } from '../_histories.ts'
import { kernels } from '../kernels/index.ts'
import { solvePerson } from './_solve-person.ts'
import { ials } from './index.ts'
import { ialsOptions } from './options.ts'

describeModel('ials', () => ials({ factors: 8 }))

const train = toyWorld()
const options = ialsOptions.parse({ factors: 8 })
const fitted = await ials({ factors: 8 }).fit(train, { random: randomStream(1), threads: 1 })

it('ials() explains by what items of the history add: together at least the score, as others may take away', () => {
  const view = fitted.user(userIndex(3))
  const scores = fitted.score(view)
  for (const item of [0, 20, 40]) {
    const evidence = fitted.explain(view, itemIndex(item), 1000)
    const positive = evidence.reduce((sum, fact) => sum + (fact.type === 'neighbour' ? fact.weight : 0), 0)
    expect(positive).toBeGreaterThanOrEqual(scores[item]! - 1e-4)
  }
})

it('ials() leaves everybody with the exact answer of the normal equations', () => {
  const items = fitted.save().arrays['itemFactors'] as Float32Array
  const gram = fitted.save().arrays['itemGram'] as Float32Array
  const baskets = basketsOf(historiesOf(train.log), train.items.size)
  for (let u = 0; u < train.users.size; u++) {
    const basket = baskets.columns.subarray(baskets.offsets[u], baskets.offsets[u + 1])
    const exact = new Float64Array(8)
    for (const item of basket) for (let f = 0; f < 8; f++) exact[f]! += items[item * 8 + f]!
    solvePerson(basket, { factors: items, gram, population: train.items.size }, options, exact)
    for (let f = 0; f < 8; f++) expect(fitted.user(userIndex(u)).vector![f]).toBeCloseTo(exact[f]!, 4)
  }
})

it('ials() comes to much the same scores by conjugate gradients as by solving every sweep exactly', async () => {
  const run = { random: randomStream(1), threads: 2 }
  const long = { factors: 8, epochs: 40 }
  const near = await ials(long).fit(train, run)
  const exact = await ials({ ...long, solver: 'cholesky' }).fit(train, run)
  for (let u = 0; u < train.users.size; u++) {
    const scores = exact.score(exact.user(userIndex(u)))
    const others = near.score(near.user(userIndex(u)))
    for (let item = 0; item < scores.length; item++) expect(others[item]).toBeCloseTo(scores[item]!, 1)
  }
})

it('ials() gives a folded-in history the very vector of the person it belongs to', () => {
  for (let u = 0; u < train.users.size; u++) {
    const view = fitted.user(userIndex(u))
    expect(fitted.foldIn(view.history).vector).toEqual(view.vector)
  }
})

it('ials() finds the best among items that nobody touched where its scores put them', async () => {
  const rows = Array.from(train.log.item.keys()).filter((row) => train.log.item[row]! % 3 > 0)
  const sparse = await ials({ factors: 8 }).fit(withLog(train, selectRows(train.log, rows)), {
    random: randomStream(1),
    threads: 1,
  })
  const nobody = sparse.foldIn({ items: new Int32Array(0), values: new Float32Array(0) })
  for (const view of [sparse.user(userIndex(2)), nobody]) {
    const scores = sparse.score(view)
    for (const k of [1, 39, 40, 41, 60, 99]) expect(sparse.best!(view, k)).toEqual(kernels().topK(scores, k))
  }
})

it('ials() gives an arrival the vector that its alternating step would, and leaves people and other items alone', () => {
  const people = Int32Array.of(1, 4, 7)
  const item = { id: itemId('new'), title: 'New', categories: [], attributes: {} }
  const more = fitted.addItems([
    { item, touchedBy: people, values: new Float32Array(3).fill(1) },
    { item: { ...item, id: itemId('newer') }, touchedBy: new Int32Array(0), values: new Float32Array(0) },
  ])
  const users = fitted.save().arrays['userFactors'] as Float32Array
  const exact = new Float64Array(8)
  for (const user of people) for (let f = 0; f < 8; f++) exact[f]! += users[user * 8 + f]!
  solvePerson(people, { factors: users, gram: kernels().gram(users, 8), population: train.users.size }, options, exact)
  const vectors = more.save().arrays['itemFactors'] as Float32Array
  for (let f = 0; f < 8; f++) expect(vectors[train.items.size * 8 + f]).toBeCloseTo(exact[f]!, 4)
  const view = more.user(userIndex(3))
  const scores = more.score(view)
  expect(scores.subarray(0, train.items.size)).toEqual(fitted.score(view))
  expect(scores[train.items.size + 1]).toBe(Math.min(...scores))
  expect(more.foldIn(view.history).vector).toEqual(view.vector)
})

it('ials() does not care how often or in which order an item was touched', () => {
  const once = fitted.foldIn({ items: Int32Array.of(4, 9), values: Float32Array.of(1, 1) })
  const often = fitted.foldIn({ items: Int32Array.of(9, 4, 9), values: Float32Array.of(1, 1, 1) })
  expect(often.vector).toEqual(once.vector)
})
