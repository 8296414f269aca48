import { TastemakerError } from '../../domain/index.ts'
import { eachBlock } from './_blocks.ts'
import type { Cells, Encoding, RecordSink } from './_cells.ts'
import { incomplete, RowCutter } from './_row-cutter.ts'
import type { TableSource } from './_table-source.ts'
import { headerNames, separatorOf, type TextLayout } from './_text-layout.ts'

const blockSize = 2 ** 20
const lineFeed = 0x0a

/**
 * Opens a file of separated text. What the layout leaves out is taken from the first line that is not blank.
 *
 * @returns null for a file without a single line
 */
export async function openSeparated(
  path: string,
  encoding: Encoding,
  given: Partial<TextLayout>,
): Promise<TableSource | null> {
  const first = await firstLine(path, encoding)
  if (first === null) return null
  const separator = given.separator ?? separatorOf(first)
  const quotes = given.quotes ?? true
  const header = given.header ?? given.names === undefined
  const names = given.names ?? headerNames(first, separator, quotes)
  return {
    columns: names,
    read: (wanted, sink) => readRows(path, encoding, { separator, quotes, names, header }, wanted, sink),
  }
}

async function readRows(
  path: string,
  encoding: Encoding,
  layout: TextLayout,
  wanted: readonly string[],
  sink: RecordSink,
): Promise<void> {
  const slots = Int32Array.from(layout.names, (name) => wanted.indexOf(name))
  const cutter = new RowCutter(layout.separator, layout.quotes, slots, wanted.length)
  const kinds = new Uint8Array(wanted.length)
  let bytes: Buffer = Buffer.allocUnsafe(blockSize)
  const { from, to, whole } = cutter
  const cells = { bytes, from, to, whole, kinds, encoding, row: 0, line: 1, share: 0 } satisfies Cells
  let header = layout.header
  await eachBlock(path, bytes, (block, end, last, share) => {
    bytes = cells.bytes = block
    cells.share = share
    let place = 0
    while (place < end) {
      const next = cutter.cut(bytes, place, end, last)
      if (next === incomplete) break
      if (cutter.fields !== 0) {
        if (header) header = false
        else {
          if (cutter.malformed === null) sink.record(cells)
          else sink.malformed(cutter.malformed.reason, cutter.malformed.detail, cells)
          cells.row++
        }
      }
      cells.line += cutter.lines
      place = next
    }
    return place
  })
}

/** The first line that is not blank; null for a file without one. @throws {TastemakerError} `format/unreadable` for a binary file */
async function firstLine(path: string, encoding: Encoding): Promise<string | null> {
  let line: string | null = null
  await eachBlock(path, Buffer.allocUnsafe(2 ** 16), (bytes, end, last) => {
    for (let place = 0; ; ) {
      const stop = bytes.indexOf(lineFeed, place)
      if (stop >= end && !last) return place
      const text = bytes.toString(encoding === 'latin-1' ? 'latin1' : 'utf8', place, Math.min(stop, end))
      if (text.trim() !== '') {
        line = text.replace(/\r$/, '')
        return -1
      }
      if (stop >= end) return -1
      place = stop + 1
    }
  })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file
  if (line !== null && /[\0-\x08\x0e-\x1f]/.test(line)) {
    throw new TastemakerError(
      'format/unreadable',
      `${path} is not a text file.`,
      'A compressed or Parquet file must have its ending: .gz, .zst or .parquet.',
    )
  }
  return line
}
