import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { sequence } from './index.ts'

const small = {
  factors: 8,
  blocks: 1,
  maxLength: 10,
  epochs: 60,
  patience: 0,
  batch: 5,
  learningRate: 0.01,
  dropout: 0.5,
}
describeModel('sequence', () => sequence(small))
describeModel('sequence:loss=calibrated', () => sequence({ ...small, dropout: 0.3, loss: 'calibrated', negatives: 8 }))

const quick = { ...small, epochs: 3, heads: 2, blocks: 2 }
const train = toyWorld()
const fitted = await sequence(quick).fit(train, { random: randomStream(1), threads: 1 })

it('sequence() explains by what the score loses when an item is left out', () => {
  const { history } = fitted.user(userIndex(3))
  const view = fitted.foldIn({ items: history.items.slice(-6), values: history.values.slice(-6) })
  const whole = fitted.score(view)[7]!
  for (const fact of fitted.explain(view, itemIndex(7), 6)) {
    if (fact.type !== 'neighbour') throw new Error(fact.type)
    const items = view.history.items.filter((item) => item !== fact.item)
    const without = fitted.foldIn({ items, values: view.history.values.subarray(1) })
    expect(fact.weight).toBeCloseTo(whole - fitted.score(without)[7]!, 4)
  }
})

it('sequence() gives somebody without a history the popular items', () => {
  const counts = fitted.save().arrays['counts'] as Int32Array
  const scores = fitted.score(fitted.foldIn({ items: new Int32Array(0), values: new Float32Array(0) }))
  const ranked = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  expect(ranked.map((item) => counts[item])).toEqual(Array.from(counts).sort((a, b) => b - a))
})

it('sequence() looks back on the last items only', () => {
  const { history } = fitted.user(userIndex(5))
  const last = fitted.foldIn({ items: history.items.slice(-10), values: history.values.slice(-10) })
  expect(fitted.user(userIndex(5)).vector).toEqual(last.vector)
})

it('sequence() heeds the order of a history', () => {
  const values = Float32Array.of(1, 1, 1)
  const one = fitted.foldIn({ items: Int32Array.of(4, 9, 30), values })
  const other = fitted.foldIn({ items: Int32Array.of(9, 4, 30), values })
  expect(one.vector).not.toEqual(other.vector)
})

it('sequence() learns that b follows a: the unseen neighbour on the ring of its group comes first', async () => {
  const data = twoGroups()
  const model = await sequence({ ...small, dropout: 0.2 }).fit(data, { random: randomStream(1), threads: 1 })
  const firsts = Array.from({ length: data.users.size }, (_, user) => {
    const scores = model.score(model.user(userIndex(user)))
    return data.items.ids[scores.indexOf(Math.max(...scores))]
  })
  const next = Array.from({ length: data.users.size }, (_, n) => `${n < 10 ? 'a' : 'b'}-item-${((n % 10) + 6) % 8}`)
  const right = firsts.filter((item, user) => item === next[user]).length
  expect(right).toBeGreaterThanOrEqual(18)
})

it('sequence() with patience rehearses, learns for the best number of epochs, and says how far it is', async () => {
  const told: [number, number][] = []
  const run = { random: randomStream(1), threads: 1, onProgress: (...at: [number, number]) => void told.push(at) }
  await sequence({ ...quick, epochs: 8, patience: 2 }).fit(train, run)
  const shares = told.map(([done, total]) => done / total)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})

it('sequence() learns the same where products are large enough for several threads', async () => {
  const wide = sequence({ ...quick, factors: 64, epochs: 1, maxLength: 20, batch: 40 })
  const learn = (threads: number) => wide.fit(train, { random: randomStream(1), threads })
  expect((await learn(2)).save().arrays).toEqual((await learn(1)).save().arrays)
})

it('sequence() refuses heads among which the factors do not divide', () => {
  expect(() => sequence({ factors: 10, heads: 4 })).toThrow(expect.objectContaining({ code: 'config/option' }))
})
