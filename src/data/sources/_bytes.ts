import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline, type Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { TastemakerError } from '../../domain/index.ts'

/** The content of a file, decompressed, read front to back into memory that the reader owns. */
export interface ByteSource {
  /**
   * Reads some bytes.
   *
   * @param into where to write
   * @param from first byte to write to; up to the end of `into` may be filled
   * @returns how many were read; 0 at the end of the file
   */
  fill(into: Uint8Array, from: number): Promise<number>
  /** Share of the file that was read so far, to judge how much is to come. */
  share(): number
  close(): Promise<void>
}

/** Opens a file; `.gz` and `.zst` are decompressed. @throws {TastemakerError} `io/missing`, or `format/unreadable` */
export async function openBytes(path: string): Promise<ByteSource> {
  if (path.toLowerCase().endsWith('.gz')) return decompressed(path, createGunzip())
  if (path.toLowerCase().endsWith('.zst')) return decompressed(path, zstd(path))
  return plain(path)
}

async function plain(path: string): Promise<ByteSource> {
  const file = await open(path).catch((error) => {
    throw new TastemakerError('io/missing', `There is no file ${path}.`, 'Check the spelling and the folder.', {
      cause: error,
    })
  })
  const { size } = await file.stat()
  let passed = 0
  return {
    async fill(into, from) {
      const { bytesRead } = await file.read(into, from, into.length - from)
      passed += bytesRead
      return bytesRead
    },
    share: () => passed / size,
    close: () => file.close(),
  }
}

function zstd(path: string): Transform {
  // Node before 22.15 has no zstd.
  if (typeof createZstdDecompress === 'function') return createZstdDecompress()
  const hint = 'Take Node 22.15 or later, or decompress the file first.'
  throw new TastemakerError('format/unreadable', `${path} needs zstd, which this version of Node lacks.`, hint)
}

async function decompressed(path: string, transform: Transform): Promise<ByteSource> {
  const { size } = await stat(path)
  const file = createReadStream(path)
  // The iterator below gets whatever fails in the pipeline.
  const blocks = pipeline(file, transform, () => {})[Symbol.asyncIterator]()
  let block: Uint8Array = new Uint8Array(0)
  return {
    async fill(into, from) {
      if (block.length === 0) block = await nextBlock(path, blocks)
      const part = block.subarray(0, into.length - from)
      into.set(part, from)
      block = block.subarray(part.length)
      return part.length
    },
    share: () => file.bytesRead / size,
    async close() {
      await blocks.return?.()
    },
  }
}

async function nextBlock(path: string, blocks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  try {
    const { done, value } = await blocks.next()
    return done ? new Uint8Array(0) : value
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const hint = 'The file may be cut off: fetch it again.'
    throw new TastemakerError('format/unreadable', `${path} cannot be decompressed: ${reason}.`, hint, { cause: error })
  }
}
