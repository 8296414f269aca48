import type { ArgsDef } from 'citty'
import { type Dataset, TastemakerError } from '../domain/index.ts'

/** The flags of every command that reads data. */
export const dataFlags = {
  data: {
    type: 'string',
    default: 'ml-100k',
    valueHint: 'NAME|PATH',
    description:
      'ml-100k, generated, invented-reviews, a CSV, TSV, JSONL or Parquet file, the folder of a known data set, or FORM:PATH with FORM one of movielens, recbole, amazon, yelp, steam, lastfm, kuairand, gorse, metarank',
  },
  columns: {
    type: 'string',
    valueHint: 'user=U,item=I,…',
    description:
      'which columns of a file are user, item, value, at, title, categories, text, attributes, context (a+b)',
  },
  duplicates: {
    type: 'enum',
    options: ['last', 'keep-all', 'max', 'sum', 'error'],
    description: 'what to do with a second row of the same user and item',
  },
  'max-errors': {
    type: 'string',
    valueHint: 'N',
    description: 'how many bad rows of a file to leave out before it is refused; 0 unless given',
  },
} as const satisfies ArgsDef

/** The seed flag of every command that draws by chance. */
export const seedFlag = {
  seed: { type: 'string', default: '1', valueHint: 'N', description: 'same seed, same numbers' },
} as const satisfies ArgsDef

/** Reads the data a command was asked for. @throws what `loadDataset` throws, config/option for a bad mapping */
export async function dataFrom(flags: {
  readonly data: string
  readonly columns?: string | undefined
  readonly duplicates?: string | undefined
  readonly 'max-errors'?: string | undefined
}): Promise<Dataset> {
  const { columnMapping, loadDataset } = await import('../data/index.ts')
  const { assetHome } = await import('../assets/index.ts')
  const maxErrors = flags['max-errors']
  return loadDataset(flags.data, {
    home: assetHome(process.env),
    ...(flags.columns ? { columns: columnMapping(flags.columns) } : {}),
    ...(flags.duplicates ? { duplicates: flags.duplicates as 'last' } : {}),
    ...(maxErrors === undefined ? {} : { maxErrors: wholeNumber('max-errors', maxErrors, 0) }),
  })
}

/** The flags that name the data, as they were given. */
export function dataFlagsOf(flags: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(dataFlags).flatMap((flag) => (typeof flags[flag] === 'string' ? [[flag, flags[flag]]] : [])),
  )
}

/** A whole number from a flag. @throws TastemakerError config/range naming flag and value */
export function wholeNumber(flag: string, text: string, least = 1): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value
  throw new TastemakerError('config/range', `--${flag} must be a whole number from ${least}, got "${text}".`)
}

/** Names between commas, options riding on them kept whole: `ease:lambda=1,popularity` splits before a new name only. */
export function nameList(text: string): string[] {
  const names: string[] = []
  for (const part of text.split(',').map((word) => word.trim())) {
    const ridesOn = part.includes('=') && !part.includes(':') && names.length > 0
    if (ridesOn) names[names.length - 1] += `,${part}`
    else if (part !== '') names.push(part)
  }
  if (names.length > 0) return names
  throw new TastemakerError(
    'config/option',
    `No name was given in "${text}".`,
    'Write names between commas, such as popularity,ease.',
  )
}
