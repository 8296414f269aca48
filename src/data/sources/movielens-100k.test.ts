import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { literal, withDatabase } from './_duckdb.ts'
import { genres } from './_movielens-tables.ts'
import { holdsMovieLens100k, readMovieLens100k } from './movielens-100k.ts'

const root = mkdtempSync(join(tmpdir(), 'tastemaker-movielens-'))
const parquet = join(root, 'parquet')
const plain = join(root, 'plain')

const ratings = [
  [196, 242, 3, 881250949],
  [196, 10, 5, 881250949],
  [22, 242, 1, 878887116],
  [22, 267, 4, 878887116],
]
const films = [
  [10, 'Misérables, Les (1995)', '14-Aug-1995', ['Drama', 'Musical']],
  [242, 'Kolya (1996)', '24-Jan-1997', ['Comedy']],
  [267, 'unknown', null, ['unknown']],
] as const
const raters = [
  [22, 25, 'M', 'writer', '02139'],
  [196, 49, 'F', 'other', 'T8H1N'],
]

beforeAll(async () => {
  for (const folder of [parquet, join(plain, 'ml-100k')]) mkdirSync(folder, { recursive: true })
  const flagged = films.map(([id, title, released, having]) => [
    id,
    title,
    released,
    null,
    null,
    ...genres.map((genre) => Number((having as readonly string[]).includes(genre))),
  ])
  const cell = (value: unknown) =>
    value === null ? 'NULL' : typeof value === 'number' ? `${value}::BIGINT` : literal(String(value))
  const names = {
    data: ['user_id', 'movie_id', 'rating', 'timestamp'],
    items: ['movie_id', 'movie_title', 'release_date', 'video_release_date', 'IMDb_URL', ...genres],
    users: ['user_id', 'age', 'gender', 'occupation', 'zip_code'],
  }
  await withDatabase(async (database) => {
    for (const [part, rows] of [
      ['data', ratings],
      ['items', flagged],
      ['users', raters],
    ] as const) {
      const values = rows.map((row) => `(${row.map(cell)})`)
      const columns = names[part].map((name) => `"${name}"`)
      const file = literal(join(parquet, `MovieLens100k_${part}.parquet.brotli`))
      await database.run(
        `COPY (SELECT * FROM (VALUES ${values}) AS t(${columns})) TO ${file} (FORMAT parquet, COMPRESSION brotli)`,
      )
    }
  })
  const write = (name: string, rows: readonly (readonly unknown[])[], separator: string) =>
    writeFileSync(
      join(plain, 'ml-100k', name),
      rows.map((row) => `${row.map((value) => value ?? '').join(separator)}\n`).join(''),
      'latin1',
    )
  write('u.data', ratings, '\t')
  write('u.item', flagged, '|')
  write('u.user', raters, '|')
})
afterAll(() => rmSync(root, { recursive: true }))

describe('readMovieLens100k()', () => {
  it('readMovieLens100k() reads the same data set from both forms', async () => {
    const one = await readMovieLens100k(parquet)
    const other = await readMovieLens100k(plain)
    expect(one.hash).toBe(other.hash)
    expect(one.catalogue).toEqual(other.catalogue)
    expect(one.people).toEqual(other.people)
    expect(one.log).toEqual(other.log)
  })

  it('readMovieLens100k() gives films a natural title, genres and dates, and people their demographics', async () => {
    const data = await readMovieLens100k(plain)
    expect(data.catalogue[0]).toEqual({
      id: '10',
      title: 'Les Misérables (1995)',
      categories: ['Drama', 'Musical'],
      attributes: { year: 1995 },
      releasedAt: Date.UTC(1995, 7, 14),
    })
    expect(data.catalogue[2]).toEqual({ id: '267', title: 'unknown', categories: [], attributes: {} })
    expect(data.people[0]?.demographics).toEqual({ age: 25, gender: 'M', occupation: 'writer', zipCode: '02139' })
    expect(data.scale).toEqual({ min: 1, max: 5, step: 1 })
  })

  it('readMovieLens100k() turns seconds into milliseconds and breaks ties by item', async () => {
    const { log, items } = await readMovieLens100k(parquet)
    expect([...log.at]).toEqual([878887116000, 878887116000, 881250949000, 881250949000])
    expect([...log.item].map((item) => items.ids[item])).toEqual(['242', '267', '10', '242'])
  })

  it('readMovieLens100k() says which folder lacks the files', async () => {
    await expect(readMovieLens100k(tmpdir())).rejects.toMatchObject({ code: 'io/missing' })
    expect(holdsMovieLens100k(tmpdir())).toBe(false)
    expect(holdsMovieLens100k(plain)).toBe(true)
  })

  it('readMovieLens100k() names the line of a damaged file', async () => {
    const damaged = join(root, 'damaged')
    mkdirSync(damaged)
    writeFileSync(join(damaged, 'u.data'), '196\t242\t3\t881250949\n196\t242\tthree\t881250949\n')
    for (const name of ['u.item', 'u.user']) writeFileSync(join(damaged, name), '')
    await expect(readMovieLens100k(damaged)).rejects.toThrow(/Line 2 of .*u\.data.*three/)
  })

  it('readMovieLens100k() says that Parquet files cannot be read', async () => {
    const damaged = join(root, 'damaged-parquet')
    mkdirSync(damaged)
    for (const part of ['data', 'items', 'users']) {
      writeFileSync(join(damaged, `MovieLens100k_${part}.parquet.brotli`), 'nothing of the kind')
    }
    await expect(readMovieLens100k(damaged)).rejects.toMatchObject({ code: 'format/unreadable' })
  })
})
