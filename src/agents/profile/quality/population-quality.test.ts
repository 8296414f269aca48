import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../random.ts'
import { generatedProfiles } from '../generate/generated.ts'
import { standardPopulation } from '../generate/standard-population.ts'
import { handcrafted } from '../handcrafted/handcrafted.ts'
import type { Profile } from '../profile.ts'
import { conditionalEntropy } from './conditional-entropy.ts'
import { correctedCramersV, cramersV } from './cramers-v.ts'
import { duplicateRate, refuseDuplicates } from './duplicates.ts'
import { populationQuality } from './population-quality.ts'
import { totalVariation } from './total-variation.ts'

const generated = (count: number) => {
  const source = generatedProfiles(randomStream(1))
  return Array.from({ length: count }, (_, number) => source.person(number))
}

describe('totalVariation()', () => {
  it('totalVariation() of the published shares is 0.1', () => {
    expect(totalVariation({ a: 0.5, b: 0.3, c: 0.2 }, { a: 0.4, b: 0.4, c: 0.2 })).toBeCloseTo(0.1, 12)
  })

  it('totalVariation() is 0 of a thing and itself, 1 of things apart, symmetric, null of nothing', () => {
    const shares = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 9 }), { minKeys: 1 })
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        expect(totalVariation(one, one)).toBeCloseTo(0, 12)
        expect(totalVariation(one, other)).toBeCloseTo(totalVariation(other, one)!, 12)
        expect(totalVariation(one, other)).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
    expect(totalVariation({ a: 1 }, { b: 2 })).toBe(1)
    expect(totalVariation({}, { a: 1 })).toBeNull()
  })
})

describe('cramersV()', () => {
  it('cramersV() of the published table is 0.5', () => {
    expect(
      cramersV([
        [30, 10],
        [10, 30],
      ]),
    ).toBeCloseTo(0.5, 12)
  })

  it('cramersV() is 0 for independent attributes, 1 where one decides the other, null where one does not vary', () => {
    expect(
      cramersV([
        [10, 20],
        [20, 40],
      ]),
    ).toBeCloseTo(0, 12)
    expect(
      cramersV([
        [10, 0, 0],
        [0, 20, 5],
      ]),
    ).toBeCloseTo(1, 12)
    expect([
      cramersV([[1, 2]]),
      cramersV([
        [1, 0],
        [2, 0],
      ]),
      cramersV([]),
    ]).toEqual([null, null, null])
  })

  it('correctedCramersV() takes out most of what chance alone gives', () => {
    const random = randomStream(1)
    const table = Array.from({ length: 3 }, () => new Array<number>(20).fill(0))
    for (let person = 0; person < 200; person++) table[random.int(3)]![random.int(20)]!++
    expect(cramersV(table)).toBeGreaterThan(0.15)
    expect(correctedCramersV(table)).toBeLessThan(0.1)
    expect(
      correctedCramersV([
        [3000, 1000],
        [1000, 3000],
      ]),
    ).toBeCloseTo(0.5, 3)
    expect(correctedCramersV([[1, 2]])).toBeNull()
  })
})

describe('conditionalEntropy()', () => {
  it('conditionalEntropy() is 0 where one decides the other and that of the second where they are independent', () => {
    expect(
      conditionalEntropy(
        [
          [5, 0],
          [0, 7],
        ],
        false,
      ),
    ).toBe(0)
    expect(
      conditionalEntropy(
        [
          [5, 5],
          [10, 10],
        ],
        false,
      ),
    ).toBeCloseTo(Math.LN2, 12)
    expect(
      conditionalEntropy(
        [
          [5, 5],
          [10, 0],
        ],
        false,
      ),
    ).toBeCloseTo(0.346574, 6)
    expect(conditionalEntropy([[0, 0]], false)).toBeNull()
  })
})

describe('duplicateRate()', () => {
  const people = handcrafted()

  it('duplicateRate() looks at the fields, not at id, name or text', () => {
    const again = { ...people[0]!, id: 'again', name: 'again', status: 'Hello.' }
    expect(duplicateRate(people)).toBe(0)
    expect(duplicateRate([...people, again])).toBeCloseTo(1 / 21, 12)
    expect(duplicateRate([])).toBeNull()
  })

  it('refuseDuplicates() refuses more than 1%, with the rate', () => {
    refuseDuplicates(people)
    const hundred = generated(100)
    refuseDuplicates([...hundred, hundred[0]!])
    expect(() => refuseDuplicates([...people, people[0]!])).toThrow(
      expect.objectContaining({ code: 'profile/duplicates', message: expect.stringContaining('4.8% of 21 people') }),
    )
  })
})

describe('populationQuality()', () => {
  const joint = standardPopulation()

  it('populationQuality() finds people drawn from the reference near it', () => {
    const quality = populationQuality(generated(1500), { joint })
    for (const { totalVariation } of quality.marginals) expect(totalVariation).toBeLessThan(0.06)
    const { difference, entropy, reference } = quality.stereotypes
    expect(difference).toBeCloseTo(entropy! - reference!, 12)
    expect(Math.abs(difference!)).toBeLessThan(0.05)
    expect(quality).toMatchObject({ people: 1500, duplicates: 0, origins: { generated: 1500 } })
  })

  it('populationQuality() finds a stereotype: occupations that follow gender', () => {
    const typed = generated(600).map((person) => ({
      ...person,
      demographics: { ...person.demographics, occupation: person.demographics.gender === 'female' ? 'nurse' : 'pilot' },
    }))
    const quality = populationQuality(typed, { joint })
    expect(quality.stereotypes.entropy).toBeCloseTo(0, 2)
    expect(quality.stereotypes.difference).toBeLessThan(-2)
    expect(
      quality.associations.find(({ attributes }) => attributes.join() === 'gender,occupation')?.cramersV,
    ).toBeCloseTo(1, 9)
    expect(quality.marginals.find(({ attribute }) => attribute === 'occupation')?.totalVariation).toBeGreaterThan(0.9)
  })

  it('populationQuality() measures tastes of everybody and of the aligned', () => {
    const people = handcrafted().map(
      (person, place): Profile => ({
        ...person,
        origin: place < 2 ? 'aligned' : person.origin,
        taste: place < 2 ? { Drama: 1 } : { Comedy: 1 },
      }),
    )
    const { tastes } = populationQuality(people, { tastes: { Drama: 0.5, Comedy: 0.5 } })
    expect(tastes).toEqual({
      known: 20,
      totalVariation: expect.closeTo(0.4, 9),
      aligned: 2,
      alignedTotalVariation: 0.5,
    })
  })

  it('populationQuality() is null, not zero, where nothing is known', () => {
    const quality = populationQuality([])
    expect(quality.duplicates).toBeNull()
    expect(quality.stereotypes).toEqual({ known: 0, entropy: null, reference: null, difference: null })
    expect(quality.tastes.totalVariation).toBeNull()
    for (const { cramersV, corrected } of quality.associations) expect([cramersV, corrected]).toEqual([null, null])
  })
})
