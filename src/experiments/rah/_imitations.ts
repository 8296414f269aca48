import type { Dataset } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { ProxyFeedback } from '../../systems/rah/index.ts'

/** The same proxies with the likes dealt out at random: as many likes in all, about the same items, from nobody who knows anything. */
export function byChance(proxies: readonly ProxyFeedback[], random: RandomStream): ProxyFeedback[] {
  const likes = random.shuffle(proxies.map(({ liked }) => liked))
  return proxies.map((proxy, place) => ({ ...proxy, liked: likes[place]! }))
}

/** The same proxies with each person's likes given to the most popular of the items. */
export function byPopularity(
  proxies: readonly ProxyFeedback[],
  counts: Int32Array,
  { items }: Pick<Dataset, 'items'>,
): ProxyFeedback[] {
  const countOf = ({ item }: ProxyFeedback): number => counts[items.index(item)!]!
  return [...Map.groupBy(proxies, ({ user }) => user).values()].flatMap((own) => {
    const likes = own.filter(({ liked }) => liked).length
    return [...own].sort((a, b) => countOf(b) - countOf(a)).map((proxy, place) => ({ ...proxy, liked: place < likes }))
  })
}
