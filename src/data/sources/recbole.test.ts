import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { sourceColumns } from '../source-columns.ts'
import { folderOf, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const files = {
  'toy.inter':
    'user_id:token\titem_id:token\trating:float\ttimestamp:float\tdevice:token\tbasket:token_seq\n007\tü\t4\t978300000\tphone\ta b\n7\t"x"\t3.5\t978300001\t\tc\n',
  'toy.item':
    'item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\tlength:float\ttopics:float_seq\nü\tLes Nuits\t1995\tAction Comedy\t90.5\t0.1 0.2\n"x"\tAlien\t1979\t\t117\t\n',
  'toy.user': 'user_id:token\tage:float\tgender:token\tzip:token\n007\t25\tF\t02139\n7\t\tM\tT8H1N\n',
  'toy.net': 'source_id:token\ttarget_id:token\n007\t7\n007\t8\n',
  'toy.kg': 'head_id:token\trelation_id:token\ttail_id:token\nm1\tr\tm2\nm2\tr\tm3\n',
}

describe('recbole', () => {
  it('recbole reads interactions with ids as they are, and circumstances that are asked for', async () => {
    const data = await loadDataset(folderOf(files), { home, columns: { context: 'device' } })
    expect(rowsOf(data)).toEqual(['007 ü 4 978300000000', '7 "x" 3.5 978300001000'])
    expect(data.log.context).toEqual([{ name: 'device', values: ['phone'], codes: Int32Array.of(0, -1) }])
    expect(data.notes).toContain('columns of interactions that are not kept: basket:token_seq')
    expect(data.notes).toContain('2 rows of .kg are not read')
  })

  it('recbole keeps tokens as texts and floats as numbers', async () => {
    const { catalogue, people } = await loadDataset(`recbole:${folderOf(files)}`, { home })
    expect(catalogue).toEqual([
      { id: '"x"', title: 'Alien', categories: [], attributes: { release_year: '1979', length: 117 } },
      {
        id: 'ü',
        title: 'Les Nuits',
        categories: ['Action', 'Comedy'],
        attributes: { release_year: '1995', length: 90.5, topics: '0.1 0.2' },
      },
    ])
    expect(people).toEqual([
      { id: '007', demographics: { age: 25, gender: 'F' }, attributes: { zip: '02139' }, connections: ['7', '8'] },
      { id: '7', demographics: { gender: 'M' }, attributes: { zip: 'T8H1N' } },
    ])
  })

  it('recbole remembers names and types, so that a writer can give them back', async () => {
    const data = await loadDataset(join(folderOf(files), 'toy.inter'), { home })
    expect(sourceColumns(data)).toEqual({
      interactions: [
        { name: 'user_id', type: 'token', holds: 'user' },
        { name: 'item_id', type: 'token', holds: 'item' },
        { name: 'rating', type: 'float', holds: 'value' },
        { name: 'timestamp', type: 'float', holds: 'at' },
      ],
      items: [
        { name: 'item_id', type: 'token', holds: 'id' },
        { name: 'movie_title', type: 'token_seq', holds: 'title' },
        { name: 'release_year', type: 'token', holds: 'release_year' },
        { name: 'class', type: 'token_seq', holds: 'categories' },
        { name: 'length', type: 'float', holds: 'length' },
        { name: 'topics', type: 'float_seq', holds: 'topics' },
      ],
      users: [
        { name: 'user_id', type: 'token', holds: 'id' },
        { name: 'age', type: 'float', holds: 'age' },
        { name: 'gender', type: 'token', holds: 'gender' },
        { name: 'zip', type: 'token', holds: 'zip' },
      ],
    })
  })

  it.each([
    [
      'a name without a type',
      { 'a.inter': 'user_id:token\titem_id:token\trating\n1\tx\t4\n' },
      'format/header',
      /"rating" of .*a\.inter has no type/,
    ],
    ['a type that there is not', { 'a.inter': 'user_id:token\titem_id:int\n1\tx\n' }, 'format/header', /"item_id:int"/],
    [
      'a word among floats',
      { ...files, 'toy.user': 'user_id:token\tage:float\n007\told\n' },
      'format/value',
      /"age:float" must hold finite numbers, got "old"/,
    ],
    [
      'a feature that is no number',
      { ...files, 'toy.item': 'item_id:token\tlength:float\nü\tnan\n' },
      'format/value',
      /Row 1 \(line 2 of toy\.item\).*got "nan"/,
    ],
    ['no interactions', { 'a.item': 'item_id:token\nx\n' }, 'io/missing', /no file \.inter/],
  ])('recbole refuses %s', async (_, given, code, message) => {
    const failed = loadDataset(`recbole:${folderOf(given)}`, { home })
    await expect(failed).rejects.toMatchObject({ code })
    await expect(failed).rejects.toThrow(message)
  })
})
