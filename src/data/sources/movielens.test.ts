import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const million = {
  'ratings.dat': '7::42::4::978300000\n7::12::5::978300001\n8::42::1::978300002\n',
  'movies.dat': Buffer.from(
    '12::"Great" Nights, The (1995)::Drama|Children\'s\n42::Misérables, Les (1998)::Drama\n99::Nobody Saw This (2000)::(no genres listed)\n',
    'latin1',
  ),
  'users.dat': '7::F::25::10::02139\n8::M::1::3::T8H1N\n',
}
const csv = {
  'ratings.csv': 'userId,movieId,rating,timestamp\n7,42,4.0,978300000\n7,12,4.5,978300001\n',
  'movies.csv':
    'movieId,title,genres\n12,"American President, The (1995)",Comedy|Drama\n42,Alien (1979),(no genres listed)\n',
  'links.csv': 'movieId,imdbId,tmdbId\n12,0112346,9087\n42,0078748,\n',
  'tags.csv': 'userId,movieId,tag,timestamp\n7,42,Space,1\n8,42,space,2\n8,42,ship,3\n',
}

describe('movielens', () => {
  it('movielens reads the files of 1M: ratings, films in Latin-1, people', async () => {
    const data = await loadDataset(folderOf(million), { home })
    expect(rowsOf(data)).toEqual(['7 42 4 978300000000', '7 12 5 978300001000', '8 42 1 978300002000'])
    expect(data.scale).toEqual({ min: 1, max: 5, step: 1 })
    expect(data.catalogue).toEqual([
      {
        id: '12',
        title: 'The "Great" Nights (1995)',
        categories: ['Drama', "Children's"],
        attributes: { year: 1995 },
      },
      { id: '42', title: 'Les Misérables (1998)', categories: ['Drama'], attributes: { year: 1998 } },
      { id: '99', title: 'Nobody Saw This (2000)', categories: [], attributes: { year: 2000 } },
    ])
    expect(data.people[0]?.demographics).toEqual({ age: 25, gender: 'F', occupation: '10', zipCode: '02139' })
    expect(data.licence).toMatch(/no redistribution/)
  })

  it('movielens reads 10M in half stars, where nothing tells of people', async () => {
    const { 'users.dat': _, ...files } = { ...million, 'ratings.dat': '7::42::3.5::978300000\n' }
    const data = await loadDataset(`movielens:${folderOf(files)}`, { home })
    expect(data.scale).toEqual({ min: 0.5, max: 5, step: 0.5 })
  })

  it('movielens reads CSV from 20M on, with years and links', async () => {
    const data = await loadDataset(folderOf(csv), { home })
    expect(data.catalogue).toEqual([
      {
        id: '12',
        title: 'The American President (1995)',
        categories: ['Comedy', 'Drama'],
        attributes: { year: 1995, imdbId: '0112346', tmdbId: '9087' },
      },
      { id: '42', title: 'Alien (1979)', categories: [], attributes: { year: 1979, imdbId: '0078748' } },
    ])
    expect(data.notes).toContain('times read as seconds: 2000-12-31 to 2000-12-31')
  })

  it('movielens makes tags the text of films when asked to', async () => {
    const data = await loadDataset(`movielens:${folderOf(csv)},tags=true`, { home })
    expect(data.catalogue.map(({ text }) => text)).toEqual([undefined, 'space, ship'])
  })

  it('movielens reads compressed files alike', async () => {
    const packed = Object.fromEntries(Object.entries(csv).map(([name, text]) => [`${name}.gz`, gzipSync(text)]))
    const [one, other] = [await loadDataset(folderOf(packed), { home }), await loadDataset(folderOf(csv), { home })]
    expect(one.hash).toBe(other.hash)
  })

  it('movielens refuses a rating off the scale with its line', async () => {
    const folder = folderOf({ ...million, 'ratings.dat': '7::42::4::978300000\n7::12::4.5::978300001\n' })
    const failed = loadDataset(folder, { home })
    await expect(failed).rejects.toMatchObject({ code: 'format/rating-range' })
    await expect(failed).rejects.toThrow(/line 2 of ratings\.dat.*got 4\.5/)
  })

  it('movielens says which file is missing', async () => {
    const folder = folderOf({ 'movies.csv': csv['movies.csv'] })
    await expect(loadDataset(`movielens:${folder}`, { home })).rejects.toMatchObject({ code: 'io/missing' })
    await expect(loadDataset(`movielens:${join(folder, 'absent')}`, { home })).rejects.toThrow(/no file or folder/)
  })
})
