import { expect, it } from 'vitest'
import { itemId, itemIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { twoTower } from './index.ts'

// Sixty examples an epoch are few: a smaller model, more passes than the defaults.
const small = () => twoTower({ factors: 8, epochs: 30, batch: 32 })
describeModel('two-tower', small, {
  untouchedLast: 'it reads: an item that nobody touched stands where its words put it',
})

it('twoTower() serves a new item by what is written in it alone, and explains it by the history', async () => {
  const data = toyWorld()
  const card = { id: itemId('new'), title: 'Horror 16', categories: ['horror'], attributes: { year: 1990 } }
  const arrival = { item: card, touchedBy: new Int32Array(0), values: new Float32Array(0) }
  const fitted = (await small().fit(data, { random: randomStream(7), threads: 1 })).addItems([arrival])
  const horror = [1, 2, 3].map((n) => data.items.index(itemId(`horror-${n}`))!)
  const view = fitted.foldIn({ items: Int32Array.from(horror), values: new Float32Array(3).fill(5) })
  const scores = fitted.score(view)
  const western = data.items.ids.flatMap((id, item) => (id.startsWith('western') ? [scores[item]!] : []))
  expect(scores[60]).toBeGreaterThan(Math.max(...western))
  expect(fitted.explain(view, itemIndex(60), 2).length).toBeGreaterThan(0)
  expect(fitted.similar(itemIndex(60), 3).every(({ item }) => data.items.ids[item]!.startsWith('horror'))).toBe(true)
})

it('twoTower() puts an item last that nobody touched and in which it can read nothing', async () => {
  const card = { id: itemId('blank'), title: '…', categories: [], attributes: {} }
  const arrival = { item: card, touchedBy: new Int32Array(0), values: new Float32Array(0) }
  const fitted = (await small().fit(toyWorld(), { random: randomStream(7), threads: 1 })).addItems([arrival])
  const scores = fitted.score(fitted.foldIn({ items: Int32Array.of(0), values: Float32Array.of(5) }))
  expect(scores.at(-1)).toBe(Math.min(...scores))
})
