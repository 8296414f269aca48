import { describe, expect, it } from 'vitest'
import { columnMapping, mapColumns } from './column-mapping.ts'

describe('mapColumns()', () => {
  it.each([
    [
      ['userId', 'movieId', 'rating', 'timestamp'],
      { user: 'userId', item: 'movieId', value: 'rating', at: 'timestamp' },
    ],
    [['user_id:token', 'item_id:token'], { user: 'user_id:token', item: 'item_id:token' }],
    [
      ['reviewerID', 'asin', 'overall', 'unixReviewTime', 'title'],
      { user: 'reviewerID', item: 'asin', value: 'overall', at: 'unixReviewTime' },
    ],
    [['user_id', 'business_id', 'stars', 'date'], { user: 'user_id', item: 'business_id', value: 'stars', at: 'date' }],
    [['User', 'Item', 'Title', 'Genres'], { user: 'User', item: 'Item', title: 'Title', categories: 'Genres' }],
  ])('mapColumns() recognises %j', (columns, mapping) => {
    expect(mapColumns(columns, {}, 'file')).toEqual(mapping)
  })

  it('mapColumns() believes the user before its own guess', () => {
    expect(mapColumns(['user', 'item', 'who'], { user: 'who' }, 'file')).toEqual({ user: 'who', item: 'item' })
    expect(mapColumns(['movie', 'item_id'], { user: 'item_id' }, 'file')).toEqual({ user: 'item_id', item: 'movie' })
  })
})

describe('columnMapping()', () => {
  it('columnMapping() reads what a user types', () => {
    expect(columnMapping('user=who,item=isbn,at=when')).toEqual({ user: 'who', item: 'isbn', at: 'when' })
  })

  it('columnMapping() refuses a part that it does not know', () => {
    expect(() => columnMapping('person=who')).toThrow(/no option "person"/)
  })
})
