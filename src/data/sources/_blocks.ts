import { TastemakerError } from '../../domain/index.ts'
import { openBytes } from './_bytes.ts'

/** No row is longer than this; a quote that is never closed makes one. */
const longestRow = 2 ** 26
const lineFeed = 0x0a

/**
 * Hands a file over block by block, each with what the block before left behind.
 *
 * @param bytes memory to begin with; a longer one is taken where a row needs it
 * @param work gets a line feed at `end`, whether the file ends there, and the share of it that was read; returns the byte
 *   from which on it wants to see more, or a negative number to stop
 */
export async function eachBlock(
  path: string,
  bytes: Buffer,
  work: (bytes: Buffer, end: number, last: boolean, share: number) => number,
): Promise<void> {
  const source = await openBytes(path)
  let left = 0
  try {
    for (let first = true; ; ) {
      const read = await source.fill(bytes.subarray(0, -1), left)
      let end = left + read
      if (first && end < 3 && read > 0) {
        left = end
        continue
      }
      // A byte order mark is no part of the first name.
      if (first && end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
        bytes.copyWithin(0, 3, end)
        end -= 3
      }
      first = false
      bytes[end] = lineFeed
      const place = work(bytes, end, read === 0, source.share())
      if (read === 0 || place < 0) return
      left = end - place
      if (place > 0) bytes.copyWithin(0, place, end)
      else if (end === bytes.length - 1) bytes = longer(path, bytes)
    }
  } finally {
    await source.close()
  }
}

function longer(path: string, bytes: Buffer): Buffer {
  if (bytes.length >= longestRow) {
    throw new TastemakerError(
      'format/unreadable',
      `${path} has a row of more than ${longestRow / 2 ** 20} MB.`,
      'An unterminated quote makes such a row; a compressed file must have its ending, .gz or .zst.',
    )
  }
  const larger = Buffer.allocUnsafe(2 * bytes.length)
  bytes.copy(larger)
  return larger
}
