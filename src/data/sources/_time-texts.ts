import { readTime, type TimeCell } from './_time-cell.ts'

/** Reads times that are texts already, of one unit like those of a table. */
export class TimeTexts {
  private readonly cell: TimeCell = { unit: null, at: Number.NaN }
  private unit: TimeCell['unit'] = null
  private firstText = ''

  /** @returns milliseconds, or what is wrong as a sentence goes on after `Row 3 (line 3 of x.jsonl)` */
  read(text: string): number | string {
    const bytes = Buffer.from(text)
    readTime(bytes, 0, bytes.length, this.cell)
    const { unit, at } = this.cell
    if (unit === null) return `must hold a Unix time or an ISO date, got ${JSON.stringify(text.slice(0, 60))}`
    if (this.unit !== null && this.unit !== unit) {
      return `must hold one unit of time, got ${unit} (${text}) after ${this.unit} (${this.firstText})`
    }
    if (this.unit === null) this.firstText = text
    this.unit = unit
    return at
  }

  notes(): readonly string[] {
    return this.unit === null ? ['no times: rows keep their order'] : [`times read as ${this.unit}`]
  }
}
