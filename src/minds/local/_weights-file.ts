import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { TastemakerError } from '../../domain/index.ts'

/** The hint of every mistake about a file. */
const OTHER_WEIGHTS = 'Pull weights with "tastemaker pull NAME", or name another GGUF file.'

/** Magic, version, number of tensors and number of metadata entries. */
const HEADER_BYTES = 24

/** Versions of GGUF with 64-bit counts; version 1 was gone within weeks. */
const VERSIONS = [2, 3]

/**
 * Looks at the first bytes of a weights file, before anything native does.
 *
 * @returns its size in bytes
 * @throws `llm/weights` where it is missing, can not be read, is no GGUF file or of a version that is not known
 */
export async function checkWeightsFile(path: string): Promise<number> {
  const { bytes, header } = await startOf(path)
  if (header.length < 4 || header.toString('latin1', 0, 4) !== 'GGUF') {
    throw unfit(`${path} is no GGUF file: it begins with ${JSON.stringify(header.toString('latin1', 0, 4))}.`)
  }
  if (header.length < HEADER_BYTES) throw unfit(`${path} is cut: it has ${bytes} bytes, a header alone has more.`)
  const version = header.readUInt32LE(4)
  if (!VERSIONS.includes(version)) {
    throw unfit(`${path} is GGUF of version ${version}; versions ${VERSIONS.join(' and ')} are understood.`)
  }
  return bytes
}

/** SHA-256 of a file in lower-case hexadecimal, read as a stream. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** A mistake about the weights. */
export const unfit = (sentence: string, cause?: unknown): TastemakerError =>
  new TastemakerError('llm/weights', sentence, OTHER_WEIGHTS, { cause })

async function startOf(path: string): Promise<{ bytes: number; header: Buffer }> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
      return { bytes: size, header: buffer.subarray(0, bytesRead) }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    throw unfit(code === 'ENOENT' ? `There is no file ${path}.` : `${path} can not be read (${code}).`, error)
  }
}
