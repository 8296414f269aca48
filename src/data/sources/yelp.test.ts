import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, jsonl, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

describe('yelp', () => {
  it('yelp reads reviews, businesses, and people with their friends', async () => {
    const folder = folderOf({
      'yelp_academic_dataset_review.json': jsonl({
        review_id: 'r',
        user_id: 'u1',
        business_id: 'b1',
        stars: 4,
        useful: 0,
        text: 'Fine.\nReally.',
        date: '2018-07-07 22:09:11',
      }),
      'yelp_academic_dataset_business.json': jsonl({
        business_id: 'b1',
        name: 'Bar',
        city: 'Ghent',
        state: 'VOV',
        postal_code: '09000',
        latitude: 51.05,
        stars: 4.5,
        categories: 'Bars, Night Life',
        attributes: { WiFi: 'no' },
      }),
      'yelp_academic_dataset_user.json': jsonl(
        { user_id: 'u1', name: 'Ann', yelping_since: '2009-01-01 00:00:00', friends: 'u2, u3', average_stars: 3 },
        { user_id: 'u2', name: 'Bo', yelping_since: '2010-01-01 00:00:00', friends: 'None' },
      ),
    })
    const data = await loadDataset(folder, { home: '/nowhere' })
    expect(rowsOf(data)).toEqual([`u1 b1 4 ${Date.UTC(2018, 6, 7, 22, 9, 11)}`])
    expect(data.catalogue).toEqual([
      {
        id: 'b1',
        title: 'Bar',
        categories: ['Bars', 'Night Life'],
        attributes: { city: 'Ghent', state: 'VOV', latitude: 51.05 },
      },
    ])
    expect(data.people.map(({ connections }) => connections)).toEqual([['u2', 'u3'], []])
    expect(data.licence).toMatch(/no redistribution/)
  })
})
