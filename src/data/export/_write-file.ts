import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'

/** Characters that are gathered before they are written. */
const chunkLength = 2 ** 18

/** What a written file can be checked by. */
export interface WrittenFile {
  /** Records, a line of names not counted. */
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/**
 * Writes a text file line by line, in chunks, each waited for: memory holds one chunk however long the file is.
 *
 * The file has its name only when it is whole: until then it is called `….part`, and it is removed when the writing fails.
 *
 * @param header the line of names with its line end; empty for none
 * @param lines one text a record, with its line end; made while the file is written
 */
export async function writeLines(path: string, header: string, lines: Iterable<string>): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  await whole(path, async (part) => {
    const file = await open(part, 'w')
    try {
      let chunk = header
      for (const line of lines) {
        chunk += line
        rows++
        if (chunk.length < chunkLength) continue
        bytes += await put(file, chunk, hash)
        chunk = ''
      }
      bytes += await put(file, chunk, hash)
    } finally {
      await file.close()
    }
  })
  return { rows, bytes, sha256: hash.digest('hex') }
}

/** Has somebody else write a file under a passing name, and gives it its own when that has gone well. */
export async function whole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`
  try {
    await write(part)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Size and hash of a file that somebody else has written. */
export async function checkFile(path: string): Promise<Omit<WrittenFile, 'rows'>> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path)
  for await (const chunk of file.createReadStream()) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function put(file: FileHandle, text: string, hash: ReturnType<typeof createHash>): Promise<number> {
  const bytes = Buffer.from(text)
  hash.update(bytes)
  for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten
  return bytes.length
}
