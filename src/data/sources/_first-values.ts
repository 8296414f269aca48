import { TastemakerError } from '../../domain/index.ts'
import { type Cells, cellKind, isEmpty, type Place, textOf } from './_cells.ts'
import { numberOf } from './_number-cell.ts'
import { whereIs } from './_rejects.ts'

/** What an attribute may hold. */
export type AttributeValue = string | number | boolean

/** How the values of a column become attributes: as its texts look, or as the source declares. */
export type AttributeKind = 'guess' | 'text' | 'number'

const notFinite = /^\s*[+-]?(nan|inf(inity)?)\s*$/i
/** A number that would be written the same way again: `02139` is none, nor is `1e5`. */
const plainNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/

/** The first value that a column has for each item or person, as text. */
export class FirstValues {
  private readonly column: string
  private readonly place: number
  private readonly found: (string | undefined)[] = []
  private readonly kinds = new Set<number>()
  private unfinished: { readonly text: string; readonly at: Place } | null = null

  /** @param place of the column among the cells */
  constructor(column: string, place: number) {
    this.column = column
    this.place = place
  }

  /** Notes the cell of a record about the item or person with a number. */
  see(number: number, cells: Cells): void {
    if (this.found[number] !== undefined || isEmpty(cells, this.place)) return
    const text = textOf(cells, this.place)
    if (text.trim() === '') return
    this.found[number] = text
    this.kinds.add(cells.kinds[this.place]!)
    if (this.unfinished === null && notFinite.test(text)) {
      this.unfinished = { text, at: { row: cells.row, line: cells.line } }
    }
  }

  text(number: number): string | undefined {
    return this.found[number]
  }

  /**
   * All values with the type of the column.
   *
   * A column whose every value is a number, or true or false, has that type; any other stays text. A source that tells
   * types (JSON, Parquet, RecBole) is believed.
   *
   * @param path of the file, for the message
   * @throws {TastemakerError} `format/value` for a text, NaN or infinity among numbers
   */
  values(path: string, kind: AttributeKind): (AttributeValue | undefined)[] {
    const known = this.found.filter((text) => text !== undefined)
    const told = this.kinds.size === 1 ? [...this.kinds][0]! : cellKind.text
    if (kind === 'text' || (kind === 'guess' && told === cellKind.text)) return this.found
    if (kind === 'guess' && told !== cellKind.number) {
      if (known.every((text) => /^(true|false)$/i.test(text)))
        return this.found.map((text) => text && text.toLowerCase() === 'true')
      const numeric = known.filter((text) => plainNumber.test(text))
      if (numeric.length === 0 || !known.every((text) => plainNumber.test(text) || notFinite.test(text)))
        return this.found
    }
    return this.found.map((text) => (text === undefined ? undefined : this.finite(path, text)))
  }

  private finite(path: string, text: string): number {
    const value = numberOf(text)
    if (!Number.isNaN(value)) return value
    const where = this.unfinished?.text === text ? whereIs(this.unfinished.at, path) : path
    throw new TastemakerError(
      'format/value',
      `${where}: column "${this.column}" must hold finite numbers, got "${text.slice(0, 60)}".`,
      'Leave the cell empty where the value is not known, or leave the column out.',
    )
  }
}
