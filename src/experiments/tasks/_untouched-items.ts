import type { Past } from '../../agents/index.ts'
import type { ItemIndex, UserIndex } from '../../domain/index.ts'

/** Everything that a person had not touched in the past, by id; what they touched later is among it. */
export function untouchedItems({ past, user }: { readonly past: Past; readonly user: UserIndex }): ItemIndex[] {
  const { from, to } = past.rowsOf(user)
  const touched = new Set<number>(past.data.log.item.subarray(from, to))
  return Array.from({ length: past.data.items.size }, (_, item) => item as ItemIndex).filter(
    (item) => !touched.has(item),
  )
}
