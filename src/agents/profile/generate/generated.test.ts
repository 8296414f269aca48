import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatedPopulation } from '../../../data/index.ts'
import { randomStream } from '../../../random.ts'
import { alignedProfiles } from '../align/aligned.ts'
import { marginalOf } from '../joint/joint.ts'
import { bigFiveNames, entropyOf, type Profile } from '../profile.ts'
import { profileProblems } from '../profile-problems.ts'
import { bigFiveSource, usualTraitCorrelations } from './big-five.ts'
import { generatedProfiles, type ProfileSource } from './generated.ts'
import { mixedProfiles, usualMix } from './mixed.ts'
import { standardPopulation } from './standard-population.ts'
import { drawTaste, tasteModel } from './taste-model.ts'

const people = (source: ProfileSource, count: number): Profile[] =>
  Array.from({ length: count }, (_, number) => source.person(number))
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const correlation = (one: readonly number[], other: readonly number[]): number => {
  const [a, b] = [mean(one), mean(other)]
  const common = mean(one.map((value, place) => (value - a) * (other[place]! - b)))
  return common / Math.sqrt(mean(one.map((value) => (value - a) ** 2)) * mean(other.map((value) => (value - b) ** 2)))
}

describe('generatedProfiles()', () => {
  it('generatedProfiles() makes sound profiles, the same ones for the same seed, whatever the order asked', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(10_000), (seed, number) => {
        const person = generatedProfiles(randomStream(seed)).person(number)
        expect(profileProblems(person)).toEqual([])
        const again = generatedProfiles(randomStream(seed))
        again.person(number + 1)
        expect(again.person(number)).toEqual(person)
      }),
      { numRuns: 50 },
    )
  })

  it('generatedProfiles() leaves other parts of a person alone when one part is set otherwise', () => {
    const usual = generatedProfiles(randomStream(1)).person(3)
    const other = generatedProfiles(randomStream(1), { tastes: tasteModel({ Opera: 0.5, Jazz: 0.5 }) }).person(3)
    expect({ ...other, taste: null, diversity: null }).toEqual({ ...usual, taste: null, diversity: null })
  })

  it('generatedProfiles() spreads the dispositions evenly and correlates them as the loadings say', () => {
    const drawn = people(generatedProfiles(randomStream(2)), 4000)
    for (const field of ['activity', 'patience', 'priceSensitivity', 'privacyAttitude'] as const) {
      const values = drawn.map((person) => person[field]!)
      // Of an even spread: mean 1/2, variance 1/12; five standard errors.
      expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.025)
      expect(Math.abs(mean(values.map((value) => (value - 0.5) ** 2)) - 1 / 12)).toBeLessThan(0.007)
    }
    const scores = (name: (typeof bigFiveNames)[number]) => drawn.map(({ bigFive }) => bigFive[name]!)
    expect(
      correlation(
        scores('conscientiousness'),
        drawn.map(({ patience }) => patience!),
      ),
    ).toBeGreaterThan(0.25)
    expect(
      correlation(
        scores('agreeableness'),
        drawn.map(({ conformity }) => conformity!),
      ),
    ).toBeCloseTo(0.3, 1)
    expect(
      correlation(
        scores('openness'),
        drawn.map(({ diversity }) => diversity!),
      ),
    ).toBeGreaterThan(0.2)
  })
})

describe('bigFiveSource()', () => {
  it('bigFiveSource() draws scores with the correlations given', () => {
    const draw = bigFiveSource()
    const drawn = Array.from({ length: 8000 }, (_, person) => draw(randomStream(4, person)))
    for (const [i, one] of bigFiveNames.entries()) {
      for (const [j, other] of bigFiveNames.entries()) {
        const r = correlation(
          drawn.map((scores) => scores[one]),
          drawn.map((scores) => scores[other]),
        )
        expect(Math.abs(r - usualTraitCorrelations[i]![j]!)).toBeLessThan(0.05)
      }
    }
  })

  it('bigFiveSource() refuses what is no correlation matrix', () => {
    const with_ = (value: number) =>
      usualTraitCorrelations.map((row, i) => row.map((one, j) => (i + j === 1 ? value : one)))
    expect(() => bigFiveSource(with_(1.2))).toThrow('positive definite')
    expect(() => bigFiveSource([[1]])).toThrow('five by five')
  })
})

describe('drawTaste()', () => {
  const scores = { openness: 0, conscientiousness: 0, extraversion: 0, agreeableness: 0, neuroticism: 0 }

  it('drawTaste() gives the base where nobody leans and nothing tilts', () => {
    expect(drawTaste(tasteModel({ a: 0.7, b: 0.3 }, { spread: 0 }), scores, randomStream(1))).toEqual({
      a: 0.7,
      b: 0.3,
    })
  })

  it('drawTaste() tilts by traits and sums to 1', () => {
    const model = tasteModel({ a: 0.5, b: 0.5 }, { spread: 0, tilts: { a: { extraversion: 1 } } })
    const { a } = drawTaste(model, { ...scores, extraversion: Math.log(3) }, randomStream(1))
    expect(a).toBe(0.75)
    const taste = drawTaste(tasteModel(), scores, randomStream(1))
    expect(Object.values(taste).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
  })

  it('drawTaste() keeps the odds of the others when a category comes in', () => {
    const two = drawTaste(tasteModel({ a: 0.5, b: 0.5 }), scores, randomStream(1))
    const three = drawTaste(tasteModel({ a: 0.25, b: 0.25, c: 0.5 }), scores, randomStream(1))
    expect(three['a']! / three['b']!).toBeCloseTo(two['a']! / two['b']!, 2)
  })

  it('tasteModel() refuses a base that does not sum to 1', () => {
    expect(() => tasteModel({ a: 0.5 })).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})

describe('standardPopulation()', () => {
  it('standardPopulation() lets gender say nothing of the occupation and age a lot', () => {
    const joint = standardPopulation()
    const [female, male] = marginalOf(joint, 'gender')
    expect(female).toBeCloseTo(male!, 9)
    const { values } = joint.attributes[2]!
    for (let cell = 0; cell < values.length; cell++) {
      for (let band = 0; band < 8; band++) {
        const at = (gender: number) => joint.cells[(band * 3 + gender) * values.length + cell]!
        expect(at(0)).toBeCloseTo(at(1), 9)
      }
    }
  })
})

describe('mixedProfiles()', () => {
  const { data } = generatedPopulation({ users: 60, items: 80, eventsPerUser: 20 })
  const sources = (seed: number) => ({
    generated: generatedProfiles(randomStream(seed, 'generated')),
    aligned: alignedProfiles(data, randomStream(seed, 'aligned')),
  })
  const count = (profiles: readonly Profile[], origin: string): number =>
    profiles.filter((person) => person.origin === origin).length

  it('mixedProfiles() begins a larger population with the smaller one, with unique ids', () => {
    const large = mixedProfiles(80, usualMix, sources(1)).profiles
    for (const size of [1, 7, 50]) {
      expect(mixedProfiles(size, usualMix, sources(1)).profiles).toEqual(large.slice(0, size))
    }
    expect(new Set(large.map(({ id }) => id)).size).toBe(80)
  })

  it('mixedProfiles() follows the weights to within a person', () => {
    const { profiles } = mixedProfiles(50, usualMix, sources(1))
    expect(['handcrafted', 'generated', 'aligned'].map((origin) => count(profiles, origin))).toEqual([5, 10, 35])
  })

  it('mixedProfiles() gives the places of a route that has run out to the others, with a warning', () => {
    const { profiles, warnings } = mixedProfiles(200, usualMix, sources(1))
    expect([count(profiles, 'aligned'), count(profiles, 'handcrafted')]).toEqual([60, 20])
    expect(warnings.join()).toContain('There are 60 aligned people')
  })

  it.each([
    ['aligned people without data', 10, { handcrafted: 0, generated: 0, aligned: 1 }, 'config/option', 'needs data'],
    [
      'more people than there are',
      21,
      { handcrafted: 1, generated: 0, aligned: 0 },
      'config/range',
      '20 people at most',
    ],
    ['weights that are all 0', 10, { handcrafted: 0, generated: 0, aligned: 0 }, 'config/range', 'not all 0'],
    ['a negative weight', 10, { handcrafted: -1, generated: 1, aligned: 1 }, 'config/range', '-1, 1, 1'],
  ])('mixedProfiles() refuses %s', (_, size, weights, code, words) => {
    expect(() => mixedProfiles(size, weights, {})).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    )
  })
})

describe('entropyOf()', () => {
  it('entropyOf() of a drawn taste is the diversity of the person', () => {
    const person = generatedProfiles(randomStream(9)).person(0)
    expect(person.diversity).toBeCloseTo(entropyOf(Object.values(person.taste!))!, 4)
  })
})
