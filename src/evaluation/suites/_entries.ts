import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'

/** What a folder holds, by name; null where there is no such folder. */
export async function entriesOf(path: string): Promise<readonly Dirent[] | null> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}
