import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemId } from '../../domain/index.ts'
import {
  averageTurns,
  judgeTalk,
  meanHitTurn,
  namesTitle,
  partialRatio,
  realism,
  type Sought,
  type Talk,
  talkColumns,
  turnBounds,
} from './index.ts'

const cost = { calls: 2, promptTokens: 10, generatedTokens: 4, milliseconds: 8 }
const reply = (items: string, over: Partial<Talk['replies'][number]> = {}): Talk['replies'][number] => ({
  text: 'Here.',
  items: items.split('').map(itemId),
  wishes: [],
  failed: false,
  cost,
  ...over,
})
const talkOf = (over: Partial<Talk>): Talk => ({ said: [], replies: [], because: 'turns', accepts: null, ...over })
const sought: Sought = { isWanted: (id) => id === 't', title: 'Heat (1995)', surplus: null }

describe('averageTurns', () => {
  it('averageTurns() of hits at 1 and 3 and a miss within 5 turns is 3.3333, with Hit .6667', () => {
    const { hit, turns } = averageTurns([1, 3, null], 5)
    expect(turns).toBeCloseTo(3.3333, 4)
    expect(hit).toBeCloseTo(0.6667, 4)
  })

  it('meanHitTurn() of Hit .87 and AT 2.86 is 2.39, inside 1 to 5', () => {
    expect(meanHitTurn(0.87, 2.86, 5)).toBeCloseTo(2.39, 2)
    const { least, most } = turnBounds(0.87, 5)
    expect(2.86).toBeGreaterThan(least)
    expect(2.86).toBeLessThan(most)
    expect(meanHitTurn(0, 6, 5)).toBeNull()
  })

  it('averageTurns() keeps AT inside its bounds, and the mean hit turn is that of the hits', () => {
    const turn = fc.option(fc.integer({ min: 1, max: 7 }), { nil: null })
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1 }), (hits) => {
        const { hit, turns } = averageTurns(hits, 7)
        const { least, most } = turnBounds(hit!, 7)
        expect(turns).toBeGreaterThanOrEqual(least - 1e-9)
        expect(turns).toBeLessThanOrEqual(most + 1e-9)
        const found = hits.filter((one) => one !== null)
        const mean = found.reduce((sum, one) => sum + one, 0) / found.length
        if (found.length > 0) expect(meanHitTurn(hit!, turns!, 7)).toBeCloseTo(mean, 9)
      }),
    )
  })

  it('averageTurns() is undefined without conversations, and refuses turns that cannot be', () => {
    expect(averageTurns([], 5)).toEqual({ hit: null, turns: null })
    expect(() => averageTurns([1], 0)).toThrow('k must be a whole number of turns from 1, got 0.')
    expect(() => averageTurns([6], 5)).toThrow('A hit must lie in turns 1 to 5, got 6.')
  })
})

describe('partialRatio', () => {
  it.each([
    ['heat', 'Shall it be heat then?', 100],
    ['', '', 100],
    ['', 'a', 0],
    ['abcd', 'XXXbcdeEEE', 75],
    // The window "hat" at the end of the text is shorter than the title.
    ['heat', 'that', 600 / 7],
    ['this is a test', 'this is a test!', 100],
    ['abc', 'xyz', 0],
  ])('partialRatio(%j, %j) is %d', (one, other, expected) => {
    expect(partialRatio(one, other)).toBeCloseTo(expected, 9)
  })

  it('partialRatio() is that of a plain search of all windows, either way round, also above a bound', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' '), maxLength: 70 })
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 99 }), (one, other, least) => {
        const expected = plainPartialRatio(one, other)
        expect(partialRatio(one, other)).toBeCloseTo(expected, 9)
        expect(partialRatio(other, one)).toBeCloseTo(
          one.length === other.length ? plainPartialRatio(other, one) : expected,
          9,
        )
        expect(partialRatio(one, other, least)).toBeCloseTo(expected > least ? expected : 0, 9)
      }),
      { numRuns: 200 },
    )
  })
})

/** By the definition, with a table of letters. */
function plainPartialRatio(one: string, other: string): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short === '') return long === '' ? 100 : 0
  let best = 0
  for (let from = 1 - short.length; from < long.length; from++) {
    const window = long.slice(Math.max(0, from), from + short.length)
    best = Math.max(best, (200 * longestCommon(short, window)) / (short.length + window.length))
  }
  return best
}

function longestCommon(one: string, other: string): number {
  let above = new Array<number>(other.length + 1).fill(0)
  for (const letter of one) {
    const row = [0]
    for (let j = 0; j < other.length; j++) {
      row.push(letter === other[j] ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!))
    }
    above = row
  }
  return above[other.length]!
}

describe('namesTitle', () => {
  it('namesTitle() passes a partial ratio of 59 and stops one of 60', () => {
    // 2 · 13 / (22 + 22) and 2 · 3 / (5 + 5).
    const near = `${'0'.repeat(30)}abcdefghijklm${'0'.repeat(30)}`
    expect(partialRatio('abcdefghijklmnopqrstuv', near)).toBeCloseTo(59.09, 2)
    expect(namesTitle(near, 'abcdefghijklmnopqrstuv')).toBe(false)
    expect(partialRatio('abcde', '00abc0000')).toBe(60)
    expect(namesTitle('00abc0000', 'abcde')).toBe(true)
  })

  it.each([
    ['Have you got heat?', 'Heat (1995)', true],
    ['I want The Usual Suspects', 'Usual Suspects, The (1995)', true],
    ['the usual suspect, you know', 'Usual Suspects, The (1995)', true],
    ['A comedy from the nineties, please.', 'Heat (1995)', false],
    ["I'm in the mood for a drama.", 'M (1931)', false],
    ['Anything', ' ', false],
  ])('namesTitle(%j, %j) is %s', (text, title, expected) => {
    expect(namesTitle(text, title)).toBe(expected)
  })
})

describe('judgeTalk', () => {
  it('judgeTalk() finds hits by id and, beside them, by words', () => {
    const replies = [reply('ab', { text: 'How about Heat (1995)?' }), reply('ct'), reply('t')]
    const judged = judgeTalk(talkOf({ replies, because: 'found', accepts: itemId('t') }), sought)
    expect(judged).toMatchObject({ hit: 2, fuzzyHit: 1, leaked: false, depth: 3, lostAfter: null, persuaded: null })
    expect(judged.cost).toEqual({ calls: 6, promptTokens: 30, generatedTokens: 12, milliseconds: 24 })
  })

  it('judgeTalk() gives a conversation in which the target was named no hit', () => {
    const said = [{ text: 'Get me Heat.', tells: 0 }]
    expect(judgeTalk(talkOf({ said, replies: [reply('t')] }), sought)).toMatchObject({ hit: null, leaked: true })
  })

  it('judgeTalk() counts wishes and instructions that no card contradicts; a reply without cards keeps none', () => {
    const wish = (contradicted: number | null, insisted = false) => ({ contradicted, insisted })
    const replies = [
      reply('ab', { wishes: [wish(0), wish(null), wish(0.5, true)] }),
      reply('cd', { wishes: [wish(0, true)] }),
      reply('', { wishes: [wish(null, true)] }),
    ]
    const judged = judgeTalk(talkOf({ replies }), sought)
    expect(judged.wishes).toEqual({ held: 4, kept: 2 })
    expect(judged.instructions).toEqual({ given: 3, followed: 1 })
  })

  it('judgeTalk() tells who was talked into something and who was lost', () => {
    const surplus = { ...sought, surplus: (id: string) => (id === 'a' ? 1 : -1) }
    const taken = (accepts: string) => talkOf({ replies: [reply('ab')], because: 'settled', accepts: itemId(accepts) })
    expect(judgeTalk(taken('a'), surplus).persuaded).toBe(false)
    expect(judgeTalk(taken('b'), surplus)).toMatchObject({ persuaded: true, lostAfter: null })
    expect(judgeTalk(talkOf({ replies: [reply('a')], because: 'ignored' }), sought).lostAfter).toBe(1)
    expect(judgeTalk(talkOf({ because: null }), sought)).toMatchObject({ failed: true, lostAfter: 0, hit: null })
  })
})

describe('talkColumns', () => {
  it('talkColumns() has the hits up to each turn, who stayed, and no number where none is defined', () => {
    const judged = [
      judgeTalk(talkOf({ replies: [reply('a'), reply('t')], because: 'found' }), sought),
      judgeTalk(talkOf({ replies: [reply('a'), reply('b'), reply('c')], because: 'patience' }), sought),
    ]
    const columns = talkColumns(judged, 3)
    expect([1, 2, 3].map((t) => [...columns[`Hit@${t}`]!])).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
    ])
    expect([...columns['AT']!]).toEqual([2, 4])
    expect([1, 2, 3].map((t) => columns[`retention@${t}`]![1])).toEqual([1, 1, 0])
    expect([...columns['instructions followed']!]).toEqual([Number.NaN, Number.NaN])
    expect([...columns['tokens a turn']!]).toEqual([14, 14])
    expect(Object.values(talkColumns([], 3)).every((column) => column.length === 0)).toBe(true)
  })
})

describe('realism', () => {
  it('realism() counts what is told first, what is polite, what was said before, and is null where nothing was said', () => {
    const said = [
      { text: 'A comedy, please.', tells: 1 },
      { text: 'Nothing before 1980.', tells: 1 },
      { text: 'a comedy please', tells: 0 },
    ]
    const { frontLoading, politeness, repetition, words, mattr } = realism([talkOf({ said })])
    expect({ frontLoading, politeness, words, mattr }).toEqual({
      frontLoading: 0.5,
      politeness: 2 / 3,
      words: { mean: 3, deviation: 0, least: 3, most: 3 },
      mattr: { window: 25, mean: null, seekers: 0 },
    })
    expect(repetition).toBeCloseTo(1 / 3, 9)
    const wordy = [{ text: Array.from({ length: 30 }, () => 'same').join(' '), tells: 0 }]
    expect(realism([talkOf({ said: wordy })]).mattr).toEqual({ window: 25, mean: 1 / 25, seekers: 1 })
    expect(realism([])).toMatchObject({ messages: 0, frontLoading: null, politeness: null, repetition: null })
  })
})
