import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TastemakerError } from '../../domain/index.ts'

/** The files of a folder, to be asked for by what they are called without `.gz` or `.zst`. */
export interface Folder {
  readonly path: string
  /** The first file by name that a pattern fits; undefined when none does. */
  find(pattern: RegExp): string | undefined
  /** The same, when the data is nothing without it. @throws {TastemakerError} `io/missing` saying what is missed */
  need(pattern: RegExp, what: string): string
  /** All files that a pattern fits, by name. */
  all(pattern: RegExp): readonly string[]
}

/** Opens a folder, or the folder that a file is in. */
export async function openFolder(path: string): Promise<Folder> {
  const found = await stat(path).catch(() => null)
  if (found === null) {
    throw new TastemakerError('io/missing', `There is no file or folder ${path}.`, 'Check the spelling and the folder.')
  }
  const folder = found.isDirectory() ? path : dirname(path)
  const names = (await readdir(folder)).sort()
  const all = (pattern: RegExp): readonly string[] =>
    names.filter((name) => pattern.test(plainName(name))).map((name) => join(folder, name))
  return {
    path: folder,
    find: (pattern) => all(pattern)[0],
    need(pattern, what) {
      const file = all(pattern)[0]
      if (file !== undefined) return file
      const some = names.slice(0, 8).join(', ')
      throw new TastemakerError(
        'io/missing',
        `The folder ${folder} has no ${what}. It holds: ${some}${names.length > 8 ? ', …' : ''}.`,
        'Give the folder as the data set was unpacked.',
      )
    },
    all,
  }
}

/** A name without the ending of a compression. @example plainName('reviews.jsonl.gz') // 'reviews.jsonl' */
export function plainName(name: string): string {
  return name.replace(/\.(gz|zst)$/i, '')
}

/** What a data set is called after its file or folder. @example nameOf('/data/All_Beauty.jsonl.gz') // 'All_Beauty' */
export function nameOf(path: string): string {
  return plainName(basename(path)).replace(/\.\w+$/, '')
}

/** Whether a folder has a file for each pattern. */
export function holdsAll(files: readonly string[] | null, patterns: readonly RegExp[]): boolean {
  return files !== null && patterns.every((pattern) => files.some((name) => pattern.test(plainName(name))))
}
