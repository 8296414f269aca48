import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, itemId, userId } from '../../domain/index.ts'
import { VERSION } from '../../version.ts'
import { datasetFromColumns } from '../dataset.ts'
import { exportDataset, exportFormats } from './index.ts'
import { exportManifest } from './manifest.ts'

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tastemaker-export-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const at = Date.UTC(2024, 0, 1)

/** Two people, two films, three ratings; one page of two films, of which one was taken up. */
const films: Dataset = datasetFromColumns(
  {
    userIds: [userId('ada'), userId('007')],
    itemIds: [itemId('a|b'), itemId('c/d')],
    user: [0, 0, 1],
    item: [0, 1, 0],
    value: [3.7, 5, 1],
    at: [at, at + 1000, Number.NaN],
    context: [
      { name: 'device', values: ['phone'], codes: Int32Array.of(0, -1, -1) },
      { name: 'session', values: ['s1'], codes: Int32Array.of(0, 0, -1) },
    ],
    impressions: { user: [0, 0], item: [0, 1], value: [1, 0], at: [at, at] },
  },
  {
    name: 'films of: mine',
    licence: 'CC-BY-4.0',
    scale: { min: 0.1, max: 5, step: 0.1 },
    catalogue: [
      {
        id: itemId('a|b'),
        title: 'Say "hi",\nGuy',
        categories: ['Science Fiction', 'Drama'],
        attributes: { year: 1999, colour: true, studio: 'Ö & Co' },
        price: 9.5,
        releasedAt: Date.UTC(1999, 0, 1),
      },
      { id: itemId('c/d'), title: 'Plain', categories: [], attributes: { year: 2001 } },
    ],
    people: [{ id: userId('ada'), demographics: { age: 36 }, connections: [userId('007')] }],
    notes: ['three rows'],
  },
)

async function written(format: Parameters<typeof exportDataset>[1]['format'], path: string): Promise<string> {
  const folder = join(home, format)
  await exportDataset(films, { format, folder })
  return readFile(join(folder, path), 'utf8')
}

describe('exportDataset()', () => {
  it('exportDataset() writes csv with quotes where they are needed, and milliseconds', async () => {
    expect(await written('csv', 'interactions.csv')).toBe(
      `user_id,item_id,rating,timestamp,device,session\n007,a|b,1,,,\nada,a|b,3.7,${at},phone,s1\nada,c/d,5,${at + 1000},,s1\n`,
    )
    expect(await written('csv', 'items.csv')).toBe(
      'item_id,title,categories,price,released_at,year,colour,studio\n' +
        'a|b,"Say ""hi"",\nGuy",Science Fiction|Drama,9.5,915148800000,1999,true,Ö & Co\nc/d,Plain,,,,2001,,\n',
    )
    expect(await written('csv', 'people.csv')).toBe('user_id,age,connections\n007,,\nada,36,007\n')
    expect(await written('csv', 'impressions.csv')).toBe(
      `user_id,item_id,taken,timestamp\nada,a|b,1,${at}\nada,c/d,0,${at}\n`,
    )
  })

  it('exportDataset() writes recbole with a type behind each name, words with spaces between, and seconds', async () => {
    expect(await written('recbole', 'films-of-mine.inter')).toBe(
      'user_id:token\titem_id:token\trating:float\ttimestamp:float\tdevice:token\tsession:token\n' +
        '007\ta|b\t1\t\t\t\nada\ta|b\t3.7\t1704067200\tphone\ts1\nada\tc/d\t5\t1704067201\t\ts1\n',
    )
    expect(await written('recbole', 'films-of-mine.item')).toBe(
      'item_id:token\ttitle:token_seq\tcategories:token_seq\tprice:float\treleased_at:float\tyear:float\tcolour:token\tstudio:token\n' +
        'a|b\tSay "hi", Guy\tScience_Fiction Drama\t9.5\t915148800000\t1999\ttrue\tÖ & Co\nc/d\tPlain\t\t\t\t2001\t\t\n',
    )
  })

  it('exportDataset() writes recbole with the names, types and order of the source where it was recbole', async () => {
    const columns = {
      interactions: [
        { name: 'who', type: 'token', holds: 'user' },
        { name: 'stars', type: 'float', holds: 'value' },
      ],
      items: [{ name: 'release_year', type: 'token', holds: 'year' }],
      users: [],
    } as const
    const folder = join(home, 'renamed')
    await exportDataset({ ...films, columns } as Dataset, { format: 'recbole', folder, name: 'x' })
    expect(await readFile(join(folder, 'x.inter'), 'utf8')).toMatch(/^who:token\tstars:float\titem_id:token\ttimestamp/)
    expect(await readFile(join(folder, 'x.item'), 'utf8')).toMatch(/^release_year:token\titem_id:token\ttitle/)
    expect(await readFile(join(folder, 'x.net'), 'utf8')).toBe('source_id:token\ttarget_id:token\nada\t007\n')
  })

  it('exportDataset() writes jsonl with items, people, impressions and interactions', async () => {
    const events = (await written('jsonl', 'events.jsonl'))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    expect(events.map(({ type }) => type)).toEqual([
      ...['item', 'item', 'user', 'user', 'impression'],
      ...['interaction', 'interaction', 'interaction'],
    ])
    expect(events[4]).toEqual({
      ...{ v: 1, type: 'impression', id: 'impression-1', ts: at, user: 'ada', source: 'import' },
      slate: [
        { item: 'a|b', taken: 1 },
        { item: 'c/d', taken: 0 },
      ],
    })
    expect(events[6]).toEqual({
      ...{ v: 1, type: 'interaction', id: 'interaction-2', ts: at, user: 'ada', source: 'import' },
      ...{ item: 'a|b', kind: 'rate', value: 3.7, session: 's1', context: { device: 'phone' } },
    })
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  it('exportDataset() writes gorse with dates, the title as comment and the rest as labels', async () => {
    expect((await written('gorse', 'feedback.jsonl')).split('\n')[1]).toBe(
      '{"FeedbackType":"rate","UserId":"ada","ItemId":"a|b","Value":3.7,"Timestamp":"2024-01-01T00:00:00.000Z","Comment":""}',
    )
    expect(JSON.parse((await written('gorse', 'items.jsonl')).split('\n')[0]!)).toEqual({
      ItemId: 'a|b',
      IsHidden: false,
      Categories: ['Science Fiction', 'Drama'],
      Timestamp: '1999-01-01T00:00:00.000Z',
      Labels: { price: 9.5, year: 1999, colour: true, studio: 'Ö & Co' },
      Comment: 'Say "hi",\nGuy',
    })
    expect(JSON.parse((await written('gorse', 'users.jsonl')).split('\n')[1]!).Labels).toEqual({
      age: 36,
      connections: ['007'],
    })
  })

  it('exportDataset() writes metarank with a ranking before what was done with it, all in order of time', async () => {
    const events = (await written('metarank', 'events.jsonl'))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    expect(events.map(({ event }) => event)).toEqual([
      ...['item', 'item', 'user', 'user', 'ranking'],
      ...['interaction', 'interaction', 'interaction'],
    ])
    expect(events[0]).toMatchObject({ id: 'item-1', timestamp: String(at), item: 'a|b' })
    expect(events[0].fields).toContainEqual({ name: 'categories', value: ['Science Fiction', 'Drama'] })
    expect(events[4]).toMatchObject({ id: 'ranking-1', items: [{ id: 'a|b' }, { id: 'c/d' }] })
    expect(events[5]).toEqual({
      ...{ event: 'interaction', id: 'interaction-2', ranking: 'ranking-1', timestamp: String(at), user: 'ada' },
      ...{ session: 's1', type: 'rate', item: 'a|b' },
      fields: [
        { name: 'rating', value: 3.7 },
        { name: 'device', value: 'phone' },
      ],
    })
    expect(events.at(-1)).not.toHaveProperty('timestamp')
  })

  it.each(exportFormats.map(({ name }) => name))(
    'exportDataset() describes %s in a manifest and a Croissant card that fit the files',
    async (format) => {
      const folder = join(home, `described-${format}`)
      const result = await exportDataset(films, { format, folder })
      const manifest = (await exportManifest(folder))!
      expect(manifest).toMatchObject({
        ...{ v: 1, format, name: films.name, licence: 'CC-BY-4.0', hash: films.hash, tastemaker: VERSION },
        ...{ people: 2, items: 2, events: 3, scale: films.scale, lost: result.notes, notes: ['three rows'] },
      })
      const card = JSON.parse(await readFile(join(folder, 'croissant.json'), 'utf8'))
      expect(card.conformsTo).toBe('http://mlcommons.org/croissant/1.1')
      for (const { path, bytes, sha256 } of result.files) {
        const content = await readFile(join(folder, path))
        expect(bytes).toBe(content.length)
        expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
        expect(card.distribution).toContainEqual(expect.objectContaining({ '@id': path, contentUrl: path, sha256 }))
      }
      const ids = [card.distribution, card.recordSet, card.recordSet.flatMap(({ field }: { field: [] }) => field)]
        .flat()
        .map((node) => node['@id'])
      expect(new Set(ids).size).toBe(ids.length)
      const names = result.files.map(({ path }) => path)
      expect((await readdir(folder)).sort()).toEqual([...names, 'croissant.json', 'manifest.json'].sort())
    },
  )

  it.each([
    ['csv', []],
    ['parquet', []],
    ['jsonl', ['positions on a slate']],
    ['gorse', ['device and session', '2 impressions', 'the scale', '1 id with "/"']],
    ['recbole', ['2 impressions', 'the scale', '1 category with a space', 'tabs or line ends', 'true and false']],
    ['metarank', ['the scale', 'no time of their own', '1 event without a time', 'positions on a slate']],
  ] as const)('exportDataset() says what %s cannot hold', async (format, expected) => {
    const { notes } = await exportDataset(films, { format, folder: join(home, format) })
    expect(notes).toHaveLength(expected.length)
    for (const [place, words] of expected.entries()) expect(notes[place]).toContain(words)
  })

  it('exportDataset() refuses an id that the format would tear apart', async () => {
    const torn = datasetFromColumns(
      { userIds: [userId('a\tb')], itemIds: [itemId('x')], user: [0], item: [0], value: [1], at: [Number.NaN] },
      { name: 'torn', licence: 'CC0' },
    )
    const folder = join(home, 'torn')
    await expect(exportDataset(torn, { format: 'recbole', folder })).rejects.toMatchObject({ code: 'format/value' })
    await expect(stat(folder)).rejects.toThrow()
  })

  it('exportDataset() refuses a folder that holds something else, and replaces an export', async () => {
    const folder = join(home, 'twice')
    await exportDataset(films, { format: 'csv', folder })
    await exportDataset(films, { format: 'gorse', folder })
    expect(await readdir(folder)).not.toContain('interactions.csv')
    await rm(join(folder, 'manifest.json'))
    await expect(exportDataset(films, { format: 'csv', folder })).rejects.toMatchObject({
      code: 'io/not-writable',
      hint: 'Name a new folder, or empty this one.',
    })
  })

  it('exportDataset() says io/not-writable where there can be no folder', async () => {
    await writeFile(join(home, 'file'), '')
    const folder = join(home, 'file', 'below')
    await expect(exportDataset(films, { format: 'csv', folder })).rejects.toMatchObject({ code: 'io/not-writable' })
  })

  it('exportDataset() knows its formats', async () => {
    const options = { format: 'recbol' as 'recbole', folder: join(home, 'none') }
    await expect(exportDataset(films, options)).rejects.toMatchObject({
      code: 'config/unknown-name',
      hint: 'Did you mean recbole?',
    })
  })
})
