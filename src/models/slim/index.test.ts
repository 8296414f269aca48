import { expect, it } from 'vitest'
import { itemIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { arrivalsOf, withoutItems } from '../_later-items.ts'
import { descend } from './_descend.ts'
import { slim } from './index.ts'

// The toy problem has 20 people: the default penalties are for hundreds.
describeModel('slim', () => slim({ l1: 0.1, l2: 2 }))
describeModel('slim with negative weights', () => slim({ l1: 0.1, l2: 2, nonNegative: false }))

const run = { random: randomStream(1), threads: 1 }
const train = toyWorld()
const items = train.items.size
const people = Array.from(
  { length: items },
  (_, item) => new Set(train.log.user.filter((_, row) => train.log.item[row] === item)),
)
const together = (i: number, j: number) => [...people[i]!].filter((user) => people[j]!.has(user)).length

/** Column j of W on all items, the whole of X'X at hand. */
function denseColumn(j: number, penalties: { l1: number; l2: number; nonNegative: boolean }): Float64Array {
  const others = Array.from({ length: items }, (_, i) => i).filter((i) => i !== j)
  const w = descend(
    {
      g: Float64Array.from(others, (i) => together(i, j)),
      diagonal: Float64Array.from(others, (i) => people[i]!.size),
      rowOf: (k) => Float32Array.from(others, (i) => together(others[k]!, i)),
    },
    penalties,
  )
  const column = new Float64Array(items)
  for (const [k, i] of others.entries()) column[i] = w[k]!
  return column
}

it('slim() finds the weights that all of the items together would give', async () => {
  const penalties = { l1: 1, l2: 5, nonNegative: true }
  const fitted = await slim({ ...penalties, neighbours: 60 }).fit(train, run)
  for (const target of [0, 31]) {
    const column = denseColumn(target, penalties)
    for (let source = 0; source < items; source++) {
      const found = fitted.similar(itemIndex(source), items).find(({ item }) => item === target)
      expect(found?.score ?? 0).toBeCloseTo(column[source]!, 2)
    }
  }
})

it('slim() lets no more items speak for another than it is told', async () => {
  const fitted = await slim({ l1: 0, l2: 5, neighbours: 3 }).fit(train, run)
  const sources = new Int32Array(items)
  for (let item = 0; item < items; item++)
    for (const near of fitted.similar(itemIndex(item), items)) sources[near.item]!++
  expect(Math.max(...sources)).toBeLessThanOrEqual(3)
})

it('slim() gives an item after its fit the column that a fit would have', async () => {
  const model = slim({ l1: 0.5, l2: 5 })
  const whole = await model.fit(train, run)
  const later = (await model.fit(withoutItems(train, 1), run)).addItems(arrivalsOf(train, 1))
  for (let source = 0; source < items - 1; source++) {
    const weightIn = (fitted: typeof whole) =>
      fitted.similar(itemIndex(source), items).find(({ item }) => item === items - 1)?.score ?? 0
    expect(weightIn(later)).toBeCloseTo(weightIn(whole), 6)
  }
})

it('slim() lets an arrival speak for the others only where that explains more', async () => {
  const fitted = await slim({ l1: 0.5, l2: 5 }).fit(withoutItems(train, 3), run)
  const later = fitted.addItems(arrivalsOf(train, 3))
  const histories = [Int32Array.of(0, 20), Int32Array.of(0, 20, 59)]
  const [without, withIt] = histories.map((history) =>
    later.score(later.foldIn({ items: history, values: new Float32Array(history.length).fill(1) })),
  )
  const gains = withIt!.map((score, item) => score - without![item]!)
  expect(gains.every((gain) => gain > -1e-6)).toBe(true)
  expect(later.similar(itemIndex(59), 60).length).toBeGreaterThan(0)
})
