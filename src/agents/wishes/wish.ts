import type { ItemIndex } from '../../domain/index.ts'
import type { Constraint } from '../tools/constraint.ts'

/** What a wish does with items: it asks for a condition, for likeness to items, or for words. */
export type WishAim =
  | { readonly type: 'condition'; readonly constraint: Constraint }
  | { readonly type: 'like'; readonly items: readonly ItemIndex[] }
  | { readonly type: 'text'; readonly query: string }

/**
 * How strong a wish is.
 *
 * `prefer` orders and `want` filters, until something contradicts it; `not` filters the other way; `never` does so until the person
 * takes it back in so many words.
 */
export type WishStrength = 'prefer' | 'want' | 'not' | 'never'

/** Something that a person wants, or does not want, in a conversation. */
export interface Wish {
  readonly aim: WishAim
  readonly strength: WishStrength
  /** As it is told back, such as `comedy`, `before 1980`, `not horror`. */
  readonly words: string
}

/** How an order may be asked for. */
export type WishedOrder = 'popular' | 'obscure' | 'taste'

/** What a message does, one act after the other. */
export type Act =
  /** A wish; in place of earlier ones of its kind, or beside them. */
  | { readonly type: 'wish'; readonly wish: Wish; readonly mode: 'add' | 'replace' }
  /** A wish is taken back: those about a field, about a value of it, or all. */
  | { readonly type: 'lift'; readonly field: string | null; readonly value: string | null }
  | { readonly type: 'order'; readonly by: WishedOrder }
  | { readonly type: 'count'; readonly k: number }
  | { readonly type: 'more' }
  | { readonly type: 'reject' | 'accept' | 'seen' | 'why'; readonly items: readonly ItemIndex[] }
  /** Facts of items; of one field, or all. */
  | { readonly type: 'tell'; readonly items: readonly ItemIndex[]; readonly field: string | null }
  | { readonly type: 'history' | 'wishes' | 'undo' | 'reset' }
  | { readonly type: 'chat'; readonly about: 'hello' | 'thanks' | 'bye' | 'help' }

/** A message as the grammar reads it. */
export interface Message {
  readonly acts: readonly Act[]
  /** Words that could mean something and were not understood. */
  readonly unread: readonly string[]
  /** Titles that somebody named and no item has. */
  readonly unknownTitles: readonly string[]
}

const RELATIONS: Readonly<Record<string, string>> = { '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least' }

/** A condition in words. @example conditionWords({ field: 'year', op: '<', value: 1980 }) // 'before 1980' */
export function conditionWords(constraint: Constraint): string {
  const { field, op } = constraint
  const name = field === 'category' ? '' : `${field} `
  switch (op) {
    case 'between':
      if (field !== 'year') return `${name}${constraint.from} to ${constraint.to}`
      return constraint.from === constraint.to
        ? `from ${constraint.from}`
        : `from ${constraint.from} to ${constraint.to}`
    case '<':
    case '>':
      if (field === 'year') return `${op === '<' ? 'before' : 'after'} ${constraint.value}`
      return `${name}${RELATIONS[op]} ${constraint.value}`
    case '<=':
    case '>=':
      if (field === 'year') return `${constraint.value} or ${op === '<=' ? 'earlier' : 'later'}`
      return `${name}${RELATIONS[op]} ${constraint.value}`
    case 'in':
      return `${name}${constraint.values.join(' or ')}`
    case 'not_in':
      return `${name}not ${constraint.values.join(', not ')}`
    case '=':
      return `${name}${constraint.value}`
    case '!=':
      return `${name}not ${constraint.value}`
    case 'contains':
      return `${name}with ${JSON.stringify(constraint.value)}`
    case 'not_contains':
      return `${name}without ${JSON.stringify(constraint.value)}`
  }
}
