import { join } from 'node:path'
import { itemId, TastemakerError, userId } from '../../domain/index.ts'
import { fileLiteral, identifier, withDatabase } from './_duckdb.ts'
import { genres, type MovieLensTables } from './_movielens-tables.ts'

/** The name of one of the three Parquet files. */
export const parquetName = (part: 'data' | 'items' | 'users'): string => `MovieLens100k_${part}.parquet.brotli`

/** Reads the same data from its three Parquet files. */
export async function readMovieLensParquet(folder: string): Promise<MovieLensTables> {
  // Asked by name of the reader: from the ending DuckDB would take the files for CSV.
  const file = (part: 'data' | 'items' | 'users'): string =>
    `read_parquet(${fileLiteral(join(folder, parquetName(part)))})`
  const flags = genres.map((genre) => `${identifier(genre)}::INTEGER`)
  try {
    return await withDatabase(async (database) => {
      const [[length]] = (await database.rows(`SELECT count(*)::INTEGER FROM ${file('data')}`)) as [[number]]
      const [users, items, values, seconds] = await database.numbers(
        `SELECT user_id::INTEGER, movie_id::INTEGER, rating::INTEGER, timestamp::DOUBLE FROM ${file('data')}`,
        length,
      )
      const films = await database.rows(
        `SELECT movie_id::VARCHAR, movie_title, coalesce(release_date, ''), ${flags} FROM ${file('items')}`,
      )
      const raters = await database.rows(
        `SELECT user_id::VARCHAR, age::INTEGER, gender, occupation, zip_code FROM ${file('users')}`,
      )
      return {
        rows: Array.from({ length }, (_, row) => ({
          user: userId(String(users![row])),
          item: itemId(String(items![row])),
          value: values![row]!,
          at: seconds![row]! * 1000,
        })),
        films: films.map(([id, title, released, ...given]) => ({
          id: id as string,
          title: title as string,
          released: released as string,
          flags: given as number[],
        })),
        raters: raters.map(([id, age, gender, occupation, zipCode]) => ({
          id: id as string,
          age: age as number,
          gender: gender as string,
          occupation: occupation as string,
          zipCode: zipCode as string,
        })),
      }
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new TastemakerError(
      'format/unreadable',
      `The Parquet files of MovieLens 100K in ${folder} cannot be read: ${reason}`,
      'They may be damaged: run tastemaker pull ml-100k again.',
      { cause: error },
    )
  }
}
