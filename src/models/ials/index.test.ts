import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { basketsOf } from '../_baskets.ts'
import { historiesOf } from '../_histories.ts'
import { gramOf } from './_equations.ts'
import { vectorOf } from './_solve-person.ts'
import { sweep } from './_sweep.ts'
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

it('sweep() comes to the exact answer of the normal equations when repeated', () => {
  const items = fitted.save().arrays['itemFactors'] as Float32Array
  const baskets = basketsOf(historiesOf(train.log), train.items.size)
  const people = new Float32Array(train.users.size * 8).fill(0.1)
  for (let n = 0; n < 30; n++) sweep(people, items, baskets, options, 1)
  const side = { factors: items, gram: gramOf(items, 8, 1) }
  for (let u = 0; u < train.users.size; u++) {
    const exact = vectorOf(baskets.columns.subarray(baskets.offsets[u], baskets.offsets[u + 1]), side, options)
    for (let f = 0; f < 8; f++) expect(people[u * 8 + f]).toBeCloseTo(exact[f]!, 4)
  }
})

it('ials() does not care how often or in which order an item was touched', () => {
  const once = fitted.foldIn({ items: Int32Array.of(4, 9), values: Float32Array.of(1, 1) })
  const often = fitted.foldIn({ items: Int32Array.of(9, 4, 9), values: Float32Array.of(1, 1, 1) })
  expect(often.vector).toEqual(once.vector)
})
