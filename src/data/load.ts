import { readdir, stat } from 'node:fs/promises'
import { assetFolder } from '../assets/index.ts'
import { type Dataset, TastemakerError } from '../domain/index.ts'
import { parseNameWithOptions, readOptions } from '../name-with-options.ts'
import { nearest } from '../nearest.ts'
import { sourceOf } from './_named-source.ts'
import { generatedOptionsSchema, generatedPopulation } from './generated.ts'
import { inventedReviews } from './reviews/invented-reviews.ts'
import { sources } from './sources/index.ts'
import { readMovieLens100k } from './sources/movielens-100k.ts'
import { readTable } from './sources/table.ts'
import type { TableOptions } from './sources/table-options.ts'

/** Where named data is kept, and how a file is to be read. */
export interface LoadOptions extends TableOptions {
  /** The folder of pulled assets. */
  readonly home: string
  /** For data made by chance, unless its name says another. */
  readonly seed?: number
}

const names = ['ml-100k', 'generated', 'invented-reviews'] as const

/**
 * Loads a data set by name, or from a file or folder.
 *
 * @param nameOrPath `ml-100k`; `generated` or `generated:users=200,items=300`; `invented-reviews`; a table; a folder that tells by its files
 *   what it is; or the form before the path, with options behind it: `kuairand:/data/KuaiRand-1K,action=is_like`
 * @throws {TastemakerError} `io/missing` for data that was not pulled or a path that is not there, `config/unknown-name`
 *   for a name that nobody knows, and what the reader throws
 * @example await loadDataset('ratings.csv', { home: assetHome(process.env) })
 */
export async function loadDataset(nameOrPath: string, options: LoadOptions): Promise<Dataset> {
  if (nameOrPath === 'ml-100k') return readMovieLens100k(await pulledFolder('ml-100k', options.home))
  if (nameOrPath === 'invented-reviews') return inventedReviews().data
  const named = sourceOf(nameOrPath)
  if (named) return named.source.read(named.path, named.options, options)
  const found = await stat(nameOrPath).catch(() => null)
  if (found) return loadPath(nameOrPath, found.isDirectory(), options)
  if (nameOrPath.split(':')[0] === 'generated') {
    const raw = { seed: options.seed, ...parseNameWithOptions(nameOrPath).options }
    return generatedPopulation(readOptions(generatedOptionsSchema, raw, 'generated')).data
  }
  if (/[\\/]|\.\w+$/.test(nameOrPath)) {
    throw new TastemakerError('io/missing', `There is no file ${nameOrPath}.`, 'Check the spelling and the folder.')
  }
  const near = nearest(nameOrPath, names)
  throw new TastemakerError(
    'config/unknown-name',
    `No data set is called "${nameOrPath}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${names.join(', ')}, or the path of a file.`,
  )
}

async function loadPath(path: string, isFolder: boolean, options: LoadOptions): Promise<Dataset> {
  const files = isFolder ? await readdir(path) : null
  const source = sources.find((candidate) => candidate.recognises(path, files))
  if (source) return source.read(path, '', options)
  if (!isFolder) return readTable(path, options)
  throw new TastemakerError(
    'io/missing',
    `The folder ${path} holds no data set that is recognised by its files.`,
    `For a table, give the path of the file itself; else say what it is: ${sources.map(({ name }) => `${name}:PATH`).join(', ')}.`,
  )
}

async function pulledFolder(name: string, home: string): Promise<string> {
  const folder = await assetFolder(name, home)
  if (folder !== null) return folder
  throw new TastemakerError(
    'io/missing',
    `The data set ${name} is not in ${home}, or not whole.`,
    `Run tastemaker pull ${name}.`,
  )
}
