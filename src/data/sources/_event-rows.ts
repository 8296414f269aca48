import { itemId, userId } from '../../domain/index.ts'
import type { CodedRows } from '../dataset.ts'

const names = ['place', 'device', 'environment', 'status', 'companions', 'session'] as const

/** When and in which circumstances something happened. */
export interface Circumstances {
  readonly user: string
  readonly ts?: number | null | undefined
  readonly session?: string | null | undefined
  readonly context?: Readonly<Record<string, unknown>> | null | undefined
}

/** Rows that come one by one with their ids as texts, for sources whose records are objects anyway. */
export class EventRows {
  readonly value: number[] = []
  private readonly users = new Codes()
  private readonly items = new Codes()
  private readonly user: number[] = []
  private readonly item: number[] = []
  private readonly at: number[] = []
  private readonly contexts = new Map<(typeof names)[number], { readonly words: Codes; readonly codes: number[] }>()

  get length(): number {
    return this.value.length
  }

  /** @returns the number of the row */
  add(event: Circumstances, item: string, value: number): number {
    const row = this.length
    this.user.push(this.users.of(event.user))
    this.item.push(this.items.of(item))
    this.at.push(event.ts ?? Number.NaN)
    this.value.push(value)
    if (event.session || event.context) this.takeContext(row, event)
    return row
  }

  /**
   * The rows as columns.
   *
   * @param beside rows with ids of their own, whose numbers these go on from
   */
  columns(beside?: CodedRows): CodedRows {
    const [users, items] = [new Codes(beside?.userIds), new Codes(beside?.itemIds)]
    const userOf = this.users.words.map((id) => users.of(id))
    const itemOf = this.items.words.map((id) => items.of(id))
    const context = [...this.contexts].map(([name, { words, codes }]) => ({
      name,
      values: words.words,
      codes: Int32Array.from(this.value, (_, row) => codes[row] ?? -1),
    }))
    return {
      userIds: users.words.map(userId),
      itemIds: items.words.map(itemId),
      user: Int32Array.from(this.user, (code) => userOf[code]!),
      item: Int32Array.from(this.item, (code) => itemOf[code]!),
      value: this.value,
      at: this.at,
      ...(context.length > 0 ? { context } : {}),
    }
  }

  private takeContext(row: number, { session, context }: Circumstances): void {
    for (const name of names) {
      const given = name === 'session' ? (session ?? context?.[name]) : context?.[name]
      if (given === undefined || given === null) continue
      const column = this.contexts.get(name) ?? { words: new Codes(), codes: [] }
      this.contexts.set(name, column)
      while (column.codes.length < row) column.codes.push(-1)
      column.codes.push(column.words.of(typeof given === 'string' ? given : JSON.stringify(given)))
    }
  }
}

/** Numbers texts in order of appearance. */
class Codes {
  readonly words: string[]
  private readonly known: Map<string, number>

  constructor(words: readonly string[] = []) {
    this.words = [...words]
    this.known = new Map(words.map((word, code) => [word, code]))
  }

  of(word: string): number {
    const known = this.known.get(word)
    if (known !== undefined) return known
    this.known.set(word, this.words.length)
    return this.words.push(word) - 1
  }
}
