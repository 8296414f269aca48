import type { Item, ItemId, Page, Recommender, SlateEntry, UserId } from '../../domain/index.ts'
import type { FeedOptions } from './feed-options.ts'

/** An advert in the first place of a page. */
export interface Advert {
  readonly entry: SlateEntry
  readonly onPage: NonNullable<Page['advert']>
}

/**
 * Picks the advert of a page: by chance among the items of the pool that the person could still be recommended.
 *
 * The recommender only says which those are and how it scores them; the choice is the feed's, from a stream of its own, so
 * that a person meets the same adverts whoever recommends.
 *
 * @param shown what the person has been shown or may not be
 * @returns null without adverts, and when the person knows the whole pool
 */
export async function pickAdvert(
  visit: { readonly user: UserId; readonly recommender: Recommender; readonly feed: FeedOptions },
  page: number,
  shown: ReadonlySet<ItemId>,
): Promise<Advert | null> {
  const { user, recommender, feed } = visit
  if (!feed.adverts) return null
  const { pool, text, random } = feed.adverts
  const { entries } = await recommender.recommend({
    user,
    k: Math.max(pool.length, 1),
    candidates: pool,
    exclude: shown,
  })
  const open = pool.flatMap((item) => entries.find((entry) => entry.item === item) ?? [])
  if (open.length === 0) return null
  const entry = open[random.split(user, page).int(open.length)]!
  return { entry, onPage: { item: entry.item, text: text ? advertText(feed.item(entry.item)) : null } }
}

/**
 * What an advert says: a template over title and genres, so that it cannot promise what the catalogue does not hold.
 *
 * @example advertText(item) // 'See Toy Story (1995): animation, comedy.'
 */
export function advertText({ title, categories }: Pick<Item, 'title' | 'categories'>): string {
  return categories.length === 0 ? `See ${title}.` : `See ${title}: ${categories.join(', ')}.`
}
