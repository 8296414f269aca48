import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MindFailure, type Question } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { choiceMind, scalePoints, softmax } from './choice-mind.ts'

const question = (facts: unknown, key = 0): Question => ({
  type: 'test/question',
  facts,
  prompt: () => {
    throw new Error('a choice mind reads facts, not words')
  },
  random: randomStream(1, key),
})

const mind = choiceMind({
  utility: { of: ({ facts }, options) => options.map((option) => (option === facts ? Math.log(3) : 0)) },
  words: ({ facts }) => `I say ${String(facts)}.`,
  values: ({ facts }) => facts,
})

describe('choiceMind()', () => {
  it('gives options probabilities by their utilities and reads no words', async () => {
    const { probabilities } = await mind.choose(question('yes'), ['yes', 'no'])
    expect(probabilities[0]).toBeCloseTo(0.75)
  })

  it('picks as often as it says', async () => {
    let yes = 0
    for (let key = 0; key < 4000; key++)
      yes += Number((await mind.choose(question('yes', key), ['yes', 'no'])).picked === 'yes')
    expect(yes / 4000).toBeCloseTo(0.75, 1)
  })

  it('answers the same question the same way, whatever was asked before', async () => {
    const alone = await mind.choose(question('b', 9), ['a', 'b', 'c'])
    await mind.choose(question('a', 1), ['a', 'b', 'c'])
    expect(await mind.choose(question('b', 9), ['a', 'b', 'c'])).toEqual(alone)
  })

  it('rates on the points of the scale', async () => {
    const { value, probabilities } = await mind.rate(question('3'), { min: 1, max: 5, step: 1 })
    expect([1, 2, 3, 4, 5]).toContain(value)
    expect(probabilities[2]).toBeCloseTo(3 / 7)
  })

  it('writes by template and fills a schema from values', async () => {
    expect(await mind.write(question('so'))).toBe('I say so.')
    expect(await mind.extract(question({ genre: 'drama' }), z.object({ genre: z.string() }))).toEqual({
      genre: 'drama',
    })
  })

  it('rejects with a typed failure when it has no options or no value', async () => {
    await expect(mind.choose(question('x'), [])).rejects.toBeInstanceOf(MindFailure)
    await expect(mind.extract(question(7), z.object({}))).rejects.toMatchObject({
      kind: 'policy',
      step: 'test/question',
    })
  })
})

describe('softmax()', () => {
  it('sums to one and survives large utilities', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (utilities) => {
        expect(softmax(utilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1)
      }),
    )
  })
})

describe('scalePoints()', () => {
  it('walks from min to max in steps', () => {
    expect(scalePoints({ min: 0.5, max: 2, step: 0.5 })).toEqual([0.5, 1, 1.5, 2])
  })
})
