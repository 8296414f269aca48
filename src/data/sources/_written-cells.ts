import { type Cells, cellKind } from './_cells.ts'

/** Cells that are written as texts and kept as bytes, for sources that give values and no bytes. */
export class WrittenCells implements Cells {
  bytes = Buffer.allocUnsafe(2 ** 12)
  readonly from: Int32Array
  readonly to: Int32Array
  readonly whole: Int32Array
  readonly kinds: Uint8Array
  readonly encoding = 'utf-8'
  row = 0
  line = 0
  readonly share = 0
  private used = 0

  constructor(columns: number) {
    this.from = new Int32Array(columns)
    this.to = new Int32Array(columns)
    this.whole = new Int32Array(columns).fill(-1)
    this.kinds = new Uint8Array(columns)
  }

  begin(row: number, line: number): void {
    this.row = row
    this.line = line
    this.used = 0
  }

  /** Writes a value: texts, numbers and booleans as they are, anything with parts as JSON, nothing as an empty cell. */
  put(place: number, value: unknown): void {
    this.kinds[place] =
      typeof value === 'number' ? cellKind.number : typeof value === 'boolean' ? cellKind.boolean : cellKind.text
    this.write(
      place,
      value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
    )
  }

  private write(place: number, text: string): void {
    // A character takes three bytes of UTF-8 at most.
    if (this.used + 3 * text.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.used + 3 * text.length))
      this.bytes.copy(larger)
      this.bytes = larger
    }
    this.from[place] = this.used
    this.used += this.bytes.write(text, this.used, 'utf8')
    this.to[place] = this.used
  }
}
