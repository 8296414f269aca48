import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { acquiescence } from './acquiescence.ts'
import { bootstrapStatistic } from './bootstrap-statistic.ts'
import { contradictionRate } from './contradiction-rate.ts'
import { cronbachAlpha } from './cronbach-alpha.ts'
import { discriminant } from './discriminant.ts'
import { driftSlopes } from './drift-slopes.ts'
import { etaSquaredOf, levelSums } from './eta-squared.ts'
import { fidelity, standardised } from './fidelity.ts'
import { icc, meanSquares } from './icc.ts'
import { lambda6 } from './lambda-6.ts'
import { mcdonaldOmega, omegaOf, oneFactorLoadings } from './mcdonald-omega.ts'
import { pearson } from './pearson.ts'
import { kolmogorovSmirnov, quantileMapping } from './quantile-mapping.ts'
import { refusalRates } from './refusal-rates.ts'
import { separability } from './separability.ts'
import { splitHalf } from './split-half.ts'

const fixture = [
  [4, 5, 4],
  [2, 2, 3],
  [3, 3, 3],
  [5, 4, 5],
]
const random = randomStream(5)
/** People x items with one factor of the given loadings. */
const oneFactor = (loadings: readonly number[], people: number, seed = 1): number[][] =>
  Array.from({ length: people }, (_, person) => {
    const luck = randomStream(seed, person)
    const factor = luck.normal()
    return loadings.map((loading) => loading * factor + Math.sqrt(1 - loading ** 2) * luck.normal())
  })

describe('cronbachAlpha()', () => {
  it('is 0.916 on the worked example', () => {
    expect(cronbachAlpha(fixture).value).toBeCloseTo(0.916031, 6)
  })

  it('is 1 for identical items and about 0 for independent ones', () => {
    expect(cronbachAlpha([1, 2, 5, 3].map((value) => [value, value, value])).value).toBeCloseTo(1, 12)
    expect(Math.abs(cronbachAlpha(oneFactor([0, 0, 0, 0], 4000)).value!)).toBeLessThan(0.08)
  })

  it('has no value and says why where nothing varies or too few answered', () => {
    expect(
      cronbachAlpha([
        [3, 3],
        [3, 3],
      ]),
    ).toEqual({ value: null, reason: 'the total score does not vary', count: 2 })
    expect(
      cronbachAlpha([
        [3, 3],
        [Number.NaN, 1],
      ]),
    ).toMatchObject({ value: null, count: 1 })
    expect(cronbachAlpha([[3], [4]]).reason).toContain('1 items')
    expect(cronbachAlpha([]).value).toBeNull()
  })

  it('leaves out people who lack an answer, and counts the others', () => {
    expect(cronbachAlpha([...fixture, [1, Number.NaN, 2]])).toEqual(cronbachAlpha(fixture))
  })

  it('does not change when an item is moved up or down the scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), {
          minLength: 3,
          maxLength: 20,
        }),
        (rows) => {
          const [plain, moved] = [cronbachAlpha(rows), cronbachAlpha(rows.map(([a, b]) => [a + 7, b]))]
          if (plain.value === null) expect(moved.value).toBeNull()
          else expect(moved.value).toBeCloseTo(plain.value, 8)
        },
      ),
    )
  })
})

describe('mcdonaldOmega()', () => {
  it('is 0.745 for loadings 0.8, 0.7, 0.6', () => {
    expect(omegaOf([0.8, 0.7, 0.6])).toBeCloseTo(0.744932, 6)
  })

  it('finds the loadings that made the correlations', () => {
    const wanted = [0.8, 0.7, 0.6, 0.5]
    const correlations = wanted.map((a, i) => wanted.map((b, j) => (i === j ? 1 : a * b)))
    for (const [i, loading] of oneFactorLoadings(correlations).entries()) expect(loading).toBeCloseTo(wanted[i]!, 4)
  })

  it('equals alpha of standardised items where loadings are equal', () => {
    for (const r of [0.2, 0.5, 0.8]) {
      const correlations = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : r)))
      const alpha = (4 * r) / (1 + 3 * r)
      expect(omegaOf(oneFactorLoadings(correlations))).toBeCloseTo(alpha, 5)
    }
  })

  it('comes near the truth on drawn answers', () => {
    expect(mcdonaldOmega(oneFactor([0.8, 0.7, 0.6], 4000)).value).toBeCloseTo(0.745, 1)
  })

  it('has no value for two items, or one that does not vary', () => {
    expect(mcdonaldOmega(fixture.map((row) => row.slice(0, 2))).reason).toContain('not determined')
    expect(mcdonaldOmega(fixture.map((row) => [...row, 3])).reason).toContain('does not vary')
  })
})

describe('splitHalf() and lambda6()', () => {
  it('splitHalf() steps the correlation of the halves up', () => {
    const rows = fixture.map((row) => [...row, row[1]!])
    const r = pearson(
      rows.map((row) => row[0]! + row[2]!),
      rows.map((row) => row[1]! + row[3]!),
    ).value!
    expect(splitHalf(rows).value).toBeCloseTo((2 * r) / (1 + r), 12)
    expect(
      splitHalf([
        [1, 5],
        [3, 3],
        [5, 1],
      ]).reason,
    ).toContain('against each other')
  })

  it('lambda6() equals 1 minus residual variances of regressions: worked on two items', () => {
    const rows = oneFactor([0.7, 0.7], 500)
    const { value: r } = pearson(
      rows.map((row) => row[0]!),
      rows.map((row) => row[1]!),
    )
    const variance = (i: number): number => {
      const mean = rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length
      return rows.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / (rows.length - 1)
    }
    const [a, b] = [variance(0), variance(1)]
    const whole = a + b + 2 * r! * Math.sqrt(a * b)
    expect(lambda6(rows).value).toBeCloseTo(1 - ((1 - r! ** 2) * (a + b)) / whole, 9)
  })

  it('lambda6() has no value where an item follows from the others', () => {
    expect(lambda6(fixture.map((row) => [...row, row[0]! + row[1]!])).reason).toContain('follows from the others')
  })

  it('all four agree that a scale is good where it is, and bad where it is not', () => {
    for (const measure of [cronbachAlpha, mcdonaldOmega, splitHalf, lambda6]) {
      expect(measure(oneFactor([0.8, 0.8, 0.8, 0.8], 800)).value).toBeGreaterThan(0.8)
      expect(measure(oneFactor([0.1, 0.1, 0.1, 0.1], 800)).value).toBeLessThan(0.4)
    }
  })
})

describe('icc()', () => {
  const pairs = [
    [4.0, 4.2],
    [2.5, 2.4],
    [3.0, 3.4],
    [4.6, 4.4],
  ]

  it('is 0.964 on the worked example, by its mean squares', () => {
    const { msr, msc, mse } = meanSquares(pairs)
    expect([msr, msc, mse].map((value) => Number(value.toFixed(6)))).toEqual([1.69125, 0.01125, 0.037917])
    expect(icc(pairs).value).toBeCloseTo(0.963575, 6)
  })

  it('is 1 for identical administrations, and falls with a shift that a correlation does not see', () => {
    const same = pairs.map(([a]) => [a!, a!])
    const shifted = pairs.map(([a]) => [a!, a! + 1])
    expect(icc(same).value).toBeCloseTo(1, 12)
    expect(icc(shifted).value).toBeLessThan(0.9)
    expect(
      pearson(
        shifted.map(([a]) => a!),
        shifted.map(([, b]) => b!),
      ).value,
    ).toBeCloseTo(1, 12)
  })

  it('has no value where nothing varies, or for one administration', () => {
    expect(
      icc([
        [3, 3],
        [3, 3],
      ]).reason,
    ).toBe('no score varies')
    expect(icc([[3], [4]]).value).toBeNull()
    expect(
      icc([
        [3, Number.NaN],
        [4, 4],
      ]).count,
    ).toBe(1)
  })
})

describe('pearson(), fidelity(), discriminant()', () => {
  it('pearson() is undefined, not 0, where a side does not vary', () => {
    expect(pearson([1, 2, 3], [2, 2, 2])).toMatchObject({ value: null, reason: 'one side does not vary' })
    expect(pearson([1, Number.NaN, 3, 4], [1, 2, 3, Number.NaN]).count).toBe(2)
    expect(() => pearson([1], [1, 2])).toThrow(expect.objectContaining({ code: 'stats/different-test' }))
  })

  it('fidelity() is whole for people who are as assigned, and 0 on average over shuffled profiles', () => {
    const assigned = Array.from({ length: 40 }, () => random.normal())
    const own = fidelity(assigned, assigned)
    expect([own.r.value, own.mae.value, own.labelAccuracy.value]).toEqual([1, 0, 1])
    const over = Array.from({ length: 400 }, () => fidelity(random.shuffle([...assigned]), assigned).r.value!)
    const mean = over.reduce((sum, r) => sum + r, 0) / over.length
    expect(Math.abs(mean)).toBeLessThan(3 / Math.sqrt(400 * 39))
  })

  it('standardised() has mean 0 and deviation 1, and no scores of people who are all alike', () => {
    const z = standardised([1, 2, 3, Number.NaN])
    expect(z[1]).toBeCloseTo(0, 12)
    expect(z[2]! ** 2 + z[0]! ** 2).toBeCloseTo(3, 12)
    expect(z[3]).toBeNaN()
    expect(standardised([2, 2])[0]).toBeNaN()
  })

  it('discriminant() is the largest correlation of two traits, whichever sign', () => {
    expect(
      discriminant([
        [1, 2, 3, 4],
        [4, 3, 2, 1],
        [1, 3, 2, 4],
      ]).value,
    ).toBeCloseTo(1, 12)
    expect(discriminant([[1, 2, 3]]).value).toBeNull()
  })
})

describe('etaSquaredOf(), acquiescence(), contradictionRate(), driftSlopes(), separability()', () => {
  it('etaSquaredOf() is 1 where only the level decides, 0 where it does not', () => {
    const of = (...rows: [string, number][]) => etaSquaredOf([levelSums(rows)]).value
    expect(of(['a', 1], ['a', 1], ['b', 3], ['b', 3])).toBeCloseTo(1, 12)
    expect(of(['a', 1], ['a', 3], ['b', 1], ['b', 3])).toBeCloseTo(0, 12)
    expect(etaSquaredOf([levelSums([['a', 1]]), levelSums([['a', 2]])]).reason).toContain('1 levels')
    expect(
      etaSquaredOf([
        levelSums([
          ['a', 2],
          ['b', 2],
          ['b', Number.NaN],
        ]),
      ]),
    ).toMatchObject({ value: null, count: 2 })
  })

  it('etaSquaredOf() of parts is that of the whole', () => {
    const rows = Array.from({ length: 30 }, (_, i) => [i % 3, random.normal() + (i % 3)] as const)
    const parts = [rows.slice(0, 7), rows.slice(7, 20), rows.slice(20)].map(levelSums)
    expect(etaSquaredOf(parts).value).toBeCloseTo(etaSquaredOf([levelSums(rows)]).value!, 10)
  })

  it('acquiescence() is the middle for somebody who answers by traits, above it for a yes-sayer', () => {
    expect(acquiescence([5, 5], [1, 1]).value).toBe(3)
    expect(acquiescence([4, 5], [4, 5, 4.5]).value).toBe(4.5)
    expect(acquiescence([4], [Number.NaN]).value).toBeNull()
  })

  it('contradictionRate() leaves out what cannot be checked', () => {
    const rate = contradictionRate([1, 2, 3, 4], (said) => (said === 4 ? null : said === 1))
    expect(rate).toMatchObject({ value: 1 / 3, count: 3 })
    expect(contradictionRate([1], () => null).value).toBeNull()
  })

  it('driftSlopes() is the change per turn, over the turns that are there', () => {
    const slopes = driftSlopes(
      [0, 8, 16, 32],
      [
        [1, 1.8, 2.6, 4.2],
        [1, Number.NaN, Number.NaN, 1],
        [1, Number.NaN, Number.NaN, Number.NaN],
      ],
    )
    expect(slopes[0]).toBeCloseTo(0.1, 12)
    expect(slopes[1]).toBe(0)
    expect(slopes[2]).toBeNaN()
  })

  it('separability() is 1 for people of their own, one half for a crowd of copies', () => {
    expect([
      ...separability(
        [
          [1, 5],
          [5, 1],
        ],
        [
          [1, 4],
          [4, 1],
        ],
      ),
    ]).toEqual([1, 1])
    expect([
      ...separability(
        [
          [3, 3],
          [3, 3],
        ],
        [
          [3, 3],
          [3, 3],
        ],
      ),
    ]).toEqual([0.5, 0.5])
    expect(separability([[Number.NaN], [1]], [[2], [1]])[0]).toBeNaN()
    expect(() => separability([[1]], [])).toThrow(expect.objectContaining({ code: 'stats/different-test' }))
  })

  it('refusalRates() counts by trait', () => {
    const answers = [
      { trait: 'openness', value: 3, attempts: 2 },
      { trait: 'neuroticism', value: null, attempts: 2 },
      { trait: 'neuroticism', value: 3, attempts: 1 },
    ]
    expect(refusalRates(answers)).toEqual([
      { trait: 'openness', asked: 1, missing: 0, retried: 1, rate: 0 },
      { trait: 'neuroticism', asked: 2, missing: 1, retried: 1, rate: 0.5 },
    ])
  })
})

describe('bootstrapStatistic()', () => {
  const of = (rows: readonly number[][], seed = 1, resamples = 300) =>
    bootstrapStatistic(rows.length, (who) => cronbachAlpha(who.map((person) => rows[person]!)), {
      random: randomStream(seed),
      resamples,
    })

  it('holds the statistic, and the truth about as often as it promises', () => {
    const truth = (4 * 0.36) / (1 + 3 * 0.36)
    let covered = 0
    for (let trial = 0; trial < 60; trial++) {
      const { low, high, mean } = of(oneFactor([0.6, 0.6, 0.6, 0.6], 120, trial), trial, 200)
      expect(low).toBeLessThanOrEqual(mean!)
      covered += Number(low! <= truth && truth <= high!)
    }
    expect(covered).toBeGreaterThanOrEqual(51)
  })

  it('has no interval where the statistic is undefined, for one person, or in too few draws', () => {
    expect(
      of([
        [3, 3],
        [3, 3],
      ]),
    ).toMatchObject({ mean: null, low: null, reason: 'the total score does not vary' })
    const rare = bootstrapStatistic(
      10,
      (who) =>
        new Set(who).size === 10 ? { value: 1, reason: null, count: 10 } : { value: null, reason: 'x', count: 0 },
      { random: randomStream(1), resamples: 50 },
    )
    expect(rare).toMatchObject({ mean: 1, low: null, high: null, undefinedDraws: 50 })
    expect(() => of(fixture, 1, 0)).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})

describe('quantileMapping()', () => {
  const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 })

  it('is the identity onto the own distribution, wherever among equals a value stands', () => {
    fc.assert(
      fc.property(ratings, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (values, within) => {
        const mapping = quantileMapping(values, values)
        for (const value of values) {
          expect(mapping.map(value)).toBe(value)
          expect(mapping.map(value, within)).toBe(value)
        }
      }),
    )
  })

  it('keeps order and stays among the reference values', () => {
    fc.assert(
      fc.property(ratings, ratings, (simulated, reference) => {
        const { map } = quantileMapping(simulated, reference)
        const mapped = [1, 2, 3, 4, 5].map((value) => map(value))
        expect(mapped).toEqual(mapped.toSorted((a, b) => a - b))
        expect(mapped.every((value) => reference.includes(value))).toBe(true)
      }),
    )
  })

  it('brings a glad population down to the data, and kolmogorovSmirnov() sees it', () => {
    const real = Array.from({ length: 400 }, () => 1 + random.int(5))
    const glad = Array.from({ length: 400 }, () => 4 + random.int(2))
    const { map } = quantileMapping(glad.slice(0, 200), real.slice(0, 200))
    const before = kolmogorovSmirnov(glad.slice(200), real.slice(200))
    const after = kolmogorovSmirnov(
      glad.slice(200).map((value) => map(value, random.next())),
      real.slice(200),
    )
    expect(before).toBeGreaterThan(0.4)
    expect(after).toBeLessThan(0.15)
    expect(kolmogorovSmirnov([1, 2], [3, 4])).toBe(1)
    expect(kolmogorovSmirnov([1, 2], [2, 1])).toBe(0)
  })

  it('refuses sides without ratings or with what is no number', () => {
    expect(() => quantileMapping([], [1])).toThrow(expect.objectContaining({ code: 'data/empty' }))
    expect(() => quantileMapping([1], [Number.NaN])).toThrow(expect.objectContaining({ code: 'metric/non-finite' }))
  })
})
