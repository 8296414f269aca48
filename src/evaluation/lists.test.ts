import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ItemId, itemId, userId } from '../domain/index.ts'
import { type Event, ITEMS, partsOf, USERS } from './_toy-parts.ts'
import { evaluateLists, type ListsRequest } from './lists.ts'
import { evaluateRanking } from './ranking.ts'

const log: Event[] = [
  [0, 0, 5, false],
  [0, 1, 4, true],
  [1, 2, 3, true],
]
const parts = { ...partsOf(log), split: 'toy', metrics: ['recall@2', 'mrr@2', 'list_length@2'] }
const given = (lists: Readonly<Record<string, readonly number[]>>): ListsRequest['given'] =>
  new Map(Object.entries(lists).map(([user, items]) => [userId(user), items.map((item) => itemId(`${item}`))]))
const scoreTable = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: USERS * ITEMS, maxLength: USERS * ITEMS })

describe('evaluateLists()', () => {
  it('evaluateLists() gives the numbers of evaluateRanking() for the same lists', () => {
    fc.assert(
      fc.property(scoreTable, (table) => {
        const ask = { ...parts, metrics: ['all'], ks: [3] }
        const score = (user: number, into: Float32Array) => into.map((_, item) => table[user * ITEMS + item]!)
        const ranked = evaluateRanking({ ...ask, score, metrics: ['all', `recall@${ITEMS}`], keepLists: true })
        const lists = ranked.people.map((person, place): [typeof person, ItemId[]] => {
          return [person, Array.from(ranked.lists![place]!.ranked, (item) => parts.train.items.ids[item]!)]
        })
        const measured = evaluateLists({ ...ask, given: new Map(lists) })
        for (const [label, column] of Object.entries(measured.perPerson)) {
          if (label !== 'auc') expect([...column]).toEqual([...ranked.perPerson[label]!])
        }
        for (const [label, value] of Object.entries(measured.values)) {
          if (!label.endsWith('auc')) expect(value).toEqual(ranked.values[label])
        }
      }),
      { numRuns: 20 },
    )
  })

  it('evaluateLists() says what lists it had, and that nobody knows of what they were chosen', () => {
    const result = evaluateLists({ ...parts, given: given({ 0: [0, 1, 3] }) })
    expect(result.protocol).toMatchObject({ candidates: 'as given', ties: 'as given', filterSeen: false, people: 2 })
    expect(result).toMatchObject({ withoutList: 1, seen: 1, repeats: 0 })
    // Person 1 was recommended nothing, so nothing was found.
    expect(result.values['recall@2']).toEqual({ value: 0.5, people: 2, excluded: 0 })
    expect([...result.perPerson['list_length@2']!]).toEqual([2, 0])
  })

  it('evaluateLists() takes out what was met in training when asked to', () => {
    const lists = given({ 0: [0, 1, 3] })
    expect(evaluateLists({ ...parts, given: lists }).perPerson['mrr@2']![0]).toBe(1 / 2)
    const fresh = evaluateLists({ ...parts, given: lists, filterSeen: true })
    expect(fresh.perPerson['mrr@2']![0]).toBe(1)
    expect(fresh.protocol).toMatchObject({ candidates: 'as given', filterSeen: true })
  })

  it('evaluateLists() refuses an item that a list names twice, or keeps the first place of it', () => {
    const lists = given({ 0: [3, 3, 1] })
    expect(() => evaluateLists({ ...parts, given: lists })).toThrow(
      expect.objectContaining({
        code: 'metric/duplicate-item',
        message: expect.stringMatching(/person "0".*"3".*rank 2/),
      }),
    )
    const result = evaluateLists({ ...parts, given: lists, dedupe: true })
    expect(result.perPerson['mrr@2']![0]).toBe(1 / 2)
    expect(result.repeats).toBe(1)
  })

  it.each([
    [{ 0: [77] }, '"77"'],
    [{ stranger: [1] }, '"stranger"'],
  ])('evaluateLists() refuses what the data do not know: %j', (lists, named) => {
    expect(() => evaluateLists({ ...parts, given: given(lists) })).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', message: expect.stringContaining(named) }),
    )
  })
})
