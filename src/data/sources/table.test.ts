import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../domain/index.ts'
import { literal, withDatabase } from './_duckdb.ts'
import { readTable } from './table.ts'
import type { TableOptions } from './table-options.ts'

const root = mkdtempSync(join(tmpdir(), 'tastemaker-table-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Reads a text as if it were a file of that name. */
function read(name: string, content: string | Uint8Array, options?: TableOptions): Promise<Dataset> {
  const path = join(root, name)
  writeFileSync(path, content)
  return readTable(path, options)
}

/** The rows in canonical order, as `user item value at`. */
function rowsOf({ users, items, log }: Dataset): readonly string[] {
  return Array.from(log.user, (user, i) => `${users.ids[user]} ${items.ids[log.item[i]!]} ${log.value[i]} ${log.at[i]}`)
}

const csv = 'userId,movieId,rating,timestamp\n1,10,4,1000000002\n1,20,3.5,1000000001\n2,10,5,1000000003\n'
const rows = ['1 20 3.5 1000000001000', '1 10 4 1000000002000', '2 10 5 1000000003000']

describe('readTable()', () => {
  it('readTable() reads CSV and guesses columns, unit and scale, and says so', async () => {
    const data = await read('a.csv', csv)
    expect(rowsOf(data)).toEqual(rows)
    expect(data.scale).toEqual({ min: 0.5, max: 5, step: 0.5 })
    expect(data.licence).toBe('unknown (your file)')
    expect(data.notes).toEqual([
      'columns: user=userId, item=movieId, value=rating, at=timestamp',
      '"rating" read as ratings from 0.5 to 5 in steps of 0.5',
      'times read as seconds: 2001-09-09 to 2001-09-09',
    ])
  })

  it.each([
    ['a.csv.gz', gzipSync(csv)],
    ['a.tsv', csv.replaceAll(',', '\t')],
    ['semicolon.csv', csv.replaceAll(',', ';')],
    ['blank-lines.csv', `\n\n${csv.replaceAll('\n', '\n\n')}`],
    ['windows.csv', `\ufeff${csv.replaceAll('\n', '\r\n')}`],
    ['odd [name]*?.csv', csv],
    ['a.inter', csv.replaceAll(',', '\t').replace(/.*/, 'user_id:token\titem_id:token\trating:float\ttimestamp:float')],
    [
      'a.jsonl',
      '{"user":1,"item":"10","rating":4,"time":"1000000002"}\n\n{"user":1,"item":"20","rating":3.5,"time":1000000001}\n{"user":2,"item":"10","rating":5,"time":1000000003}\n',
    ],
    [
      'a.json',
      '[{"user":1,"item":"10","rating":4,"time":1000000002},{"user":1,"item":"20","rating":3.5,"time":1000000001},{"user":2,"item":"10","rating":5,"time":1000000003}]',
    ],
  ])('readTable() reads the same rows from %s', async (name, content) => {
    expect(rowsOf(await read(name, content))).toEqual(rows)
  })

  it('readTable() reads Parquet, with lists as categories', async () => {
    const path = join(root, 'a.parquet')
    await withDatabase((database) =>
      database.run(`COPY (SELECT * FROM (VALUES (1, 'x', ['Drama', 'War'], TIMESTAMP '2001-09-09 01:46:42')) AS t(user_id, item_id, genres, time))
        TO ${literal(path)} (FORMAT parquet)`),
    )
    const data = await readTable(path)
    expect(rowsOf(data)).toEqual(['1 x 1 1000000002000'])
    expect(data.catalogue[0]?.categories).toEqual(['Drama', 'War'])
  })

  it('readTable() keeps ids exactly as given', async () => {
    const ids = ['007', 'é,ü', ' x', 'NULL', '1e3', '日本', 'a "b"', 'two\nlines']
    const quoted = ids.map((id) => `"${id.replaceAll('"', '""')}",1`)
    const data = await read('ids.csv', `user,item\n${quoted.join('\n')}\n`)
    expect([...data.users.ids].sort()).toEqual([...ids].sort())
  })

  it('readTable() reads quoted, repeated and unnamed columns', async () => {
    const content = '"a, ""user""",item,item,\n1,x,y,\n'
    const data = await read('names.csv', content, { columns: { user: 'a, "user"', item: 'item 3' } })
    expect(rowsOf(data)).toEqual(['1 y 1 NaN'])
  })

  it('readTable() reads Latin-1 where a file is not UTF-8, and says so', async () => {
    const data = await read('latin.csv', Buffer.from('user,item\n1,Café\n', 'latin1'))
    expect(data.items.ids).toEqual(['Café'])
    expect(data.notes).toContain('not UTF-8: read as Latin-1')
  })

  it('readTable() takes titles and categories from the first row that has them', async () => {
    const data = await read('cards.csv', 'user,item,title,genres\n1,x,,\n2,x,Alien,Horror|Sci-Fi\n3,y,,"Drama, War"\n')
    expect(data.catalogue).toEqual([
      { id: 'x', title: 'Alien', categories: ['Horror', 'Sci-Fi'], attributes: {} },
      { id: 'y', title: 'y', categories: ['Drama', 'War'], attributes: {} },
    ])
  })

  it("readTable() does not take a review's title for the item's", async () => {
    const data = await read(
      'amazon.jsonl',
      '{"rating":5.0,"title":"Loved it","asin":"B1","parent_asin":"P1","user_id":"A","timestamp":1588687728923}\n',
    )
    expect(rowsOf(data)).toEqual(['A P1 5 1588687728923'])
    expect(data.catalogue[0]?.title).toBe('P1')
  })

  it.each([
    ['seconds', '978300000', 978300000000],
    ['milliseconds', '1588687728923', 1588687728923],
    ['microseconds', '1588687728923000', 1588687728923],
    ['dates', '2001-09-09T01:46:42Z', 1000000002000],
    ['dates', '2001-09-09 03:46:42+02:00', 1000000002000],
    ['dates', '2001-09-09', 999993600000],
  ])('readTable() reads times in %s such as %s', async (unit, text, milliseconds) => {
    const data = await read('times.csv', `user,item,time\n1,x,${text}\n2,x,\n`)
    expect([...data.log.at]).toEqual([milliseconds, Number.NaN])
    expect(data.notes.join()).toContain(`times read as ${unit}`)
    expect(data.notes).toContain('1 rows have no time and come last for their person')
  })

  it('readTable() keeps the given order of rows without times', async () => {
    const data = await read('order.csv', 'user,item\n1,z\n1,a\n1,m\n')
    expect([...data.log.item].map((item) => data.items.ids[item])).toEqual(['z', 'a', 'm'])
    expect(data.scale).toBeUndefined()
  })

  it('readTable() calls numbers that are on no scale weights of events', async () => {
    const data = await read('plays.csv', 'user,item,plays\n1,x,300\n1,x,2\n')
    expect(data.scale).toBeUndefined()
    expect([...data.log.value]).toEqual([300, 2])
    expect(data.notes).toContain('1 rows repeat a pair of person and item: all kept')
  })

  it.each([
    [undefined, ['1 x 2 9000', '2 x 4 5000']],
    ['last', ['1 x 2 9000', '2 x 4 5000']],
    ['max', ['1 x 5 1000', '2 x 4 5000']],
    ['sum', ['1 x 7 9000', '2 x 4 5000']],
    ['keep-all', ['1 x 5 1000', '1 x 2 9000', '2 x 4 5000']],
  ] as const)('readTable() merges repeated ratings by the policy %s', async (duplicates, expected) => {
    const content = 'user,item,rating,time\n1,x,2,9\n1,x,5,1\n2,x,4,5\n'
    const data = await read('repeats.csv', content, duplicates && { duplicates })
    expect(rowsOf(data)).toEqual(expected)
    expect(data.notes.join()).toContain('1 rows repeat a pair')
  })
})

describe('readTable() on bad input', () => {
  const scale = { min: 1, max: 5, step: 1 }
  it.each<[string, string, string, RegExp, TableOptions?]>([
    ['no rows', 'user,item\n', 'data/empty', /holds no rows/],
    ['an empty file', '', 'data/empty', /holds no rows/],
    [
      'a text among numbers',
      'user,item,rating\n1,x,4\n\n"1\n",y,five\n',
      'format/value',
      /Row 2 \(line 4 of .*"rating".*finite number, got "five"/,
    ],
    ['a rating that is left out', 'user,item,rating\n1,x,\n', 'format/value', /Row 1 \(line 2 .*got nothing/],
    ['an infinite rating', 'user,item,rating\n1,x,Infinity\n', 'format/value', /got "Infinity"/],
    ['an empty id', 'user,item\n1,x\n,y\n', 'format/value', /Row 2 .*"user".*id of a person/],
    [
      'a time that is none',
      'user,item,time\n1,x,yesterday\n',
      'format/value',
      /Unix time or an ISO date, got "yesterday"/,
    ],
    [
      'mixed units',
      'user,item,time\n1,x,978300000\n1,y,978300000000\n',
      'format/value',
      /Row 2 .*milliseconds \(978300000000\) after seconds \(978300000\) in row 1/,
    ],
    ['dates among numbers', 'user,item,time\n1,x,978300000\n1,y,2001-09-09\n', 'format/value', /got dates/],
    [
      'a rating off the scale',
      'user,item,rating\n1,x,5\n1,y,6\n',
      'format/rating-range',
      /Row 2 .*scale 1 to 5 in steps of 1, got 6/,
      { scale },
    ],
    ['a rating between steps', 'user,item,rating\n1,x,4.5\n', 'format/rating-range', /got 4\.5/, { scale }],
    ['a scale without ratings', 'user,item\n1,x\n', 'format/column', /no column of ratings/, { scale }],
    ['summed ratings', 'user,item,rating\n1,x,5\n', 'config/option', /no rating scale/, { scale, duplicates: 'sum' }],
    [
      'repeats under the policy error',
      'user,item,rating\n1,x,5\n2,x,3\n1,x,4\n',
      'format/duplicate',
      /Row 3 .*row 1 too/,
      { duplicates: 'error' },
    ],
    ['no column for the item', 'user,thing\n1,x\n', 'format/column', /no column for the item.*user, thing/],
    [
      'a named column that is not there',
      'user,thing\n1,x\n',
      'format/column',
      /no column "thin" for item/,
      { columns: { item: 'thin' } },
    ],
    [
      'a short row',
      'user,item,rating\n1,x,4\n1,y\n',
      'format/unreadable',
      /Row 2 \(line 3 .*has 2 fields, 3 were expected/,
    ],
    ['a quote without end', 'user,item\n1,"x\n', 'format/unreadable', /unterminated quote/],
    ['a binary file', 'PAR1\0\0\u0001', 'format/unreadable', /not a text file/],
  ])('readTable() refuses %s', async (_, content, code, message, options) => {
    const failed = read('bad.csv', content, options)
    await expect(failed).rejects.toMatchObject({ code })
    await expect(failed).rejects.toThrow(message)
  })

  it('readTable() refuses a malformed line of JSON Lines with its number', async () => {
    const failed = read('bad.jsonl', '{"user":1,"item":2}\n{"user":1,\n')
    await expect(failed).rejects.toMatchObject({ code: 'format/unreadable' })
    await expect(failed).rejects.toThrow(/line 2/)
  })

  it('readTable() counts lines of JSON Lines past blank ones', async () => {
    await expect(
      read('value.jsonl', '{"user":1,"item":2,"rating":3}\n\n{"user":1,"item":3,"rating":"x"}\n'),
    ).rejects.toThrow(/Row 2 \(line 3 of value\.jsonl\)/)
  })

  it('readTable() refuses a file that is no Parquet', async () => {
    await expect(read('bad.parquet', 'nothing of the kind')).rejects.toMatchObject({ code: 'format/unreadable' })
  })

  it('readTable() refuses a file that is not there', async () => {
    await expect(readTable(join(root, 'absent.csv'))).rejects.toMatchObject({ code: 'io/missing' })
  })

  it('readTable() hints at the nearest name and the flag that maps columns', async () => {
    await expect(read('hint.csv', 'user,thing\n1,x\n', { columns: { item: 'thin' } })).rejects.toMatchObject({
      hint: 'Did you mean --columns item=thing?',
    })
    await expect(read('hint.csv', 'usr,item\n1,x\n')).rejects.toMatchObject({
      hint: 'Name the columns: --columns user=usr,item=item.',
    })
  })
})
