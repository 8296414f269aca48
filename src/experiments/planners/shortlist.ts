import type { Dataset, ItemIndex, UserIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { replyTo, type Wish } from './wish.ts'

/** How long a shortlist is, and how many of it meet the wish. */
export const SHORTLIST = { length: 8, good: 2 } as const

/**
 * A shortlist for a wish: two items that meet it and six that do not, for different reasons, none of which the person knows.
 *
 * @returns shuffled item indices; null where the catalogue has nothing that meets the wish, or too little that does not
 * @example shortlistFor(wish, data, userIndex(0), random)?.length // 8
 */
export function shortlistFor(
  wish: Wish,
  data: Dataset,
  user: UserIndex,
  random: RandomStream,
): readonly ItemIndex[] | null {
  const { log, catalogue } = data
  const known = new Set(log.item.subarray(log.offsets[user]!, log.offsets[user + 1]!))
  const byReply = new Map<string, ItemIndex[]>()
  for (const [item, card] of catalogue.entries()) {
    if (known.has(item) || card.categories.length === 0) continue
    const { reason } = replyTo(wish, card)
    const there = byReply.get(reason)
    if (there) there.push(item as ItemIndex)
    else byReply.set(reason, [item as ItemIndex])
  }
  const groups = [...byReply].map(([reason, items]) => ({ reason, items: random.shuffle(items) }))
  const isYes = ({ items }: (typeof groups)[number]) => replyTo(wish, catalogue[items[0]!]!).ok
  const good = groups.find(isYes)?.items.slice(0, SHORTLIST.good) ?? []
  const others = groups.filter((group) => !isYes(group)).sort((a, b) => (a.reason < b.reason ? -1 : 1))
  const bad: ItemIndex[] = []
  for (let turn = 0; bad.length < SHORTLIST.length - good.length && turn < SHORTLIST.length; turn++) {
    for (const { items } of others) {
      if (bad.length < SHORTLIST.length - good.length && items[turn] !== undefined) bad.push(items[turn]!)
    }
  }
  if (good.length === 0 || good.length + bad.length < SHORTLIST.length) return null
  return random.shuffle([...good, ...bad].sort((a, b) => a - b))
}
