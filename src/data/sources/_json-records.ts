import { isUtf8 } from 'node:buffer'
import { eachBlock } from './_blocks.ts'
import { type Encoding, ForeignText, type Place } from './_cells.ts'
import { isPythonLiteral, pythonLiteral } from './_python-literal.ts'

/** One record of a JSON file. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** What to do with the records of a JSON file, in the order of the file. */
export interface JsonSink {
  /** @param text as the file has it @returns false to end the reading */
  record(record: JsonRecord, place: Place, text: string): boolean | undefined
  /** A line that holds no object. */
  malformed(text: string, place: Place): void
}

const lineFeed = 0x0a
const blank = new Set([0x20, 0x09, 0x0a, 0x0d])
const [openList, closeList, comma, openObject, closeObject, quote, backslash] = Buffer.from('[],{}"\\')

/**
 * Reads the objects of a file: one on each line, or all in one list. A line may also be a Python dictionary.
 *
 * Only the block at hand is in memory, never the whole list.
 */
export async function eachJson(path: string, encoding: Encoding, sink: JsonSink): Promise<void> {
  const place = { row: 0, line: 1 }
  let inList: boolean | null = null
  /** @returns whether to go on */
  const take = (bytes: Buffer, from: number, to: number): boolean => {
    const text = decoded(bytes, from, to, encoding)
    const record = recordOf(text)
    if (record === null) sink.malformed(text, place)
    else if (sink.record(record, place, text) === false) return false
    place.row++
    return true
  }
  await eachBlock(path, Buffer.allocUnsafe(2 ** 20), (bytes, end, last) => {
    let at = 0
    if (inList === null) {
      while (at < end && blank.has(bytes[at]!)) if (bytes[at++] === lineFeed) place.line++
      if (at === end) return at
      inList = bytes[at] === openList
    }
    return inList ? listPart(bytes, at, end, last, place, take) : linesPart(bytes, at, end, last, place, take)
  })
}

type Take = (bytes: Buffer, from: number, to: number) => boolean

function linesPart(bytes: Buffer, from: number, end: number, last: boolean, place: { line: number }, take: Take) {
  let at = from
  while (at < end) {
    const stop = bytes.indexOf(lineFeed, at)
    if (stop >= end && !last) return at
    let first = at
    while (first < stop && blank.has(bytes[first]!)) first++
    if (first < stop && !take(bytes, first, stop)) return -1
    place.line++
    at = stop + 1
  }
  return Math.min(at, end)
}

/** Whole objects of a list; between them stand commas, brackets and blanks only. */
function listPart(bytes: Buffer, from: number, end: number, last: boolean, place: { line: number }, take: Take) {
  let at = from
  while (at < end) {
    const byte = bytes[at]!
    if (byte === lineFeed) place.line++
    if (byte === comma || byte === openList || byte === closeList || blank.has(byte)) {
      at++
      continue
    }
    const stop = byte === openObject ? closingOf(bytes, at, end) : endOfLine(bytes, at, end)
    if (stop < 0 && !last) return at
    const to = stop < 0 ? end : stop
    if (!take(bytes, at, to)) return -1
    for (; at < to; at++) if (bytes[at] === lineFeed) place.line++
  }
  return at
}

/** The byte after the object that opens at `from`; -1 when it closes beyond `end`. */
function closingOf(bytes: Buffer, from: number, end: number): number {
  let depth = 0
  let inText = false
  for (let at = from; at < end; at++) {
    const byte = bytes[at]!
    if (inText) {
      if (byte === backslash) at++
      else if (byte === quote) inText = false
    } else if (byte === quote) inText = true
    else if (byte === openObject) depth++
    else if (byte === closeObject && --depth === 0) return at + 1
  }
  return -1
}

function endOfLine(bytes: Buffer, from: number, end: number): number {
  const stop = bytes.indexOf(lineFeed, from)
  return stop >= end ? -1 : stop
}

function decoded(bytes: Buffer, from: number, to: number, encoding: Encoding): string {
  if (encoding === 'latin-1') return bytes.toString('latin1', from, to)
  const text = bytes.toString('utf8', from, to)
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(from, to))) throw new ForeignText()
  return text
}

function recordOf(text: string): JsonRecord | null {
  try {
    const value: unknown = isPythonLiteral(text) ? pythonLiteral(text) : JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
