import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { parseNameWithOptions, readOptions } from '../../name-with-options.ts'
import { nearest } from '../../nearest.ts'

const name = z.string().min(1).optional()
const mappingSchema = z.object({
  user: name,
  item: name,
  value: name,
  at: name,
  title: name,
  categories: name,
  text: name,
  attributes: name,
  context: name,
})

/**
 * Which column of a table plays which part; what is not named is guessed from common spellings.
 *
 * `text`, `attributes` and `context` are never guessed and may name several columns with `+` between. A column of
 * circumstances is called `place`, `device`, `environment`, `status`, `companions` or `session`, or says which of them it
 * is: `context=device+place:city`.
 */
export type ColumnMapping = Readonly<z.infer<typeof mappingSchema>>

/** A mapping with the two parts that nothing works without. */
export type CompleteMapping = ColumnMapping & { readonly user: string; readonly item: string }

/**
 * Reads a mapping as a user types it.
 *
 * @throws {TastemakerError} `config/option` or `config/unknown-name` where it is not `part=column,part=column`
 * @example columnMapping('user=who,item=isbn') // { user: 'who', item: 'isbn' }
 */
export function columnMapping(text: string): ColumnMapping {
  return readOptions(mappingSchema, parseNameWithOptions(`columns:${text}`).options, 'columns')
}

/** Common spellings in lower case without punctuation, the more telling ones first. */
const spellings = {
  user: [
    'userid',
    'user',
    'uid',
    'reviewerid',
    'customerid',
    'visitorid',
    'viewerid',
    'memberid',
    'personid',
    'customer',
    'reviewer',
    'viewer',
    'person',
    'username',
  ],
  item: [
    'itemid',
    'item',
    'movieid',
    'parentasin',
    'asin',
    'productid',
    'bookid',
    'businessid',
    'trackid',
    'songid',
    'artistid',
    'gameid',
    'articleid',
    'filmid',
    'movie',
    'product',
    'book',
    'track',
    'film',
    'isbn',
  ],
  value: ['rating', 'ratings', 'stars', 'score', 'value', 'overall', 'count', 'plays', 'playcount'],
  at: ['timestamp', 'time', 'at', 'date', 'datetime', 'unixreviewtime', 'createdat', 'unixtime', 'eventtime'],
  title: ['title', 'itemtitle', 'movietitle', 'producttitle', 'itemname', 'productname'],
  categories: ['genres', 'genre', 'categories', 'category', 'tags'],
} as const

/** Columns that tell a file of reviews, where `title` is the review's and not the item's. */
const reviewColumns = ['parentasin', 'helpfulvote', 'reviewtext', 'reviewerid']

/**
 * Finds the columns of a table.
 *
 * @param columns the names in the file
 * @param given names that the user gave; each must be there
 * @throws {TastemakerError} `format/column` for a name that is not there, or when no user or item column is recognised
 * @example mapColumns(['userId', 'movieId'], {}, 'ratings.csv') // { user: 'userId', item: 'movieId' }
 */
export function mapColumns(columns: readonly string[], given: ColumnMapping, path: string): CompleteMapping {
  const plain = columns.map(plainSpelling)
  const taken = new Set(Object.values(given).flatMap((names) => names?.split('+') ?? []))
  const isReviews = reviewColumns.some((column) => plain.includes(column))
  const guess = (part: keyof ColumnMapping): string | undefined => {
    if (!guessed(part) || (part === 'title' && isReviews)) return undefined
    const places = spellings[part].map((spelling) => plain.indexOf(spelling))
    return places.map((place) => columns[place]).find((column) => column !== undefined && !taken.has(column))
  }
  const mapping: { -readonly [Part in keyof ColumnMapping]: string } = {}
  for (const part of mappingSchema.keyof().options) {
    const asked = given[part]
    const absent = asked === undefined ? undefined : columnsOf(part, asked).find((column) => !columns.includes(column))
    if (absent !== undefined) {
      const near = nearest(absent, columns)[0]
      const hint = near && `Did you mean --columns ${part}=${near}?`
      throw missing(path, columns, `no column "${absent}" for ${part}`, hint)
    }
    const column = asked ?? guess(part)
    if (column !== undefined) mapping[part] = column
  }
  const { user, item } = mapping
  if (user === undefined || item === undefined) {
    const part = user === undefined ? 'user' : 'item'
    const near = columns.flatMap((column) =>
      nearest(plainSpelling(column), spellings[part]).length > 0 ? [column] : [],
    )[0]
    const hint = `Name the columns: --columns user=${user ?? near ?? '…'},item=${item ?? (part === 'item' && near ? near : '…')}.`
    throw missing(path, columns, `no column for the ${part}`, hint)
  }
  return { ...mapping, user, item }
}

function guessed(part: keyof ColumnMapping): part is keyof typeof spellings {
  return part in spellings
}

/** The columns that one part of a mapping names. */
function columnsOf(part: keyof ColumnMapping, names: string): readonly string[] {
  if (part === 'context') return contextColumns(names).map(({ column }) => column)
  return part === 'text' || part === 'attributes' ? names.split('+') : [names]
}

const contextName = z.enum(['place', 'device', 'environment', 'status', 'companions', 'session'])

/**
 * Reads which columns hold which circumstances.
 *
 * @throws {TastemakerError} `config/option` for a circumstance that there is not
 * @example contextColumns('device+place:city') // [{ name: 'device', column: 'device' }, { name: 'place', column: 'city' }]
 */
export function contextColumns(
  names: string,
): readonly { readonly name: z.infer<typeof contextName>; readonly column: string }[] {
  return names.split('+').map((part) => {
    const [word, ...rest] = part.split(':')
    const name = contextName.safeParse(word)
    if (name.success) return { name: name.data, column: rest.length > 0 ? rest.join(':') : word! }
    throw new TastemakerError(
      'config/option',
      `"${word}" is no circumstance that a row can have.`,
      `Write ${contextName.options.join(', ')}, with the column behind it: context=place:${part}.`,
    )
  })
}

/** `User_ID` and RecBole's `user_id:token` are both `userid`. */
function plainSpelling(column: string): string {
  return column
    .toLowerCase()
    .replace(/:(token|token_seq|float|float_seq)$/, '')
    .replace(/[^a-z0-9]/g, '')
}

function missing(path: string, columns: readonly string[], what: string, hint: string | undefined): TastemakerError {
  const shown = columns.slice(0, 20).join(', ')
  return new TastemakerError(
    'format/column',
    `${path} has ${what}. Its columns are: ${shown}.`,
    hint ?? 'Name the columns: --columns user=…,item=….',
  )
}
