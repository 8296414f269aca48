import type { Dataset, Item, Judgement, UserIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/** What somebody wants today, in facts of the catalogue. They do not say it; they say why they refuse. */
export interface Wish {
  /** A category it must have. */
  readonly wanted: string
  /** A category it must not have; null where the person refuses none. */
  readonly refused: string | null
  /** From or until a year, that year included; null where the catalogue knows no years. */
  readonly era: { readonly from: number } | { readonly until: number } | null
}

/** The year of an item; null where the catalogue does not tell. @example yearOf(item) // 1995 */
export function yearOf({ attributes, releasedAt }: Item): number | null {
  const year = attributes['year']
  if (typeof year === 'number') return year
  return releasedAt === undefined ? null : new Date(releasedAt).getUTCFullYear()
}

/**
 * Says yes, or no and why, in one short sentence: the era first, then what is refused, then what is missing.
 *
 * @param item null where nothing of the shortlist was offered
 * @example replyTo(wish, item).reason // 'Too old for me.'
 */
export function replyTo({ wanted, refused, era }: Wish, item: Item | null): Judgement {
  if (item === null) return { ok: false, reason: 'You offered nothing.' }
  const year = yearOf(item)
  const no = (reason: string): Judgement => ({ ok: false, reason })
  if (era && year !== null) {
    if ('from' in era && year < era.from) return no('Too old for me.')
    if ('until' in era && year > era.until) return no('Too new for me.')
  }
  if (refused !== null && item.categories.includes(refused)) return no(`No ${refused.toLowerCase()}, please.`)
  if (!item.categories.includes(wanted)) return no(`I would rather have ${wanted.toLowerCase()}.`)
  return { ok: true, reason: 'Yes, I would like that.' }
}

/** What a person likes, counted over the items they liked. */
interface Liking {
  /** Categories of liked items, commonest first. */
  readonly liked: readonly { readonly category: string; readonly count: number }[]
  readonly never: readonly string[]
  /** The middle year of liked items; null without years. */
  readonly year: number | null
}

/** The rating from which an item was liked, as a share of the scale. */
const LIKED = 0.7

function likingOf(data: Dataset, user: UserIndex): Liking {
  const { log, scale, catalogue } = data
  const least = scale ? scale.min + LIKED * (scale.max - scale.min) : 0
  const counts = new Map<string, number>()
  const years: number[] = []
  for (let row = log.offsets[user]!; row < log.offsets[user + 1]!; row++) {
    if (log.value[row]! < least) continue
    const item = catalogue[log.item[row]!]!
    for (const category of item.categories) counts.set(category, (counts.get(category) ?? 0) + 1)
    const year = yearOf(item)
    if (year !== null) years.push(year)
  }
  const all = [...new Set(catalogue.flatMap(({ categories }) => categories))].sort()
  const liked = all
    .flatMap((category) => (counts.has(category) ? [{ category, count: counts.get(category)! }] : []))
    .sort((a, b) => b.count - a.count)
  years.sort((a, b) => a - b)
  return {
    liked,
    never: all.filter((category) => !counts.has(category)),
    year: years[Math.floor(years.length / 2)] ?? null,
  }
}

/**
 * Draws a wish from a person's own log: a category in proportion to how often they liked it, one they never or seldom liked to
 * refuse, and the era of their middle film.
 *
 * @returns null for somebody who liked nothing that has a category
 * @example wishOf(data, userIndex(0), random)?.wanted
 */
export function wishOf(data: Dataset, user: UserIndex, random: RandomStream): Wish | null {
  const { liked, never, year } = likingOf(data, user)
  const total = liked.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const wanted = liked[random.pick(liked.map(({ count }) => count / total))]!.category
  const seldom = liked.toReversed().flatMap(({ category }) => (category === wanted ? [] : [category]))
  const refusable = never.length > 0 ? never : seldom.slice(0, 3)
  const refused = refusable.length === 0 ? null : refusable[random.int(refusable.length)]!
  return { wanted, refused, era: year === null ? null : eraAround(data, year) }
}

/** Half of the catalogue: older or newer than its middle year, whichever half the year is in. */
function eraAround({ catalogue }: Dataset, year: number): NonNullable<Wish['era']> {
  const years = catalogue.flatMap((item) => yearOf(item) ?? []).sort((a, b) => a - b)
  const middle = years[Math.floor(years.length / 2)]!
  return year >= middle ? { from: middle } : { until: middle - 1 }
}

/**
 * Another wish of the same person: another category that they like, or the other era.
 *
 * @example changed(wish, data, userIndex(0), random).wanted !== wish.wanted
 */
export function changedWish(wish: Wish, data: Dataset, user: UserIndex, random: RandomStream): Wish {
  const { liked, never } = likingOf(data, user)
  const others = [...liked.map(({ category }) => category), ...never].filter(
    (category) => category !== wish.wanted && category !== wish.refused,
  )
  const turned: Wish['era'] =
    wish.era && ('from' in wish.era ? { until: wish.era.from - 1 } : { from: wish.era.until + 1 })
  if (others.length === 0 || (turned && random.next() < 0.5)) return { ...wish, era: turned }
  // The better liked half, so that the new wish is as much the person's own.
  return { ...wish, wanted: others[random.int(Math.ceil(others.length / 2))]! }
}
