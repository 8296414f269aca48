import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, jsonl, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const at = 1_599_391_467_000
const timestamp = String(at)
const events = [
  {
    event: 'item',
    id: 'e1',
    item: 'x',
    timestamp,
    fields: [
      { name: 'title', value: 'Red socks' },
      { name: 'genres', value: ['socks'] },
      { name: 'length', value: 3.5 },
      { name: 'tags', value: ['red', 'warm'] },
    ],
  },
  {
    event: 'user',
    id: 'e2',
    user: 'ann',
    timestamp,
    fields: [
      { name: 'age', value: 33 },
      { name: 'vip', value: true },
    ],
  },
  {
    event: 'ranking',
    id: 'r1',
    user: 'ann',
    session: 's1',
    timestamp,
    fields: [{ name: 'device', value: 'phone' }],
    items: [{ id: 'y' }, { id: 'x' }],
  },
  {
    event: 'interaction',
    id: 'i1',
    ranking: 'r1',
    user: 'ann',
    session: 's1',
    type: 'click',
    item: 'x',
    timestamp: String(at + 5),
    fields: [],
  },
  { event: 'interaction', id: 'i2', ranking: 'gone', user: 'ann', type: 'buy', item: 'y', timestamp: String(at + 6) },
]

describe('metarank', () => {
  it('metarank reads rankings as impressions and interactions as the log', async () => {
    const data = await loadDataset(`metarank:${folderOf({ 'events.jsonl': jsonl(...events) })}`, { home })
    expect(rowsOf(data)).toEqual([`ann x 1 ${at + 5}`, `ann y 1 ${at + 6}`])
    expect(rowsOf(data, data.impressions)).toEqual([`ann x 1 ${at}`, `ann y 0 ${at}`])
    expect(data.impressions?.context?.map(({ name, values }) => [name, values])).toEqual([
      ['device', ['phone']],
      ['session', ['s1']],
    ])
    expect(data.log.context).toEqual([{ name: 'session', values: ['s1'], codes: Int32Array.of(0, -1) }])
    expect(data.notes).toContain('1 interactions name a ranking that does not come before them')
  })

  it('metarank tells of items and people by their fields', async () => {
    const { catalogue, people } = await loadDataset(`metarank:${folderOf({ 'events.jsonl': jsonl(...events) })}`, {
      home,
    })
    expect(catalogue[0]).toEqual({
      id: 'x',
      title: 'Red socks',
      categories: ['socks'],
      attributes: { length: 3.5, tags: 'red, warm' },
    })
    expect(people).toEqual([{ id: 'ann', demographics: { age: 33 }, attributes: { vip: true } }])
  })

  it('metarank takes interactions of one type, and leaves taken impressions to it', async () => {
    const path = join(folderOf({ 'e.jsonl': jsonl(...events) }), 'e.jsonl')
    const data = await loadDataset(`metarank:${path},action=buy`, { home })
    expect(rowsOf(data)).toEqual([`ann y 1 ${at + 6}`])
    expect([...data.impressions!.value]).toEqual([0, 0])
    await expect(loadDataset(`metarank:${path},action=view`, { home })).rejects.toMatchObject({ code: 'data/empty' })
  })

  it('metarank reads ratings in the fields of interactions', async () => {
    const rated = [1, 2, 5].map((value) => ({
      event: 'interaction',
      id: `i${value}`,
      user: 'ann',
      type: 'rate',
      item: `item ${value}`,
      timestamp,
      fields: [{ name: 'rating', value }],
    }))
    const data = await loadDataset(`metarank:${folderOf({ 'events.jsonl': jsonl(...rated) })}`, { home })
    expect(data.scale).toEqual({ min: 1, max: 5, step: 1 })
  })

  it.each([
    ['an unknown event', { event: 'visit', user: 'ann' }, /Row 6 \(line 6 of events\.jsonl\) is no item, user/],
    ['a time that is none', { ...events[3], timestamp: 'now' }, /Unix time or an ISO date, got "now"/],
    ['mixed units', { ...events[3], timestamp: '1599391467' }, /one unit of time, got seconds/],
    ['a ranking without items', { ...events[2], items: [] }, /has no items/],
  ])('metarank refuses %s, or counts it where that is allowed', async (_, event, message) => {
    const folder = folderOf({ 'events.jsonl': jsonl(...events, event) })
    await expect(loadDataset(`metarank:${folder}`, { home })).rejects.toThrow(message)
    const data = await loadDataset(`metarank:${folder}`, { home, maxErrors: 1 })
    expect(data.notes.join()).toContain('1 bad rows of events.jsonl left out')
  })
})
