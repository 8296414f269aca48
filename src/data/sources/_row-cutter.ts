const lineFeed = 0x0a
const carriageReturn = 0x0d
const quote = 0x22
const zero = 0x30

/** What `cut` found instead of a whole row. */
export const incomplete = -1

/** A row that cannot be taken apart: a few words, and the sentence about this one. */
export interface Malformed {
  readonly reason: string
  readonly detail: string
}

/**
 * Takes one row of separated text apart, from bytes, without making strings.
 *
 * This is the inner loop of reading: about a nanosecond a byte. Fields nobody asked for are stepped over.
 */
export class RowCutter {
  /** Ranges of the fields asked for. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Their values where they are plain whole numbers, else -1; see `Cells`. */
  readonly whole: Int32Array
  /** Line ends passed by the last row, its own included. */
  lines = 0
  /** Fields of the last row; 0 for a blank line. */
  fields = 0
  malformed: Malformed | null = null
  /** Which of the ranges have doubled quotes to be undone. */
  private readonly doubled: Uint8Array
  private readonly first: number
  private readonly second: number
  private readonly width: number
  private readonly quotes: boolean
  private readonly slots: Int32Array
  private readonly columns: number

  /**
   * @param slots for each column of the file its place among those asked for, or -1
   * @param asked how many are asked for
   */
  constructor(separator: string, quotes: boolean, slots: Int32Array, asked: number) {
    this.first = separator.charCodeAt(0)
    this.second = separator.charCodeAt(1)
    this.width = separator.length
    this.quotes = quotes
    this.slots = slots
    this.columns = slots.length
    this.from = new Int32Array(asked)
    this.to = new Int32Array(asked)
    this.whole = new Int32Array(asked).fill(-1)
    this.doubled = new Uint8Array(asked)
  }

  /**
   * Takes apart the row that begins at a byte.
   *
   * @param bytes of which `bytes[end]` must be a line feed, so that the loop need not look for the end
   * @param last whether the bytes end with the file, so that the last line needs no line end
   * @returns where the next row begins, or `incomplete` when the row goes on beyond `end`
   */
  cut(bytes: Buffer, start: number, end: number, last: boolean): number {
    const { first, quotes, slots, columns, from, to, whole } = this
    if (this.width > 1) return this.cutCarefully(bytes, start, end, last)
    let field = 0
    let begin = start
    for (let place = start; ; ) {
      let byte = bytes[place]!
      if (byte === quote && quotes) return this.cutCarefully(bytes, start, end, last)
      // Most fields of most logs are whole numbers: their value is worked out on the way, so that no byte is seen twice.
      const leading = byte
      let value = 0
      let digit = byte - zero
      while (digit >= 0 && digit <= 9) {
        value = (Math.imul(value, 10) + digit) | 0
        byte = bytes[++place]!
        digit = byte - zero
      }
      const isPlain = byte === first || byte === lineFeed
      while (byte !== lineFeed && byte !== first) byte = bytes[++place]!
      const slot = field < columns ? slots[field]! : -1
      field++
      if (slot >= 0) {
        from[slot] = begin
        to[slot] = place
        const length = place - begin
        // Nine digits fit into 31 bits, and so do ten that begin with a one, as today's seconds do.
        const fits = length < 10 ? length > 0 : length === 10 && leading === zero + 1
        whole[slot] = isPlain && fits && (leading !== zero || length === 1) ? value : -1
      }
      if (byte === first) {
        begin = ++place
        continue
      }
      if (place >= end && !last) return incomplete
      this.lines = 1
      this.fields = field
      this.malformed = null
      if (field !== columns || place === start || bytes[place - 1] === carriageReturn)
        this.endRow(bytes, field, begin, place, start)
      return Math.min(place + 1, end)
    }
  }

  /** The same for rows with quotes and for separators of two characters. */
  private cutCarefully(bytes: Buffer, start: number, end: number, last: boolean): number {
    const { first, second, width, quotes, slots, columns, from, to, whole } = this
    this.lines = 0
    let field = 0
    let place = start
    for (;;) {
      let begin = place
      let stop: number
      const slot = field < columns ? slots[field]! : -1
      if (quotes && place < end && bytes[place] === quote) {
        const close = this.closing(bytes, place + 1, end, slot)
        if (close < 0) return last ? this.openQuote(bytes, start, end) : incomplete
        begin = place + 1
        stop = close
        place = close + 1
        if (place >= end && !last) return incomplete
        if (place < end && !this.endsField(bytes, place)) return this.textAfterQuote(bytes, place, end, last)
      } else {
        let byte = bytes[place]!
        while (byte !== lineFeed && (byte !== first || (width > 1 && bytes[place + 1] !== second)))
          byte = bytes[++place]!
        if (place >= end && !last) return incomplete
        stop = place
      }
      field++
      if (slot >= 0) {
        from[slot] = begin
        to[slot] = stop
        whole[slot] = -1
      }
      if (place < end && bytes[place] === first) {
        place += width
        continue
      }
      // After a quoted last field the carriage return is still to come.
      if (place < end && bytes[place] === carriageReturn) place++
      this.lines++
      if (quotes) this.undoDoubled(bytes)
      this.endRow(bytes, field, begin, stop, start)
      return Math.min(place + 1, end)
    }
  }

  /** Takes the carriage return off the last field, and tells a blank line and a row of the wrong width. */
  private endRow(bytes: Buffer, field: number, begin: number, stop: number, start: number): void {
    const last = field <= this.columns ? this.slots[field - 1]! : -1
    const returns = stop > begin && stop === this.to[last] && bytes[stop - 1] === carriageReturn
    if (returns && bytes[stop] === lineFeed) this.to[last] = stop - 1
    const isBlank =
      field === 1 && begin === start && (stop === begin || (stop === begin + 1 && bytes[begin] === carriageReturn))
    this.fields = isBlank ? 0 : field
    if (isBlank || field === this.columns) this.malformed = null
    else this.wrongWidth(field)
  }

  /** Where the quotes that opened before `place` close; -1 when not before `end`. */
  private closing(bytes: Buffer, place: number, end: number, slot: number): number {
    for (let at = place; at < end; at++) {
      const byte = bytes[at]!
      if (byte === lineFeed) this.lines++
      if (byte !== quote) continue
      if (bytes[at + 1] !== quote || at + 1 >= end) return at
      if (slot >= 0) this.doubled[slot] = 1
      at++
    }
    return -1
  }

  private endsField(bytes: Buffer, place: number): boolean {
    const byte = bytes[place]!
    if (byte === lineFeed) return true
    if (byte === carriageReturn) return bytes[place + 1] === lineFeed
    return byte === this.first && (this.width === 1 || bytes[place + 1] === this.second)
  }

  private undoDoubled(bytes: Buffer): void {
    for (let slot = 0; slot < this.doubled.length; slot++) {
      if (this.doubled[slot] === 0) continue
      this.doubled[slot] = 0
      let into = this.from[slot]!
      for (let at = into; at < this.to[slot]!; at++) {
        bytes[into++] = bytes[at]!
        if (bytes[at] === quote) at++
      }
      this.to[slot] = into
    }
  }

  private wrongWidth(fields: number): void {
    const detail = `has ${fields} field${fields === 1 ? '' : 's'}, ${this.columns} were expected`
    this.malformed = { reason: 'a wrong number of fields', detail }
  }

  private textAfterQuote(bytes: Buffer, place: number, end: number, last: boolean): number {
    const next = bytes.indexOf(lineFeed, place)
    if ((next < 0 || next >= end) && !last) return incomplete
    this.malformed = { reason: 'text after a closing quote', detail: 'has text after a closing quote' }
    return this.skipTo(next < 0 || next >= end ? end : next + 1)
  }

  /** A quote that never closes has swallowed the rest of the file: reading goes on after the line that it is in. */
  private openQuote(bytes: Buffer, start: number, end: number): number {
    const next = bytes.indexOf(lineFeed, start)
    this.malformed = { reason: 'an unterminated quote', detail: 'has an unterminated quote' }
    this.lines = 0
    return this.skipTo(next < 0 || next >= end ? end : next + 1)
  }

  private skipTo(next: number): number {
    this.lines++
    this.doubled.fill(0)
    this.fields = -1
    return next
  }
}
