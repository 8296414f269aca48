import { historyOf } from '../data/index.ts'
import type { Dataset, ItemId, RecommendationRequest } from '../domain/index.ts'

/** The categories of a catalogue by number, and what each item and each person has of them. */
export interface Categories {
  readonly size: number
  /** The categories of an item; each has an equal share in it. */
  of(item: ItemId): readonly number[]
  /** What share each category has in what a person did; null for a history without categories. */
  shares(user: RecommendationRequest['user']): Float64Array | null
}

/** Numbers the categories of a data set. */
export function categoriesOf({ catalogue, items, users, log }: Dataset): Categories {
  const numbers = new Map<string, number>()
  for (const name of catalogue.flatMap(({ categories }) => categories)) {
    if (!numbers.has(name)) numbers.set(name, numbers.size)
  }
  const byItem = catalogue.map(({ categories }) => [...new Set(categories)].map((name) => numbers.get(name)!))
  const touched = (user: RecommendationRequest['user']): readonly number[] => {
    if (typeof user !== 'string') return user.history.flatMap((id) => items.index(id) ?? [])
    const index = users.index(user)
    return index === undefined ? [] : [...historyOf(log, index).items]
  }
  return {
    size: numbers.size,
    of: (id) => {
      const item = items.index(id)
      return item === undefined ? [] : byItem[item]!
    },
    shares(user) {
      const shares = new Float64Array(numbers.size)
      let known = 0
      for (const item of touched(user)) {
        const own = byItem[item]!
        for (const category of own) shares[category]! += 1 / own.length
        if (own.length > 0) known++
      }
      return known > 0 ? shares.map((share) => share / known) : null
    },
  }
}
