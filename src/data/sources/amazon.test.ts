import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, jsonl, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const review = {
  rating: 5,
  title: 'Loved it',
  text: 'Twice',
  asin: 'B00000000V',
  parent_asin: 'B00000000P',
  user_id: 'AEX',
  timestamp: 1588687728923,
}

describe('amazon', () => {
  it('amazon reads reviews of 2023: the parent product, milliseconds, products from the meta file', async () => {
    const folder = folderOf({
      'Beauty.jsonl': jsonl(review, { ...review, user_id: 'AEY', rating: 2 }),
      'meta_Beauty.jsonl': jsonl(
        {
          main_category: 'All Beauty',
          title: 'Lip Balm',
          average_rating: 4.5,
          features: ['Soft', 'Vegan'],
          description: ['For lips.'],
          price: 12.99,
          images: [{ thumb: 'https://x/t.jpg', large: 'https://x/l.jpg' }],
          store: 'Balms',
          categories: ['Beauty', 'Lips'],
          parent_asin: 'B00000000P',
        },
        { title: 'Never Reviewed', parent_asin: 'B00000000Q', price: 'None' },
      ),
    })
    const data = await loadDataset(folder, { home })
    expect(rowsOf(data)).toEqual(['AEX B00000000P 5 1588687728923', 'AEY B00000000P 2 1588687728923'])
    expect(data.catalogue).toEqual([
      {
        id: 'B00000000P',
        title: 'Lip Balm',
        text: 'Soft\nVegan\nFor lips.',
        categories: ['Beauty', 'Lips'],
        attributes: { store: 'Balms', main_category: 'All Beauty' },
        image: 'https://x/l.jpg',
        price: 12.99,
      },
    ])
    expect(data.notes).toContain('times read as milliseconds: 2020-05-05 to 2020-05-05')
  })

  it('amazon reads the rating-only CSV of 2023, with a history or without', async () => {
    const text = 'user_id,parent_asin,rating,timestamp,history\nAEX,B00000000P,5.0,1588687728923,B1 B2\n'
    const path = join(folderOf({ 'Beauty.csv': text }), 'Beauty.csv')
    expect(rowsOf(await loadDataset(`amazon:${path}`, { home }))).toEqual(['AEX B00000000P 5 1588687728923'])
  })

  it('amazon reads 2014: seconds, the last of repeated reviews, products in Python lines', async () => {
    const old = { reviewerID: 'A1', asin: '0000000019', overall: 4, unixReviewTime: 1370000000 }
    const folder = folderOf({
      'reviews_Books.json': jsonl(old, { ...old, overall: 2, unixReviewTime: 1370000001 }),
      'meta_Books.json': `{'asin': '0000000019', 'title': "Ann's Book", 'price': 7.5, 'imUrl': 'http://x/a.jpg', 'categories': [['Books', 'Novels']]}\n`,
    })
    const data = await loadDataset(folder, { home })
    expect(rowsOf(data)).toEqual(['A1 0000000019 2 1370000001000'])
    expect(data.catalogue[0]).toMatchObject({
      title: "Ann's Book",
      categories: ['Books', 'Novels'],
      price: 7.5,
      image: 'http://x/a.jpg',
    })
    expect(data.notes.at(-1)).toMatch(/1 rows repeat a pair.*last in time kept/)
  })

  it.each([
    ['2014', 'A1,0000000019,4.0,1370000000\n'],
    ['2018', '0000000019,A1,4.0,1370000000\n'],
  ])('amazon reads the CSV without names of %s', async (_, text) => {
    const path = join(folderOf({ 'ratings.csv': text }), 'ratings.csv')
    expect(rowsOf(await loadDataset(`amazon:${path}`, { home }))).toEqual(['A1 0000000019 4 1370000000000'])
  })

  it('amazon takes the meta file by name', async () => {
    const products = jsonl({ parent_asin: 'B00000000P', title: 'Balm' })
    const folder = folderOf({ 'a, b.jsonl': jsonl(review), 'products.jsonl': products })
    const name = `amazon:${join(folder, 'a, b.jsonl')},meta=${join(folder, 'products.jsonl')}`
    expect((await loadDataset(name, { home })).catalogue[0]?.title).toBe('Balm')
  })

  it('amazon counts malformed lines up to the number allowed, with the first of each reason', async () => {
    const path = join(
      folderOf({
        'a.jsonl': `${jsonl(review)}{"rating":\n${jsonl({ ...review, rating: 9 }, { ...review, user_id: 'AEY', rating: 'x' })}`,
      }),
      'a.jsonl',
    )
    await expect(loadDataset(`amazon:${path}`, { home })).rejects.toThrow(/line 2 of a\.jsonl\) is not JSON/)
    const data = await loadDataset(`amazon:${path}`, { home, maxErrors: 3 })
    expect(data.notes).toContain(
      '3 bad rows of a.jsonl left out: 1 with no JSON (first in line 2), 1 with a rating off the scale (first in line 3), 1 with no number in column "rating" (first in line 4)',
    )
    const failed = loadDataset(`amazon:${path}`, { home, maxErrors: 2 })
    await expect(failed).rejects.toMatchObject({ code: 'format/too-many-errors' })
    await expect(failed).rejects.toThrow(/more than 2 bad rows.*first in line 2/)
  })
})
