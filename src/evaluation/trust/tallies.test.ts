import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import type { RunEvent } from '../../runs/index.ts'
import { entropyOf, narrowingTally } from './narrowing-tally.ts'
import { explainedByPlace, positionTally } from './position-tally.ts'

const event = (changes: object): RunEvent =>
  ({
    v: 1,
    ts: 0,
    n: 0,
    session: 's',
    user: '1',
    recommender: 'ease',
    as: 'viewer',
    source: 'simulation',
    ...changes,
  }) as RunEvent
const slate = (items: readonly string[], changes: object = {}) =>
  event({
    type: 'slate-shown',
    page: 1,
    slate: items.map((item, position) => ({ item, position, score: 1 })),
    ...changes,
  })
const judged = (item: string, aligned: boolean, as = 'viewer') =>
  event({ type: 'item-judged', item, aligned, probability: 0.5, as })

describe('positionTally', () => {
  it('positionTally() counts by place on the page, apart for everybody who decides', () => {
    const tally = positionTally()
    for (const one of [
      slate(['a', 'b']),
      judged('a', true),
      judged('b', false),
      event({ type: 'item-watched', item: 'a' }),
      slate(['c', 'd']),
      judged('c', true),
      judged('d', true),
      judged('c', false, 'always-no'),
      judged('not shown', true),
    ])
      tally.see(one)
    expect(tally.result()).toEqual([
      { as: 'viewer', judged: [2, 2], yes: [2, 1], watched: [1, 0] },
      { as: 'always-no', judged: [1], yes: [0], watched: [0] },
    ])
  })

  it('explainedByPlace() is 1 for who goes by the place alone, 0 for level answers, null where all answers are alike', () => {
    expect(explainedByPlace([10, 10, 10, 10], [10, 0, 0, 0])).toBeCloseTo(1)
    expect(explainedByPlace([10, 10], [5, 5])).toBe(0)
    expect(explainedByPlace([10, 10], [10, 10])).toBeNull()
    expect(explainedByPlace([10, 0], [5, 0])).toBe(0)
  })
})

describe('narrowingTally', () => {
  const kinds = { a: ['Drama'], b: ['Comedy'], c: ['Drama'], d: ['Drama'] }

  it('narrowingTally() takes a visit from its first page to its last, and viewers alone', () => {
    const tally = narrowingTally(kinds, randomStream(1))
    for (const user of ['1', '2', '3']) {
      tally.see(slate(['a', 'b'], { user }))
      tally.see(slate(['c', 'd'], { user, page: 2 }))
      tally.see(slate(['a', 'b'], { user, as: 'order-only' }))
    }
    tally.see(slate(['a', 'b'], { user: '4' }))
    const [one] = tally.result()
    expect(one).toMatchObject({ recommender: 'ease', first: { mean: 1, count: 4 }, change: { mean: -1, count: 3 } })
  })

  it('entropyOf() is the log of the number of equal kinds, and null where no kind is known', () => {
    expect(entropyOf([['a'], ['b'], ['c'], ['d']])).toBeCloseTo(2)
    expect(
      entropyOf([
        ['a', 'b'],
        ['a', 'b'],
      ]),
    ).toBeCloseTo(1)
    expect(entropyOf([['a'], ['a'], []])).toBe(0)
    expect(entropyOf([[], []])).toBeNull()
  })
})
