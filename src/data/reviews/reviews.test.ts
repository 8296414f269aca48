import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, jsonl, removeFolders } from '../sources/_fixtures.ts'
import { inventedReviews, readReviews } from './index.ts'

afterAll(removeFolders)

describe('readReviews()', () => {
  it('readReviews() reads titles and texts of Amazon reviews, of the old editions and the new', async () => {
    const now = {
      rating: 4,
      title: 'Fine tent',
      text: 'Dry all night.',
      asin: 'B000000001',
      parent_asin: 'B000000009',
      user_id: 'ann',
      timestamp: 1_600_000_000_000,
    }
    const then = {
      overall: 2,
      summary: 'Leaks',
      reviewText: 'Wet all night.',
      asin: 'B000000002',
      reviewerID: 'bo',
      unixReviewTime: 1_400_000_000,
    }
    const folder = folderOf({ 'Tents.jsonl': jsonl(now, { ...now, text: '' }), 'Old.json': jsonl(then) })
    expect(await readReviews(`amazon:${folder}/Tents.jsonl`)).toEqual([
      { user: 'ann', item: 'B000000009', at: 1_600_000_000_000, title: 'Fine tent', text: 'Dry all night.' },
    ])
    expect(await readReviews(`amazon:${folder}/Old.json`)).toEqual([
      { user: 'bo', item: 'B000000002', at: 1_400_000_000_000, title: 'Leaks', text: 'Wet all night.' },
    ])
  })

  it('readReviews() knows a Yelp folder by its files, whose texts have no titles', async () => {
    const folder = folderOf({
      'yelp_academic_dataset_review.json': jsonl({
        user_id: 'u1',
        business_id: 'b1',
        stars: 4,
        text: 'Fine.\nReally.',
        date: '2018-07-07 22:09:11',
      }),
      'yelp_academic_dataset_business.json': jsonl({ business_id: 'b1', name: 'Bar' }),
    })
    const expected = [{ user: 'u1', item: 'b1', at: Date.UTC(2018, 6, 7, 22, 9, 11), text: 'Fine.\nReally.' }]
    expect(await readReviews(folder)).toEqual(expected)
    expect(await readReviews(`yelp:${folder}`)).toEqual(expected)
  })

  it('readReviews() is null for data without texts', async () => {
    const folder = folderOf({ 'plays.csv': 'user,item\na,x\n' })
    expect(await readReviews(`${folder}/plays.csv`)).toBeNull()
    expect(await readReviews('ml-100k')).toBeNull()
    await expect(readReviews('yelp:/nowhere')).rejects.toThrow('no file or folder /nowhere')
  })
})

describe('inventedReviews()', () => {
  it('inventedReviews() holds one review a row, each of another pair, with a title of its own', async () => {
    const { data, reviews } = inventedReviews()
    expect([data.items.size, data.users.size, data.log.length, reviews.length]).toEqual([40, 14, 129, 129])
    expect(new Set(reviews.map(({ user, item }) => `${user} ${item}`))).toHaveProperty('size', 129)
    expect(new Set(reviews.map(({ title }) => title))).toHaveProperty('size', 129)
    expect(new Set(reviews.map(({ text }) => text))).toHaveProperty('size', 129)
    expect(new Set(data.log.value)).toEqual(new Set([1, 2, 3, 4, 5]))
    expect((await loadDataset('invented-reviews', { home: '/nowhere' })).hash).toBe(data.hash)
    expect(await readReviews('invented-reviews')).toEqual(reviews)
  })

  it('inventedReviews() never quotes its title in its text, so that a summary is more than a copy', () => {
    const copies = inventedReviews().reviews.filter(({ title, text }) =>
      text.toLowerCase().includes(title!.toLowerCase()),
    )
    expect(copies).toEqual([])
  })
})
