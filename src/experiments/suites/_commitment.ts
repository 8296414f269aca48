import type { ItemId, Reply } from '../../domain/index.ts'
import type { TauUserTurn } from './tau-user.ts'

/** A recommendation, or that there is none. */
export interface Commitment {
  readonly item: ItemId | null
}

/**
 * What a reply commits its agent to: a conversation has no `recommend(id)`, so it is read off the reply to a request for one.
 *
 * Nothing counts before the person asks to be recommended one. Then the first item shown is recommended. Where the reply says that some
 * wishes cannot be met together (`dropped`), or shows no item, the agent recommends none; a question in place of items is no answer
 * yet, unless the person asks for the second time. A failed reply is never a commitment.
 *
 * @returns null where there is none so far
 */
export function commitmentOf(
  { items, dropped, failure, text }: Pick<Reply, 'items' | 'dropped' | 'failure' | 'text'>,
  closing: TauUserTurn['closing'],
): Commitment | null {
  if (closing === 'no' || failure !== null) return null
  if (dropped.length > 0) return { item: null }
  if (items.length > 0) return { item: items[0]!.id }
  return closing === 'asked' && text.includes('?') ? null : { item: null }
}
