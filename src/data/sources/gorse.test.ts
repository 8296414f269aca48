import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, jsonl, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const row = (type: string, user: string, item: string, value: number) => ({
  FeedbackType: type,
  UserId: user,
  ItemId: item,
  Value: value,
  Timestamp: '2024-01-31T18:00:00Z',
  Comment: '',
})
const at = Date.UTC(2024, 0, 31, 18)
const files = {
  'feedback.jsonl': jsonl(
    row('read', '007', 'x', 2),
    row('read', '007', 'y', 3),
    row('like', '8', 'x', 0),
    row('skip', '8', 'y', 9),
  ),
  'items.jsonl': jsonl(
    {
      ItemId: 'x',
      IsHidden: true,
      Categories: ['News'],
      Timestamp: '2024-01-01T00:00:00Z',
      Labels: { topics: ['a', 'b'], words: 120 },
      Comment: 'A title',
    },
    { ItemId: 'z', IsHidden: false, Categories: null, Labels: ['red'], Comment: '' },
  ),
  'users.jsonl': jsonl({ UserId: '007', Labels: { gender: 'F', plan: 'free' } }),
}

describe('gorse', () => {
  it('gorse reads feedback of every type with its value, items and users', async () => {
    const data = await loadDataset(folderOf(files), { home })
    expect(rowsOf(data)).toEqual([`007 x 2 ${at}`, `007 y 3 ${at}`, `8 x 0 ${at}`, `8 y 9 ${at}`])
    expect(data.catalogue).toEqual([
      {
        id: 'x',
        title: 'A title',
        categories: ['News'],
        attributes: { topics: 'a, b', words: 120, hidden: true },
        releasedAt: Date.UTC(2024, 0, 1),
      },
      { id: 'y', title: 'y', categories: [], attributes: {} },
      { id: 'z', title: 'z', categories: [], attributes: { labels: 'red' } },
    ])
    expect(data.people[0]).toEqual({ id: '007', demographics: { gender: 'F' }, attributes: { plan: 'free' } })
    expect(data.notes).toContain('1 items are marked as hidden')
  })

  it('gorse counts feedback that passes its thresholds once, and says what was left out', async () => {
    const data = await loadDataset(`gorse:${folderOf(files)},positive=like+read>=3`, { home })
    expect(rowsOf(data)).toEqual([`007 y 1 ${at}`, `8 x 1 ${at}`])
    expect(data.notes).toContain('1 rows left out: "read" beyond the threshold')
    expect(data.notes).toContain('1 rows left out: feedback of the type "skip"')
  })

  it('gorse reads feedback as CSV', async () => {
    const text = 'feedback_type,user_id,item_id,value,time_stamp\nread,007,x,3,2024-01-31 18:00:00\n'
    const path = join(folderOf({ 'feedback.csv': text }), 'feedback.csv')
    expect(rowsOf(await loadDataset(`gorse:${path},positive=read>2`, { home }))).toEqual([`007 x 1 ${at}`])
  })

  it.each([
    ['positive=>=3', 'config/option', /Cannot read ">=3"/],
    ['positive=buy', 'data/empty', /holds no rows to keep.*feedback of the type "read"/],
  ])('gorse refuses %s', async (options, code, message) => {
    const failed = loadDataset(`gorse:${folderOf(files)},${options}`, { home })
    await expect(failed).rejects.toMatchObject({ code })
    await expect(failed).rejects.toThrow(message)
  })
})
