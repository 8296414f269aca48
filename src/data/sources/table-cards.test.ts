import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../domain/index.ts'
import { literal, withDatabase } from './_duckdb.ts'
import { folderOf, jsonl, removeFolders, rowsOf } from './_fixtures.ts'
import { readTable } from './table.ts'
import type { TableOptions } from './table-options.ts'

afterAll(removeFolders)

/** Reads a text as if it were a file of that name. */
function read(name: string, content: string | Uint8Array, options?: TableOptions): Promise<Dataset> {
  return readTable(join(folderOf({ [name]: content }), name), options)
}

describe('readTable() with circumstances', () => {
  const text = 'user,item,time,place,phone\n1,x,2,home,A\n1,y,1,,B\n2,x,3,work,A\n'

  it('readTable() keeps columns of circumstances that are asked for', async () => {
    const { log } = await read('a.csv', text, { columns: { context: 'place+device:phone' } })
    // In canonical order: y comes before x.
    expect(log.context).toEqual([
      { name: 'place', values: ['home', 'work'], codes: Int32Array.of(-1, 0, 1) },
      { name: 'device', values: ['A', 'B'], codes: Int32Array.of(1, 0, 0) },
    ])
  })

  it.each([
    ['wheather', 'config/option', /"wheather" is no circumstance/],
    ['status', 'format/column', /no column "status" for context/],
    ['place:plaec', 'format/column', /no column "plaec" for context/],
  ])('readTable() refuses the circumstance %s', async (context, code, message) => {
    const failed = read('a.csv', text, { columns: { context } })
    await expect(failed).rejects.toMatchObject({ code })
    await expect(failed).rejects.toThrow(message)
  })
})

describe('readTable() with attributes', () => {
  it('readTable() keeps attributes with the type of their column', async () => {
    const text =
      'user,item,pages,zip,new,mixed,blurb\n1,x,300,02139,true,1,Long\n1,y,12.5,10115,FALSE,one,\n1,z,,20000,true,2,Short\n'
    const { catalogue } = await read('a.csv', text, {
      columns: { attributes: 'pages+zip+new+mixed', text: 'blurb' },
    })
    expect(catalogue).toEqual([
      {
        id: 'x',
        title: 'x',
        text: 'Long',
        categories: [],
        attributes: { pages: 300, zip: '02139', new: true, mixed: '1' },
      },
      { id: 'y', title: 'y', categories: [], attributes: { pages: 12.5, zip: '10115', new: false, mixed: 'one' } },
      { id: 'z', title: 'z', text: 'Short', categories: [], attributes: { zip: '20000', new: true, mixed: '2' } },
    ])
  })

  it('readTable() believes JSON and Parquet about types', async () => {
    const columns = { attributes: 'year+code+new' }
    const expected = [{ year: 1995, code: '7', new: false }]
    const json = await read('a.jsonl', jsonl({ user: 1, item: 'x', year: 1995, code: '7', new: false }), { columns })
    expect(json.catalogue.map(({ attributes }) => attributes)).toEqual(expected)
    const path = join(folderOf({}), 'a.parquet')
    await withDatabase((database) =>
      database.run(
        `COPY (SELECT '1' AS user, 'x' AS item, 1995 AS year, '7' AS code, false AS new) TO ${literal(path)} (FORMAT parquet)`,
      ),
    )
    expect((await readTable(path, { columns, memory: 64 })).catalogue.map(({ attributes }) => attributes)).toEqual(
      expected,
    )
  })

  it('readTable() refuses a feature that is not finite among numbers', async () => {
    const failed = read('a.csv', 'user,item,pages\n1,x,300\n1,y,NaN\n', { columns: { attributes: 'pages' } })
    await expect(failed).rejects.toMatchObject({ code: 'format/value' })
    await expect(failed).rejects.toThrow(
      /Row 2 \(line 3 of a\.csv\): column "pages" must hold finite numbers, got "NaN"/,
    )
  })
})

describe('readTable() on other forms', () => {
  it('readTable() reads zstd', async () => {
    expect(rowsOf(await read('a.csv.zst', zstdCompressSync('user,item\n1,x\n')))).toEqual(['1 x 1 NaN'])
  })

  it('readTable() reads a list of JSON objects over many lines', async () => {
    const text = `\n[\n  { "user": "a}", "item": 1,\n    "more": { "deep": ["]"] } },\n  { "user": "b", "item": 2 }\n]\n`
    expect(rowsOf(await read('a.json', text))).toEqual(['a} 1 1 NaN', 'b 2 1 NaN'])
    await expect(read('a.json', '[\n{"user":1,"item":2},\nnonsense\n]')).rejects.toThrow(
      /line 3 of a\.json\) is not JSON/,
    )
  })

  it('readTable() keeps whole numbers of JSON that are too long for a number', async () => {
    const text =
      '{"user":76561198000000001,"item":9007199254740993}\n{"user":76561198000000002,"item":9007199254740993}\n'
    const data = await read('a.jsonl', text)
    expect(data.users.ids).toEqual(['76561198000000001', '76561198000000002'])
    expect(data.items.ids).toEqual(['9007199254740993'])
  })

  it('readTable() says that a compressed file is cut off', async () => {
    const whole = zstdCompressSync(`user,item\n${'1,x\n'.repeat(5000)}`)
    const failed = read('a.csv.zst', whole.subarray(0, whole.length - 5))
    await expect(failed).rejects.toMatchObject({ code: 'format/unreadable' })
    await expect(failed).rejects.toThrow(/cannot be decompressed/)
  })

  it('readTable() gives ids back as they were, from CSV and from JSON Lines', async () => {
    const id = fc.oneof(
      fc.constantFrom(
        '007',
        '7',
        '0',
        '00',
        '-0',
        '1e3',
        'NULL',
        'null',
        'true',
        '日本',
        'é',
        ' a ',
        '"',
        "'",
        '9007199254740993',
      ),
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed()),
    )
    const pairs = fc.array(fc.record({ user: id, item: id }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(pairs, async (rows) => {
        const csv = rows.map((row) => [row.user, row.item].map((text) => `"${text.replaceAll('"', '""')}"`).join())
        const expected = [new Set(rows.map(({ user }) => user)), new Set(rows.map(({ item }) => item))]
        const folder = folderOf({ 'a.csv': `user,item\n${csv.join('\n')}\n`, 'a.jsonl': jsonl(...rows) })
        for (const name of ['a.csv', 'a.jsonl']) {
          const { users, items } = await readTable(join(folder, name))
          expect([new Set<string>(users.ids), new Set<string>(items.ids)]).toEqual(expected)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('readTable() with bad rows allowed', () => {
  const text =
    'user,item,rating,time\n1,x,4,10\n1,y,five,11\n,y,3,12\n1,z,3\n1,"z"q,3,13\n2,x,5,then\n2,y,1,15\n2,z,nan,16\n'

  it('readTable() leaves bad rows out and counts them by reason, with the first line of each', async () => {
    const data = await read('a.csv', text, { maxErrors: 6 })
    expect(rowsOf(data)).toEqual(['1 x 4 10000', '2 y 1 15000'])
    expect(data.notes).toContain(
      '6 bad rows of a.csv left out: 2 with no number in column "rating" (first in line 3), 1 with no user (first in line 4), 1 with a wrong number of fields (first in line 5), 1 with text after a closing quote (first in line 6), 1 with no time in column "time" (first in line 7)',
    )
  })

  it('readTable() ends at one bad row more than are allowed', async () => {
    const failed = read('a.csv', text, { maxErrors: 5 })
    await expect(failed).rejects.toMatchObject({
      code: 'format/too-many-errors',
      hint: expect.stringMatching(/--max-errors/),
    })
    await expect(failed).rejects.toThrow(
      /more than 5 bad rows: 2 with no number in column "rating" \(first in line 3\)/,
    )
  })

  it('readTable() never takes mixed units for bad rows', async () => {
    const mixed = 'user,item,time\n1,x,978300000\n1,y,978300000000\n'
    await expect(read('a.csv', mixed, { maxErrors: 5 })).rejects.toMatchObject({ code: 'format/value' })
  })

  it('readTable() says why nothing is left', async () => {
    const failed = read('a.csv', 'user,item,rating\n1,x,\n', { maxErrors: 5 })
    await expect(failed).rejects.toMatchObject({ code: 'data/empty' })
    await expect(failed).rejects.toThrow(/no rows to keep: 1 bad rows of a\.csv left out/)
  })
})
