import type { ContextColumn } from '../../domain/index.ts'
import { type CardColumns, cardColumnNames } from './_cards.ts'
import { type CompleteMapping, contextColumns } from './column-mapping.ts'

/** Which columns of a log play which part. */
export interface EventColumns {
  readonly user: string
  readonly item: string
  /** A rating or a weight; without it every row counts 1. */
  readonly value?: string
  readonly at?: string
  readonly context?: readonly { readonly name: ContextColumn['name']; readonly column: string }[]
  /** Columns that tell of the item. */
  readonly card?: CardColumns
}

/** The columns of a mapping as a user wrote it or as it was guessed. */
export function eventColumns(mapping: CompleteMapping): EventColumns {
  const { user, item, value, at, title, categories, text, attributes, context } = mapping
  const card = {
    ...(title === undefined ? {} : { title }),
    ...(categories === undefined ? {} : { categories }),
    ...(text === undefined ? {} : { text: text.split('+') }),
    ...(attributes === undefined ? {} : { attributes: attributes.split('+').map((column) => ({ column })) }),
  }
  return {
    user,
    item,
    ...(value === undefined ? {} : { value }),
    ...(at === undefined ? {} : { at }),
    ...(context === undefined ? {} : { context: contextColumns(context) }),
    card,
  }
}

/** The names of all columns that are to be read, each once. */
export function eventColumnNames(columns: EventColumns): string[] {
  const { user, item, value, at, context = [], card = {} } = columns
  const single = [user, item, value, at].filter((name) => name !== undefined)
  return [...new Set([...single, ...context.map(({ column }) => column), ...cardColumnNames(card)])]
}
