import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { TastemakerError } from '../domain/index.ts'

/** Folders that this process is writing. */
const ours = new Set<string>()

/**
 * Takes a run folder for this process, so that two never write the same events. A lock whose process is gone is taken over.
 *
 * @returns gives the folder back
 * @throws TastemakerError run/locked while another writer is alive
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(resolve(folder), 'run.lock')
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = Number(await readFile(path, 'utf8'))
    if (holder === process.pid ? ours.has(path) : isAlive(holder)) {
      throw new TastemakerError(
        'run/locked',
        `The run folder ${folder} is being written by process ${holder}.`,
        `Wait for it, or name another folder with --out; if that process is something else, delete ${path}.`,
      )
    }
    await writeFile(path, String(process.pid))
  }
  ours.add(path)
  return async () => {
    if (ours.delete(path)) await rm(path, { force: true })
  }
}

function isAlive(id: number): boolean {
  if (!Number.isInteger(id) || id <= 0) return false
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // Alive, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
