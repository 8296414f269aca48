import { expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import type { Fitted, Item, ItemIndex } from '../../domain/index.ts'
import { itemId, itemIndex, userId, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { contentKnn } from './index.ts'

const READS = { untouchedLast: 'it reads: an item that nobody touched stands where its words put it' }
describeModel('content-knn', () => contentKnn(), READS)
describeModel('content-knn on ratings', () => contentKnn(), READS, twoGroups('ratings'))

const run = () => ({ random: randomStream(1), threads: 1 })
const of = (items: readonly number[], values: readonly number[] = items.map(() => 5)) => ({
  items: Int32Array.from(items),
  values: Float32Array.from(values),
})
const bestOf = (fitted: Fitted, scores: Float32Array): ItemIndex =>
  itemIndex(
    Array.from({ length: fitted.items }, (_, item) => item).sort((a, b) => scores[b]! - scores[a]! || a - b)[0]!,
  )

it('contentKnn() scores by the cosine of its formula', async () => {
  const data = toyWorld()
  const fitted = await contentKnn({ against: 0.5 }).fit(data, run())
  const dense = denseRows(fitted.save().arrays, data.items.size)
  const [liked, disliked] = [
    [3, 20, 31],
    [7, 50],
  ]
  const mean = (items: readonly number[], x: number) =>
    items.reduce((sum, item) => sum + dense[item]![x]!, 0) / items.length
  const profile = dense[0]!.map((_, x) => mean(liked, x) - 0.5 * mean(disliked, x))
  const length = Math.hypot(...profile)
  const scores = fitted.score(fitted.foldIn(of([...liked, ...disliked], [5, 4, 3, 1, 2])))
  for (const [item, row] of dense.entries()) {
    const cosine = row.reduce((sum, weight, x) => sum + (weight * profile[x]!) / length, 0)
    expect(scores[item]).toBeCloseTo(cosine, 4)
  }
})

it('contentKnn() holds what somebody disliked against what reads like it', async () => {
  const data = toyWorld()
  const fitted = await contentKnn().fit(data, run())
  const comedy = data.items.index(itemId('comedy-1'))!
  const horror = data.items.index(itemId('horror-1'))!
  const other = data.items.index(itemId('horror-9'))!
  const without = fitted.score(fitted.foldIn(of([comedy])))[other]!
  expect(fitted.score(fitted.foldIn(of([comedy, horror], [5, 1])))[other]).toBeLessThan(without)
  expect(fitted.score(fitted.foldIn(of([comedy, horror], [5, 5])))[other]).toBeGreaterThan(without)
})

it('contentKnn() gives an empty history the popular items', async () => {
  const fitted = await contentKnn().fit(twoGroups(), run())
  const { log } = twoGroups()
  const times = (item: number) => log.item.filter((other) => other === item).length
  const best = bestOf(fitted, fitted.score(fitted.foldIn(of([]))))
  expect(times(best)).toBe(Math.max(...Array.from({ length: fitted.items }, (_, item) => times(item))))
})

it('contentKnn() serves an item that nobody has touched, and names what it has in common with the history', async () => {
  const fitted = (await contentKnn().fit(toyWorld(), run())).addItems([
    { item: film('new', 'Western Horror', ['western']), touchedBy: new Int32Array(0), values: new Float32Array(0) },
  ])
  const western = [45, 46, 47]
  const view = fitted.foldIn(of(western))
  const scores = fitted.score(view)
  expect(scores[60]).toBeGreaterThan(Math.max(...scores.subarray(0, 45)))
  const [fact] = fitted.explain(view, itemIndex(60), 2)
  expect(fact).toMatchObject({ type: 'features', features: ['western'] })
  expect(fitted.similar(itemIndex(60), 3).every(({ item }) => item >= 45)).toBe(true)
})

it('contentKnn() puts an item last that nobody touched and in which it can read nothing', async () => {
  const fitted = (await contentKnn().fit(twoGroups('ratings'), run())).addItems([
    { item: film('blank', '…', []), touchedBy: new Int32Array(0), values: new Float32Array(0) },
  ])
  for (let user = 0; user < fitted.users; user++) {
    const scores = fitted.score(fitted.user(userIndex(user)))
    expect(scores.at(-1)).toBe(Math.min(...scores))
  }
})

it('contentKnn() refuses data with a number that is none', async () => {
  const catalogue = [{ ...film('a', 'A', []), attributes: { year: Number.NaN } }]
  const rows = [{ user: userId('u'), item: itemId('a'), value: 1, at: 1 }]
  const data = datasetFromRows(rows, { name: 'broken', licence: 'MIT', catalogue })
  await expect(contentKnn().fit(data, run())).rejects.toMatchObject({ code: 'format/value' })
})

function film(id: string, title: string, categories: readonly string[]): Item {
  return { id: itemId(id), title, categories, attributes: {} }
}

function denseRows(arrays: Readonly<Record<string, ArrayLike<number>>>, items: number): number[][] {
  const { rowOffsets, rowFeatures, rowWeights, featureHashes } = arrays as Record<string, Int32Array>
  return Array.from({ length: items }, (_, item) => {
    const row = new Array<number>(featureHashes!.length).fill(0)
    for (let at = rowOffsets![item]!; at < rowOffsets![item + 1]!; at++) row[rowFeatures![at]!] = rowWeights![at]!
    return row
  })
}
