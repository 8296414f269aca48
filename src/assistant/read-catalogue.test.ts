import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue } from './read-catalogue.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-catalogue-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, ...lines: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

describe('readCatalogue()', () => {
  it('readCatalogue() takes columns for what they are called, and all others for attributes', async () => {
    const path = await file(
      'shop.csv',
      'SKU,Name,Genres,Description,Price,year,colour',
      '007,"Hat, red",hats|winter,Keeps warm.,$12.50,2019,red',
      '7,,hats,,,,',
    )
    const { catalogue, log, users } = await readCatalogue(path)
    expect(catalogue).toEqual([
      {
        id: '007',
        title: 'Hat, red',
        categories: ['hats', 'winter'],
        text: 'Keeps warm.',
        price: 12.5,
        attributes: { year: 2019, colour: 'red' },
      },
      { id: '7', title: '7', categories: ['hats'], attributes: {} },
    ])
    expect([log.length, users.size]).toEqual([0, 0])
  })

  it('readCatalogue() reads who did what, and tells which events are with items of no catalogue', async () => {
    const path = await file('items.jsonl', '{"id":"b","title":"B"}', '{"id":"a","title":"A"}')
    const events = await file('events.csv', 'user,item,rating', 'u1,a,5', 'u1,gone,1', 'u2,b,2', 'u2,a,4')
    const data = await readCatalogue(path, { events })
    const rows = Array.from(data.log.item, (item, row) => [
      data.users.ids[data.log.user[row]!],
      data.items.ids[item],
      data.log.value[row],
    ])
    expect(rows.sort()).toEqual([
      ['u1', 'a', 5],
      ['u2', 'a', 4],
      ['u2', 'b', 2],
    ])
    expect(data.catalogue.map(({ title }) => title)).toEqual(['A', 'B'])
    expect(data.scale).toBeDefined()
    expect(data.notes).toContain('1 event left out: with items that items.jsonl does not have')
  })

  it.each([
    ['a file without ids', ['title,year', 'A,1999'], 'format/column'],
    ['a file without items', ['id,title'], 'data/empty'],
    ['an item without an id', ['id,title', ',A'], 'format/value'],
  ])('readCatalogue() refuses %s', async (name, lines, code) => {
    await expect(readCatalogue(await file(`${name}.csv`, ...lines))).rejects.toMatchObject({ code })
  })

  it('readCatalogue() refuses a file that is not there', async () => {
    await expect(readCatalogue(join(folder, 'nothing.csv'))).rejects.toMatchObject({ code: 'io/missing' })
  })
})
