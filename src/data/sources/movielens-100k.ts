/*
 * MovieLens 100K: 943 people, 1,682 films, 100,000 ratings from seven months of 1997 and 1998.
 *
 * F. M. Harper and J. A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM TiiS 5(4).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, type Item, itemId, TastemakerError, type User, userId } from '../../domain/index.ts'
import { datasetFromRows } from '../dataset.ts'
import { readGroupLensFiles } from './_movielens-files.ts'
import { parquetName, readMovieLensParquet } from './_movielens-parquet.ts'
import { type Film, genres, type MovieLensTables, type Rater } from './_movielens-tables.ts'
import { naturalTitle } from './_natural-title.ts'

/** A folder with one of the two forms of MovieLens 100K, and how to read it. */
interface Found {
  readonly folder: string
  readonly read: (folder: string) => Promise<MovieLensTables>
}

/**
 * Reads MovieLens 100K from the files of GroupLens or from the Parquet files; both give the same hash.
 *
 * @param folder holds `u.data`, `u.item` and `u.user`, or the three Parquet files, or a folder `ml-100k` with them
 * @returns ratings 1 to 5, films with genres and year, people with age, gender, occupation and zip code
 * @throws {TastemakerError} `io/missing` without such files, `format/value` or `format/unreadable` for damaged ones
 * @example const data = await readMovieLens100k('/data/ml-100k')
 */
export async function readMovieLens100k(folder: string): Promise<Dataset> {
  const found = find(folder)
  if (found === null) {
    throw new TastemakerError(
      'io/missing',
      `No MovieLens 100K files in ${folder}.`,
      'It should hold u.data, u.item and u.user; tastemaker pull ml-100k brings them.',
    )
  }
  const { rows, films, raters } = await found.read(found.folder)
  return datasetFromRows(rows, {
    name: 'ml-100k',
    licence: 'MovieLens 100K: research use, no redistribution (GroupLens, University of Minnesota)',
    scale: { min: 1, max: 5, step: 1 },
    catalogue: films.map(card),
    people: raters.map(person),
  })
}

/** Whether a folder holds MovieLens 100K in one of its forms. @example holdsMovieLens100k('/data/ml-100k') */
export function holdsMovieLens100k(folder: string): boolean {
  return find(folder) !== null
}

function find(folder: string): Found | null {
  const holds = (place: string, names: readonly string[]): boolean =>
    names.every((name) => existsSync(join(place, name)))
  for (const place of [folder, join(folder, 'ml-100k')]) {
    if (holds(place, ['u.data', 'u.item', 'u.user'])) return { folder: place, read: readGroupLensFiles }
    if (holds(place, [parquetName('data'), parquetName('items'), parquetName('users')])) {
      return { folder: place, read: readMovieLensParquet }
    }
  }
  return null
}

function card(film: Film): Item {
  const title = naturalTitle(film.title)
  const releasedAt = dayOf(film.released)
  // The year in the title is the film's; the release date is often that of the video or of another country.
  const year = Number(
    /\((\d{4})\)/.exec(title)?.[1] ?? (releasedAt === null ? NaN : new Date(releasedAt).getUTCFullYear()),
  )
  return {
    id: itemId(film.id),
    title,
    categories: genres.filter((genre, place) => genre !== 'unknown' && film.flags[place] === 1),
    attributes: Number.isNaN(year) ? {} : { year },
    ...(releasedAt === null ? {} : { releasedAt }),
  }
}

function person({ id, age, gender, occupation, zipCode }: Rater): User {
  return { id: userId(id), demographics: { age, gender, occupation, zipCode } }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Reads `01-Jan-1995` as midnight UTC; null for an empty or foreign text. */
function dayOf(text: string): number | null {
  const [, day, month, year] = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4})$/.exec(text) ?? []
  const place = months.indexOf(month ?? '')
  return place < 0 ? null : Date.UTC(Number(year), place, Number(day))
}
