import { type ItemIndex, TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { CatalogueColumns } from '../tools/catalogue-columns.ts'
import { telling } from './_telling.ts'
import { facetsOf } from './facets.ts'
import { requireSeeker, type SeekerParts, type TellingSeeker } from './telling-seeker.ts'

/** Somebody with a taste. */
export interface UtilitySeekerParts extends SeekerParts {
  /** How much they want an item: by a model that whoever recommends does not have. */
  readonly utility: (item: ItemIndex) => number
  /** The share of all items they do not know of which they take any; 0.01 unless given. */
  readonly topShare?: number
}

/** A seeker of whom an evaluator can ask what they would be content with. */
export interface UtilitySeeker extends TellingSeeker {
  /** What they take at once has at least this utility. */
  readonly threshold: number
  /** Items of at least that utility that they do not know, best first. */
  readonly content: readonly ItemIndex[]
}

/**
 * Somebody with a hidden taste, who is content with any item of its top share and says what such items have in common today.
 *
 * For a mood they draw a category in proportion to how often the items of the top share have it, and speak of those. When time is
 * up some take the best they saw, whether it is good enough or not: what an evaluator counts as talked into.
 *
 * @throws {TastemakerError} what `targetSeeker` throws; `config/range` for a share outside (0, 1] or a utility that is no number;
 *   `data/empty` for somebody who knows every item
 * @example await utilitySeeker({ id: '196', utility: (item) => scores[item]!, columns, liked, known, random }).open()
 */
export function utilitySeeker(parts: UtilitySeekerParts): UtilitySeeker {
  requireSeeker(parts)
  const { columns, utility, liked, known, random, topShare = 0.01 } = parts
  if (!(topShare > 0 && topShare <= 1)) {
    throw new TastemakerError(
      'config/range',
      `topShare must lie above 0 and not above 1, got ${topShare}.`,
      'Try 0.01.',
    )
  }
  const unknown = unknownItems(columns, new Set(known))
  const scored = unknown.map((item) => ({ item, score: utility(item) }))
  const wrong = scored.find(({ score }) => Number.isNaN(score))
  if (wrong) throw new TastemakerError('config/range', `The utility of item number ${wrong.item} is NaN.`)
  scored.sort((one, other) => other.score - one.score || one.item - other.item)
  const content = scored.slice(0, Math.max(1, Math.round(topShare * scored.length)))
  const threshold = content.at(-1)!.score
  const best = (items: readonly ItemIndex[], least: number): ItemIndex | null => {
    const able = items.filter((item) => !known.includes(item) && utility(item) >= least)
    return able.length === 0 ? null : able.reduce((one, other) => (utility(other) > utility(one) ? other : one))
  }
  const items = content.map(({ item }) => item)
  const wanted = inOneMood(columns, items, random.split('mood'))
  const seeker = telling(parts, {
    wanted,
    facets: facetsOf(columns, wanted, liked, random.split('facets')),
    takes: (shown) => best(shown, threshold),
    settles: (seen) => best(seen, Number.NEGATIVE_INFINITY),
    // There is no one name that they may not say.
    names: () => false,
  })
  return { ...seeker, threshold, content: items }
}

function unknownItems({ items }: CatalogueColumns, known: ReadonlySet<number>): ItemIndex[] {
  const unknown = items.flatMap((_, item) => (known.has(item) ? [] : [item as ItemIndex]))
  if (unknown.length > 0) return unknown
  throw new TastemakerError('data/empty', 'The seeker knows every item: there is nothing to look for.')
}

/** Those of a category drawn in proportion to how many have it; all where none has one. */
function inOneMood({ items }: CatalogueColumns, content: readonly ItemIndex[], random: RandomStream) {
  const all = content.flatMap((item) => items[item]!.categories)
  if (all.length === 0) return content
  const mood = all[random.int(all.length)]!
  return content.filter((item) => items[item]!.categories.includes(mood))
}
