import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Report } from './progress.ts'

/** SHA-256 and size of a file, read in pieces of 1 MiB. */
export async function hashFile(
  path: string,
  signal: AbortSignal,
  report: Report = () => {},
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    hash.update(chunk)
    bytes += chunk.length
    report(bytes)
  }
  return { sha256: hash.digest('hex'), bytes }
}
