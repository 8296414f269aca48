import { type ContextColumn, type ItemId, itemId, type UserId, userId } from '../../domain/index.ts'
import type { RowColumns } from '../columns.ts'
import type { CodedRows } from '../dataset.ts'

/** Circumstances of a row by name. */
export type Circumstances = Readonly<Partial<Record<ContextColumn['name'], string>>>

/** Rows that are found one by one, as columns; `log` and `impressions` are in the same numbers. */
export class RowCollector {
  readonly log = new Rows()
  readonly impressions = new Rows()
  private readonly users = new Map<string, number>()
  private readonly items = new Map<string, number>()

  /** @param at milliseconds, or NaN */
  add(rows: Rows, user: string, item: string, value: number, at: number, context: Circumstances = {}): void {
    rows.push(numberOf(this.users, user), numberOf(this.items, item), value, at, context)
  }

  finish(): CodedRows {
    return {
      userIds: Array.from(this.users.keys(), userId) as readonly UserId[],
      itemIds: Array.from(this.items.keys(), itemId) as readonly ItemId[],
      ...this.log.columns(),
      ...(this.impressions.length > 0 ? { impressions: this.impressions.columns() } : {}),
    }
  }
}

/** Growing columns. */
export class Rows {
  private readonly user: number[] = []
  private readonly item: number[] = []
  private readonly value: number[] = []
  private readonly at: number[] = []
  private readonly context = new Map<
    ContextColumn['name'],
    { readonly ids: Map<string, number>; readonly codes: number[] }
  >()

  get length(): number {
    return this.user.length
  }

  push(user: number, item: number, value: number, at: number, context: Circumstances): void {
    for (const [name, text] of Object.entries(context) as [ContextColumn['name'], string][]) {
      const column = this.context.get(name) ?? { ids: new Map<string, number>(), codes: [] }
      this.context.set(name, column)
      // Rows before the first that has this circumstance are unknown.
      while (column.codes.length < this.length) column.codes.push(-1)
      column.codes.push(numberOf(column.ids, text))
    }
    this.user.push(user)
    this.item.push(item)
    this.value.push(value)
    this.at.push(at)
  }

  columns(): RowColumns {
    const context = Array.from(this.context, ([name, { ids, codes }]) => ({
      name,
      values: [...ids.keys()],
      codes: Int32Array.from({ length: this.length }, (_, row) => codes[row] ?? -1),
    }))
    const { user, item, value, at } = this
    return { user, item, value, at, ...(context.length > 0 ? { context } : {}) }
  }
}

function numberOf(known: Map<string, number>, text: string): number {
  const number = known.get(text) ?? known.size
  if (number === known.size) known.set(text, number)
  return number
}
