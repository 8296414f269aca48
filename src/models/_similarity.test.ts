import fc from 'fast-check'
import { expect, it } from 'vitest'
import { comparisonOf } from './_similarity.ts'

const plain = { similarity: 'cosine', shrinkage: 0, alpha: 0.5, k1: 1.2, b: 0.75 } as const
const kinds = ['cosine', 'jaccard', 'asymmetric', 'tfidf', 'bm25'] as const
const features = { counts: Int32Array.of(3, 1, 2, 4), things: 5 }

/** The similarity of two sets of features. */
function alike(options: Parameters<typeof comparisonOf>[0], one: readonly number[], other: readonly number[]): number {
  const { shared, own, source, target, weigh } = comparisonOf(options, features)
  const sum = (set: readonly number[], of: (count: number) => number) =>
    set.reduce((total, feature) => total + of(features.counts[feature]!), 0)
  const both = one.filter((feature) => other.includes(feature))
  return weigh(sum(both, shared), source(sum(one, own)), target(sum(other, own)))
}

const sets = fc.subarray([0, 1, 2, 3], { minLength: 1 })

it('comparisonOf() gives equal sets 1, and others less, by cosine, jaccard and tfidf', () => {
  fc.assert(
    fc.property(sets, sets, fc.constantFrom('cosine', 'jaccard', 'tfidf'), (one, other, similarity) => {
      const value = alike({ ...plain, similarity }, one, other)
      const equal = one.join() === other.join()
      expect(value).toBeLessThanOrEqual(1 + 1e-12)
      expect(value > 1 - 1e-12).toBe(equal)
    }),
  )
})

it('comparisonOf() is the same in both directions, but asymmetric, which is between the two confidences', () => {
  fc.assert(
    fc.property(
      sets,
      sets,
      fc.constantFrom(...kinds),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (one, other, kind, alpha) => {
        const options = { ...plain, similarity: kind, alpha }
        const there = alike(options, one, other)
        if (kind !== 'asymmetric') expect(there).toBeCloseTo(alike(options, other, one), 12)
        else {
          const both = one.filter((feature) => other.includes(feature)).length
          const confidences = [both / one.length, both / other.length].sort()
          expect(there).toBeGreaterThanOrEqual(confidences[0]! - 1e-12)
          expect(there).toBeLessThanOrEqual(confidences[1]! + 1e-12)
        }
      },
    ),
  )
})

it('comparisonOf() gives less the more it is shrunk, and nothing to sets that share nothing', () => {
  fc.assert(
    fc.property(sets, sets, fc.constantFrom(...kinds), (one, other, similarity) => {
      const value = alike({ ...plain, similarity }, one, other)
      const shrunk = alike({ ...plain, similarity, shrinkage: 3 }, one, other)
      if (one.some((feature) => other.includes(feature))) expect(shrunk).toBeLessThan(value)
      else expect(value).toBe(0)
    }),
  )
})

it('comparisonOf() lets a rare feature count for more by tfidf and bm25, and for as much by the others', () => {
  // Features 0 and 1 against 1, had by one thing, or against 0, had by three.
  for (const similarity of kinds) {
    const options = { ...plain, similarity }
    const [rare, common] = [alike(options, [0, 1], [1]), alike(options, [0, 1], [0])]
    if (similarity === 'tfidf' || similarity === 'bm25') expect(rare).toBeGreaterThan(common)
    else expect(rare).toBe(common)
  }
})

it('comparisonOf() still compares where every feature is everywhere', () => {
  const { shared } = comparisonOf({ ...plain, similarity: 'tfidf' }, { counts: [3, 3], things: 3 })
  expect(shared(3)).toBe(1)
})
