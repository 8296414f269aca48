import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bfi44 } from './bfi-44.ts'
import { defineInstrument, keyedItems, withTexts } from './instrument.ts'
import { instrumentByName, instruments } from './instruments.ts'
import { ipip50 } from './ipip-50.ts'
import { miniIpip20 } from './mini-ipip-20.ts'
import { scoreInstrument } from './score-instrument.ts'

const all = (value: number, items: number) => new Map(Array.from({ length: items }, (_, i) => [i + 1, value]))
const byTrait = (value: number) => new Map(scoreInstrument(bfi44, all(value, 44)).map((score) => [score.trait, score]))

describe('instruments', () => {
  it.each(instruments.map((one) => [one.id, one] as const))('%s parts its items into five scales', (_, instrument) => {
    const numbers = instrument.key.flatMap(({ items }) => items).sort((a, b) => a - b)
    expect(numbers).toEqual(instrument.items.map(({ number }) => number))
    expect(new Set(instrument.key.map(({ trait }) => trait)).size).toBe(5)
  })

  it('has the published numbers of reversed items', () => {
    const reversed = (one: typeof bfi44) => keyedItems(one).filter((item) => item.reversed).length
    expect([bfi44, miniIpip20, ipip50].map(reversed)).toEqual([16, 11, 18])
  })

  it('has each statement of the short form in the long one, keyed the same way', () => {
    const long = new Map(keyedItems(ipip50).map((item) => [item.text, item]))
    for (const item of keyedItems(miniIpip20)) {
      expect(long.get(item.text)).toMatchObject({ trait: item.trait, reversed: item.reversed })
    }
  })

  it('ships no text of the inventory that is under copyright', () => {
    expect(bfi44.items.every(({ text }) => text === null)).toBe(true)
  })

  it('instrumentByName() names what there is', () => {
    expect(instrumentByName('ipip-50')).toBe(ipip50)
    expect(() => instrumentByName('ipip-5')).toThrow(expect.objectContaining({ code: 'config/unknown-name' }))
  })
})

describe('scoreInstrument()', () => {
  it('scores the published fixture: all answers 4', () => {
    const scores = byTrait(4)
    expect(scores.get('extraversion')!.mean).toBeCloseTo(3.25, 4)
    expect(scores.get('agreeableness')!.mean).toBeCloseTo(3.1111, 4)
    expect(scores.get('conscientiousness')!.mean).toBeCloseTo(3.1111, 4)
    expect(scores.get('neuroticism')!.mean).toBeCloseTo(3.25, 4)
    expect(scores.get('openness')!.mean).toBeCloseTo(3.6, 4)
    expect(scores.get('extraversion')!.z).toBeCloseTo(0, 4)
    expect(scores.get('agreeableness')!.z).toBeCloseTo(-0.7346, 4)
    expect(scores.get('conscientiousness')!.z).toBeCloseTo(-0.4642, 4)
    expect(scores.get('neuroticism')!.z).toBeCloseTo(-0.0854, 4)
    expect(scores.get('openness')!.z).toBeCloseTo(-0.4848, 4)
  })

  it('scores the published fixture: all answers 5, and all 3', () => {
    const order = ['extraversion', 'agreeableness', 'conscientiousness', 'neuroticism', 'openness'] as const
    const means = (value: number) => order.map((trait) => Number(byTrait(value).get(trait)!.mean!.toFixed(4)))
    expect(means(5)).toEqual([3.5, 3.2222, 3.2222, 3.5, 4.2])
    expect(means(3)).toEqual([3, 3, 3, 3, 3])
  })

  it('is mirrored when every answer is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 50, maxLength: 50 }), (answers) => {
        const sheet = (of: (value: number) => number) => new Map(answers.map((value, i) => [i + 1, of(value)]))
        const plain = scoreInstrument(
          ipip50,
          sheet((value) => value),
        )
        const mirrored = scoreInstrument(
          ipip50,
          sheet((value) => 6 - value),
        )
        for (const [i, { mean }] of plain.entries()) expect(mirrored[i]!.mean).toBeCloseTo(6 - mean!, 9)
      }),
    )
  })

  it('drops answers out of range or missing, and has no score below 80% of the items', () => {
    const answers = new Map<number, number | null>(all(4, 50))
    answers.set(1, 9)
    answers.set(6, null)
    const extraversion = () => scoreInstrument(ipip50, answers).find(({ trait }) => trait === 'extraversion')!
    expect(extraversion()).toMatchObject({ answered: 8, reason: null })
    expect(extraversion().mean).toBeCloseTo((5 * 4 - 4 + 2 * 4) / 8 + (4 - 4) / 8, 9)
    answers.set(11, Number.NaN)
    expect(extraversion()).toMatchObject({ answered: 7, mean: null, z: null })
    expect(extraversion().reason).toContain('7 of 10')
  })

  it('has no standard score without norms', () => {
    expect(scoreInstrument(miniIpip20, all(4, 20)).every(({ z }) => z === null)).toBe(true)
  })
})

describe('defineInstrument()', () => {
  const broken = (change: object) => () => defineInstrument({ ...miniIpip20, ...change })
  it.each([
    [
      'an item on two scales',
      { key: [...miniIpip20.key, { trait: 'openness', items: [1, 2], reversed: [] }] },
      'Item 1',
    ],
    ['an item on none', { key: miniIpip20.key.slice(1) }, 'on no scale'],
    [
      'a reversed item of another scale',
      { key: [{ ...miniIpip20.key[0]!, reversed: [2] }, ...miniIpip20.key.slice(1)] },
      'Item 2',
    ],
    ['a range upside down', { range: { min: 5, max: 1 } }, 'range'],
    ['words for fewer points', { scale: ['no', 'yes'] }, '5 points'],
    ['a number twice', { items: miniIpip20.items.map((item) => ({ ...item, number: 1 })) }, 'one number'],
    ['a field that does not exist', { colour: 'red' }, 'olour'],
  ])('refuses %s', (_, change, words) => {
    expect(broken(change)).toThrow(expect.objectContaining({ code: 'instrument/invalid' }))
    expect(broken(change)).toThrow(words)
  })

  it('withTexts() wants one text for each item and no other', () => {
    const texts = new Map(bfi44.items.map(({ number }) => [number, `Statement ${number}`]))
    expect(withTexts(bfi44, texts).items[43]!.text).toBe('Statement 44')
    expect(() => withTexts(bfi44, new Map([...texts].slice(1)))).toThrow('Item 1')
    expect(() => withTexts(bfi44, new Map([...texts, [45, 'more']]))).toThrow('no item 45')
  })
})
