import type { TitledReview } from '../../data/index.ts'
import type { Dataset, ItemIndex, UserIndex } from '../../domain/index.ts'

/** What people wrote, found by person and item. */
export interface ReviewsByPair {
  get(user: UserIndex, item: ItemIndex): TitledReview | undefined
}

/** Reviews of people and items of a data set; of several about one pair the last in time, as the log keeps its rows. */
export function reviewsByPair({ users, items }: Dataset, reviews: readonly TitledReview[]): ReviewsByPair {
  const known = new Map<number, TitledReview>()
  const key = (user: number, item: number): number => user * items.size + item
  for (const review of reviews) {
    const [user, item] = [users.index(review.user), items.index(review.item)]
    if (user === undefined || item === undefined) continue
    const before = known.get(key(user, item))
    if (before === undefined || !(before.at > review.at)) known.set(key(user, item), review)
  }
  return { get: (user, item) => known.get(key(user, item)) }
}
