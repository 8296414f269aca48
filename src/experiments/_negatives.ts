import { type Dataset, type ItemIndex, TastemakerError, type UserIndex } from '../domain/index.ts'
import type { RandomStream } from '../random.ts'

/** How items that stand beside the true one are drawn, from those the person never touched. */
export type NegativesBy = 'uniform' | 'popularity'

interface Draw {
  readonly negatives: number
  readonly by: NegativesBy
  /** Events by item before the held-out one. */
  readonly counts: () => Int32Array
}

/**
 * Items that a person never touched, early or late, drawn without replacement by sorting keys ln(u) / weight (Efraimidis and
 * Spirakis 2006). By popularity, an item's weight is its events and one: the first people have few others before them.
 */
export function negativesFor(
  { log, items, name }: Dataset,
  user: UserIndex,
  { negatives, by, counts }: Draw,
  random: RandomStream,
): ItemIndex[] {
  const touched = new Set(log.item.subarray(log.offsets[user]!, log.offsets[user + 1]!))
  const weights = by === 'popularity' ? counts() : null
  const keyed: { readonly item: ItemIndex; readonly key: number }[] = []
  for (let item = 0; item < items.size; item++) {
    const weight = touched.has(item) ? 0 : 1 + (weights ? weights[item]! : 0)
    const key = Math.log(1 - random.next()) / weight
    if (weight > 0) keyed.push({ item: item as ItemIndex, key })
  }
  if (keyed.length < negatives) {
    throw new TastemakerError(
      'config/range',
      `${negatives} negatives are asked for, and a person of ${name} has ${keyed.length} items that they never touched.`,
      'Ask for fewer of them.',
    )
  }
  return keyed
    .sort((one, other) => other.key - one.key)
    .slice(0, negatives)
    .map(({ item }) => item)
}
