/*
 * A data set as tables: columns with a name, a type and a way to their cells. The formats that are tables (CSV, RecBole,
 * Parquet) write the same columns in their own spelling.
 */
import type { AttributeValue } from './_attributes.ts'
import type { TimeUnit } from './_numbers.ts'

/** What the cells of a column are; `time` is written in the unit of the column. */
export type ColumnKind = 'text' | 'texts' | 'number' | 'boolean' | 'time'

/** The value of a cell; undefined for an empty one. */
export type CellValue = AttributeValue | readonly string[] | undefined

/** The cells of a column: a value for each row, or for each row a place in a list of words, -1 where there is none. */
export type ColumnCells =
  | ((row: number) => CellValue)
  | { readonly words: readonly string[]; readonly codes: ArrayLike<number> }

/** One column of a table. */
export interface Column {
  /** Distinct in its table, letter case set aside. */
  readonly name: string
  readonly kind: ColumnKind
  /** How times are written. */
  readonly unit?: TimeUnit
  /** The field of a row, item or person that it holds; `attributes.year` for an attribute. */
  readonly holds: string
  readonly cells: ColumnCells
}

/** Rows of one kind as columns. */
export interface Table {
  readonly holds: 'interactions' | 'impressions' | 'items' | 'people' | 'connections'
  readonly rows: number
  readonly columns: readonly Column[]
}

/**
 * The lines of a table.
 *
 * A word of a list is spelled once, however many rows have it.
 *
 * @param spell a value as the format writes it
 * @param empty what an empty cell is
 */
export function* tableLines(
  { rows, columns }: Table,
  separator: string,
  spell: (value: Exclude<CellValue, undefined>, column: Column) => string,
  empty = '',
): Generator<string> {
  const texts = columns.map((column) => cellTexts(column, spell, empty))
  const [first, ...rest] = texts
  for (let row = 0; row < rows; row++) {
    let line = first!(row)
    for (const text of rest) line += separator + text(row)
    yield `${line}\n`
  }
}

function cellTexts(
  column: Column,
  spell: (value: Exclude<CellValue, undefined>, column: Column) => string,
  empty: string,
): (row: number) => string {
  const { cells } = column
  if (typeof cells === 'function') {
    return (row) => {
      const value = cells(row)
      return value === undefined ? empty : spell(value, column)
    }
  }
  const words = cells.words.map((word) => spell(word, column))
  return (row) => words[cells.codes[row]!] ?? empty
}

/** The value of a column in a row. */
export function cellAt({ cells }: Column, row: number): CellValue {
  return typeof cells === 'function' ? cells(row) : cells.words[cells.codes[row]!]
}

/** Makes names distinct, letter case set aside: a name that is taken gets a prefix, then a number. */
export class DistinctNames {
  private readonly taken = new Set<string>()

  take(name: string, prefix: string): string {
    // A line of names is one line.
    const plain = name.replace(/\s+/g, ' ').trim() || prefix
    const candidates = [plain, `${prefix}_${plain}`]
    for (let number = 2; ; number++) {
      const free = candidates.find((candidate) => !this.taken.has(candidate.toLowerCase()))
      if (free !== undefined) {
        this.taken.add(free.toLowerCase())
        return free
      }
      candidates.push(`${prefix}_${plain}_${number}`)
    }
  }
}
