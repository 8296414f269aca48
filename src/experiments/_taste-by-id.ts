import type { UserTaste } from '../agents/index.ts'
import type { Dataset, ItemId } from '../domain/index.ts'
import type { ViewerTaste } from '../systems/index.ts'

/** A person's taste as viewers ask for it: items by id. */
export function tasteById(taste: UserTaste, { items }: Pick<Dataset, 'items'>): ViewerTaste {
  const at = (item: string): number => items.index(item as ItemId)!
  return {
    interest: (item) => taste.interest(at(item)),
    stars: (item) => taste.stars(at(item)),
    spread: taste.spread,
  }
}
