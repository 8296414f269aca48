import { expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import type { Dataset } from '../../domain/index.ts'
import { itemId, itemIndex, userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { transition } from './index.ts'

describeModel('transition', () => transition())

/** One person a row: items in order, one a second unless the times say otherwise. */
function watched(...people: readonly { readonly items: string; readonly times?: readonly number[] }[]): Dataset {
  const rows = people.flatMap(({ items, times }, u) =>
    [...items].map((item, n) => ({ user: userId(String(u)), item: itemId(item), value: 1, at: times?.[n] ?? n })),
  )
  return datasetFromRows(rows, { name: 'toy', licence: 'MIT' })
}

const plain = { damping: 0, targetDamping: 0 }
const weightsAfter = async (train: Dataset, item: number, options = {}) => {
  const fitted = await transition({ ...plain, ...options }).fit(train, { random: randomStream(1), threads: 1 })
  return fitted.similar(itemIndex(item), 10)
}

it('transition() weighs a step by one over its distance, up to the window', async () => {
  expect(await weightsAfter(watched({ items: 'abcd' }), 0, { window: 2 })).toEqual([
    { item: 1, score: 1 },
    { item: 2, score: 0.5 },
  ])
})

it('transition() looks forward only', async () => {
  expect(await weightsAfter(watched({ items: 'abc' }), 2)).toEqual([])
})

it('transition() takes no order from rows of one moment', async () => {
  const train = watched({ items: 'ab', times: [5, 5] })
  expect(await weightsAfter(train, 0)).toEqual([{ item: 1, score: 0.5 }])
  expect(await weightsAfter(train, 1)).toEqual([{ item: 0, score: 0.5 }])
})

it('transition() does not reach from one person into the next', async () => {
  expect(await weightsAfter(watched({ items: 'ab' }, { items: 'cd' }), 1)).toEqual([])
})

it('transition() lets the last item speak loudest and older ones less by the decay', async () => {
  const train = watched({ items: 'ax' }, { items: 'by' })
  const fitted = await transition({ ...plain, decay: 0.5 }).fit(train, { random: randomStream(1), threads: 1 })
  const view = fitted.foldIn({ items: Int32Array.of(0, 1), values: Float32Array.of(1, 1) })
  const [, , afterOlder, afterLast] = fitted.score(view)
  expect(afterLast).toBeCloseTo(1, 5)
  expect(afterOlder).toBeCloseTo(0.5, 5)
})

it('transition() explains by what the item followed, and how often', async () => {
  const train = watched({ items: 'ab' }, { items: 'ab' }, { items: 'cb' })
  const fitted = await transition(plain).fit(train, { random: randomStream(1), threads: 1 })
  const view = fitted.foldIn({ items: Int32Array.of(2, 0), values: Float32Array.of(1, 1) })
  expect(fitted.explain(view, itemIndex(1), 5)).toEqual([
    { type: 'followed', item: 0, count: 2 },
    { type: 'followed', item: 2, count: 1 },
  ])
})

it('transition() takes an arrival to follow the last items of those who touched it', async () => {
  const train = watched({ items: 'abc' }, { items: 'cb' })
  const fitted = await transition({ ...plain, window: 2 }).fit(train, { random: randomStream(1), threads: 1 })
  const item = { id: itemId('z'), title: 'Z', categories: [], attributes: {} }
  const later = fitted.addItems([{ item, touchedBy: Int32Array.of(0, 1), values: Float32Array.of(1, 1) }])
  const weightOf = (from: number) => later.similar(itemIndex(from), 10).find((near) => near.item === 3)?.score
  // After "abc" z comes one step after c and two after b; after "cb" the other way round.
  expect([0, 1, 2].map(weightOf)).toEqual([undefined, 1.5, 1.5])
  const view = later.foldIn({ items: Int32Array.of(1), values: Float32Array.of(1) })
  expect(later.explain(view, itemIndex(3), 5)).toEqual([{ type: 'followed', item: 1, count: 2 }])
})
