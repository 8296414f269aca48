import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { textFeatures } from './text-features.ts'

/** Two kinds of films; words of one kind never stand beside those of the other. */
const TEXTS = [
  'a cowboy rides to the saloon',
  'the sheriff and the cowboy duel',
  'a duel at the saloon at noon',
  'the sheriff rides at noon',
  'an alien lands in a rocket',
  'the rocket leaves for the moon',
  'an alien on the moon',
  'a robot builds a rocket for the alien',
  'the robot on the moon',
]
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, place) => sum + value * b[place]!, 0)
const learned = (dimensions = 4) => textFeatures(TEXTS, randomStream(1), { dimensions })

describe('textFeatures()', () => {
  it('textFeatures() brings texts of one kind near each other, though they share no word', async () => {
    // 'cowboy' and 'noon' never stand in one text; both stand beside 'saloon', 'sheriff' and 'duel'.
    const [western, other, space] = await learned(2).embed(['cowboy', 'noon', 'robot'])
    expect(dot(western!, other!)).toBeGreaterThan(0.9)
    expect(dot(western!, space!)).toBeLessThan(0.6)
  })

  it('textFeatures() gives the cosines of tf-idf where it keeps every dimension', async () => {
    // Idf of a word in 1 of 2 texts: ln(3 / 2) + 1; in both: 1.
    const [one, other] = ['red film', 'blue film']
    const [a, b] = await textFeatures([one, other], randomStream(2), { dimensions: 3, leastTexts: 1 }).embed([
      one,
      other,
    ])
    const rare = Math.log(3 / 2) + 1
    expect(dot(a!, b!)).toBeCloseTo(1 / (1 + rare * rare), 6)
  })

  it('textFeatures() gives unit vectors, zeros for a text without known words, and the same bits beside other texts', async () => {
    const embedder = learned()
    const anyText = fc.array(fc.constantFrom('cowboy', 'Moon', 'the', 'unheard', '…'), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 5 }), async (lists) => {
        const texts = lists.map((list) => list.join(' '))
        const vectors = await embedder.embed(texts)
        for (const [place, vector] of vectors.entries()) {
          expect((await embedder.embed([texts[place]!]))[0]).toEqual(vector)
          expect([0, 1]).toContain(Math.round(dot(vector, vector) * 1e5) / 1e5)
        }
      }),
    )
    expect((await embedder.embed(['unheard of']))[0]!.every((value) => value === 0)).toBe(true)
  })

  it('textFeatures() is decided by its texts and its stream', async () => {
    expect(learned().fingerprint).toBe(learned().fingerprint)
    expect(await learned().embed(TEXTS)).toEqual(await learned().embed(TEXTS))
    expect(textFeatures(TEXTS.slice(1), randomStream(1), { dimensions: 4 }).fingerprint).not.toBe(learned().fingerprint)
  })

  it('textFeatures() fills up with zeros what the texts have no dimensions for', async () => {
    const [vector] = await learned(50).embed(['cowboy'])
    expect(vector).toHaveLength(50)
    expect(dot(vector!, vector!)).toBeCloseTo(1, 5)
  })

  it('textFeatures() refuses texts that share no word, and numbers below 1', () => {
    expect(() => textFeatures(['a b', 'c d'], randomStream(1))).toThrow(expect.objectContaining({ code: 'data/empty' }))
    expect(() => textFeatures([], randomStream(1))).toThrow(expect.objectContaining({ code: 'data/empty' }))
    for (const option of [{ dimensions: 0 }, { leastTexts: 1.5 }, { mostWords: -1 }]) {
      expect(() => textFeatures(TEXTS, randomStream(1), option)).toThrow(
        expect.objectContaining({ code: 'config/range' }),
      )
    }
  })
})
