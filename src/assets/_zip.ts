import { open, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import { TastemakerError } from '../domain/index.ts'
import type { Errand } from './_errand.ts'

/**
 * Writes members of a zip, joined, to one file in the staging folder. Only they are inflated, and where they land does
 * not depend on what the zip calls them, so a hostile name can not leave the folder.
 *
 * @param members full names inside the zip, joined in this order
 * @param path base name of the file to be
 * @param flag as in Node's `open`: `a` adds to what an earlier call wrote
 * @returns path of the file written, not yet checked
 * @throws `asset/corrupt` when it is not a zip or a member is missing
 */
export async function unpack(
  zip: string,
  members: readonly string[],
  path: string,
  errand: Errand,
  flag: 'w' | 'a' = 'w',
): Promise<string> {
  errand.signal.throwIfAborted()
  const report = errand.meter('unpack', path)
  report(0)
  const contents = read(zip, await readFile(zip), members)
  const unpacked = join(errand.staging, `${path}.unpacked`)
  const file = await open(unpacked, flag)
  let done = 0
  try {
    for (const content of contents) {
      await file.writeFile(content)
      done += content.length
      report(done)
    }
  } finally {
    await file.close()
  }
  return unpacked
}

/** The names of all members, in the order of the zip's directory; nothing is inflated. */
export async function memberNames(zip: string): Promise<readonly string[]> {
  const names: string[] = []
  inflate(zip, await readFile(zip), (name) => {
    names.push(name)
    return false
  })
  return names
}

function read(zip: string, bytes: Uint8Array, members: readonly string[]): Uint8Array[] {
  const wanted = new Set(members)
  const found = inflate(zip, bytes, (name) => wanted.has(name))
  return members.map((member) => {
    const content = found[member]
    if (content === undefined) throw unreadable(zip, `has no member ${member}`)
    return content
  })
}

function inflate(zip: string, bytes: Uint8Array, take: (name: string) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name }) => take(name) })
  } catch (error) {
    throw unreadable(zip, `is not a readable zip (${error instanceof Error ? error.message : error})`)
  }
}

function unreadable(zip: string, why: string): TastemakerError {
  return new TastemakerError('asset/corrupt', `${basename(zip)} ${why}.`, 'Name another copy with --from PATH|URL.')
}
