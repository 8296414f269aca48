import { type Item, itemId } from '../../domain/index.ts'
import type { Cells } from './_cells.ts'
import { type AttributeKind, type AttributeValue, FirstValues } from './_first-values.ts'
import { numberOf } from './_number-cell.ts'
import { dateOf } from './_time-cell.ts'

/** A column that becomes an attribute. */
export interface AttributeColumn {
  readonly column: string
  /** Name of the attribute; the column's where left out. */
  readonly name?: string
  readonly kind?: AttributeKind
}

/** Which columns tell of an item; all may be left out. */
export interface CardColumns {
  readonly title?: string
  readonly categories?: string
  /** What stands between categories; found in the text where left out. */
  readonly between?: string
  /** Columns whose texts, or lists of texts, are put one under another. */
  readonly text?: readonly string[]
  readonly price?: string
  /** An address, or anything with one in it; a large picture is preferred. */
  readonly image?: string
  /** Milliseconds since 1970, or a date. */
  readonly releasedAt?: string
  readonly attributes?: readonly AttributeColumn[]
}

/** The names of the columns that cards are made of. */
export function cardColumnNames(columns: CardColumns): readonly string[] {
  const { title, categories, price, image, releasedAt, text = [], attributes = [] } = columns
  const single = [title, categories, price, image, releasedAt].filter((name) => name !== undefined)
  return [...single, ...text, ...attributes.map(({ column }) => column)]
}

/** Collects what the records of a table say of items: the first value of each column counts. */
export class Cards {
  private readonly columns: CardColumns
  private readonly values = new Map<string, FirstValues>()
  private readonly all: readonly FirstValues[]

  /** @param placeOf the place of a column among the cells */
  constructor(columns: CardColumns, placeOf: (column: string) => number) {
    this.columns = columns
    for (const name of cardColumnNames(columns)) this.values.set(name, new FirstValues(name, placeOf(name)))
    this.all = [...this.values.values()]
  }

  /** Notes a record about the item with a number. */
  see(number: number, cells: Cells): void {
    for (let place = 0; place < this.all.length; place++) this.all[place]!.see(number, cells)
  }

  /** The items by number. @param path of the file, for messages @throws {TastemakerError} `format/value` for a bad attribute */
  items(ids: readonly string[], path: string): Item[] {
    const { title, categories, between, text = [], price, image, releasedAt } = this.columns
    const of = (column: string | undefined, number: number): string | undefined =>
      column === undefined ? undefined : this.values.get(column)!.text(number)
    const attributes = this.attributes(path)
    return ids.map((id, number) => {
      const words = text.flatMap((column) => textsOf(of(column, number)))
      const amount = priceOf(of(price, number))
      const picture = addressIn(of(image, number))
      const released = momentOf(of(releasedAt, number))
      return {
        id: itemId(id),
        title: of(title, number) ?? id,
        ...(words.length > 0 ? { text: words.join('\n') } : {}),
        categories: categoriesOf(of(categories, number), between),
        attributes: Object.fromEntries(
          attributes.flatMap(({ name, values }) => (values[number] === undefined ? [] : [[name, values[number]]])),
        ),
        ...(picture === undefined ? {} : { image: picture }),
        ...(amount === null ? {} : { price: amount }),
        ...(released === null ? {} : { releasedAt: released }),
      }
    })
  }

  private attributes(path: string): readonly { name: string; values: readonly (AttributeValue | undefined)[] }[] {
    return (this.columns.attributes ?? []).map(({ column, name = column, kind = 'guess' }) => ({
      name,
      values: this.values.get(column)!.values(path, kind),
    }))
  }
}

/** Categories as a list: JSON, Python, or separated by the mark given, else by the first of `|`, `;` and `,` that occurs. */
export function categoriesOf(text: string | undefined, between?: string): readonly string[] {
  if (text === undefined) return []
  const separator = between ?? ['|', ';', ','].find((mark) => text.includes(mark)) ?? '|'
  const parts = text.startsWith('[') ? listOf(text) : text.split(separator)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== '' && part !== '(no genres listed)'))]
}

function textsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  return text.startsWith('[') ? listOf(text).filter((part) => part.trim() !== '') : [text]
}

/** The texts of a list in JSON, or as Python writes it. */
export function listOf(text: string): readonly string[] {
  try {
    return (JSON.parse(text) as readonly unknown[]).flat().map(String)
  } catch {
    // Python's way of writing a list, as in ['Action', 'Drama'].
    return text
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map((part) => part.trim().replace(/^'(.*)'$/, '$1'))
  }
}

function addressIn(text: string | undefined): string | undefined {
  if (text === undefined || !/["\s]/.test(text)) return text
  return /"large": ?"(https?:[^"]+)"/.exec(text)?.[1] ?? /https?:[^"'\s\]]+/.exec(text)?.[0]
}

function momentOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const milliseconds = numberOf(text)
  const moment = Number.isNaN(milliseconds) ? dateOf(text) : milliseconds
  return Number.isNaN(moment) ? null : moment
}

/** The amount in `12.99` or `$1,299.00`; null for a range or words. */
function priceOf(text: string | undefined): number | null {
  const [, digits] = /^\s*[$€£]?\s*(\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/i.exec(text ?? '') ?? []
  return digits === undefined ? null : Number(digits.replaceAll(',', ''))
}
