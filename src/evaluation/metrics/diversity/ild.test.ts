import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import type { ListMetric } from '../metric.ts'
import { rankedList } from '../ranked-list.ts'
import { ild } from './ild.ts'
import { ildJaccard } from './ild-jaccard.ts'

/** Of a list of items with these categories, by letters. */
const diversity = (metric: ListMetric, categories: readonly string[], k = 10) => {
  const world = toyWorld({ events: [], kinds: categories.map((letters) => [...letters]) })
  return metric.of(rankedList(Int32Array.from(categories.keys()), new Map()), k, world)
}
const letters = (from: number, to: number) =>
  String.fromCodePoint(...Array.from({ length: to - from }, (_, i) => 97 + from + i))
const items = fc.array(
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')).map((set) => set.join('')),
  { minLength: 2, maxLength: 8 },
)

describe('ild', () => {
  it('ild is the mean of one less the cosine over all pairs, and ildJaccard that of the Jaccard distance', () => {
    fc.assert(
      fc.property(items, (list) => {
        const pairs = list.flatMap((a, i) => list.slice(i + 1).map((b) => [new Set(a), new Set(b)] as const))
        const mean = (of: (a: Set<string>, b: Set<string>) => number) =>
          pairs.reduce((sum, [a, b]) => sum + (a.intersection(b).size === 0 ? 1 : of(a, b)), 0) / pairs.length
        const cosine = mean((a, b) => 1 - a.intersection(b).size / Math.sqrt(a.size * b.size))
        const jaccard = mean((a, b) => 1 - a.intersection(b).size / a.union(b).size)
        expect(diversity(ild, list)).toBeCloseTo(cosine, 12)
        expect(diversity(ildJaccard, list)).toBeCloseTo(jaccard, 12)
        expect(diversity(ild, list.toReversed())).toBeCloseTo(cosine, 12)
      }),
    )
  })

  it('ild is 0 for items of the same categories and 1 for items without any', () => {
    for (const metric of [ild, ildJaccard]) {
      expect(diversity(metric, ['bc', 'bc', 'bc'])).toBeCloseTo(0, 12)
      expect(diversity(metric, ['', '', 'd'])).toBe(1)
    }
  })

  it('ild is null for fewer than two items', () => {
    expect(diversity(ild, ['b'])).toBeNull()
    expect(diversity(ild, ['b', 'c'], 1)).toBeNull()
  })

  it('ild of distances 0.2, 0.6 and 1 is 0.6', () => {
    // 25 categories; two items with 16 and 4 of them, none in common: cosines 16/20, 4/10 and 0.
    expect(diversity(ild, [letters(0, 25), letters(0, 16), letters(16, 20)])).toBeCloseTo(0.6, 12)
  })
})
