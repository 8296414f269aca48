import type { RandomStream } from '../../random.ts'
import { bootstrapMeans, type Interval } from '../statistics/index.ts'
import type { Tally } from './position-tally.ts'

/** How the kinds of items on a page change in the course of a visit. */
export interface Narrowing {
  readonly recommender: string
  /** Entropy of the kinds on the first page, in bits. */
  readonly first: Interval
  /** Entropy of the last page a viewer saw less that of their first: below zero where the feed narrows. */
  readonly change: Interval
}

/**
 * Follows the kinds of items that viewers are shown, from their first page to their last.
 *
 * First and last page are of the same visit, so that who stays does not matter; visits of one page are left out.
 *
 * @param kinds by item id
 * @example narrowingTally(kinds, random).result()[0]?.change.mean // -0.12
 */
export function narrowingTally(
  kinds: Readonly<Record<string, readonly string[]>>,
  random: RandomStream,
): Tally<Narrowing[]> {
  /** By recommender and viewer. */
  const visits = new Map<string, Map<string, { first: number | null; last: number | null; pages: number }>>()
  return {
    see(event) {
      if (event.type !== 'slate-shown' || event.as !== 'viewer') return
      const entropy = entropyOf(event.slate.map(({ item }) => (Object.hasOwn(kinds, item) ? kinds[item]! : [])))
      const viewers = visits.get(event.recommender) ?? new Map()
      visits.set(event.recommender, viewers)
      const visit = viewers.get(event.user)
      if (!visit) viewers.set(event.user, { first: entropy, last: entropy, pages: 1 })
      else Object.assign(visit, { last: entropy, pages: visit.pages + 1 })
    },
    result() {
      const people = [...new Set([...visits.values()].flatMap((viewers) => [...viewers.keys()]))]
      const groups = [...visits.values()].map((viewers) => people.map((user) => viewers.get(user)))
      const intervals = bootstrapMeans(
        groups.flatMap((group) => [
          Float64Array.from(group, (visit) => visit?.first ?? Number.NaN),
          Float64Array.from(group, (visit) =>
            visit && visit.pages > 1 && visit.first !== null && visit.last !== null
              ? visit.last - visit.first
              : Number.NaN,
          ),
        ]),
        { random },
      )
      return [...visits.keys()].map((recommender, at) => ({
        recommender,
        first: intervals[2 * at]!,
        change: intervals[2 * at + 1]!,
      }))
    },
  }
}

/**
 * Shannon entropy of the kinds of some items, in bits; an item of several kinds counts as a part of each.
 *
 * @param items the kinds of each
 * @returns null when no item has a kind
 * @example entropyOf([['Drama'], ['Comedy']]) // 1
 */
export function entropyOf(items: readonly (readonly string[])[]): number | null {
  const weights = new Map<string, number>()
  const known = items.filter((kinds) => kinds.length > 0)
  if (known.length === 0) return null
  for (const kinds of known) for (const kind of kinds) weights.set(kind, (weights.get(kind) ?? 0) + 1 / kinds.length)
  return [...weights.values()].reduce((sum, weight) => {
    const share = weight / known.length
    return sum - share * Math.log2(share)
  }, 0)
}
