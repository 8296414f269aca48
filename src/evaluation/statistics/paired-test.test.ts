import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import golden from './golden.json' with { type: 'json' }
import { pairedTest, pairedTests } from './paired-test.ts'

const person = (values: readonly number[]) => ({
  people: values.map((_, place) => userId(`${place}`)),
  values: Float64Array.from(values),
})
const zeros = (values: readonly number[]) => person(values.map(() => 0))
const random = randomStream(5, 'permutations')
const testOf = (differences: readonly number[]) =>
  pairedTest(person(differences), zeros(differences), { random: random.split('own') })

describe('pairedTest()', () => {
  it('pairedTest() finds the same p with the sides swapped, and the difference turned', () => {
    const differences = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 9 })
    fc.assert(
      fc.property(differences, (values) => {
        for (const test of pairedTests) {
          const forth = pairedTest(person(values), zeros(values), { test, random })
          const back = pairedTest(zeros(values), person(values), { test, random })
          expect(back.p).toBe(forth.p)
          expect(back.difference! + forth.difference!).toBeCloseTo(0, 12)
          if (forth.rankBiserial !== null) expect(back.rankBiserial! + forth.rankBiserial).toBeCloseTo(0, 12)
        }
      }),
    )
  })

  it('pairedTest() of .1, .2, 0, .3 and -.1 counts 12 of 32 patterns', () => {
    const found = testOf([0.1, 0.2, 0, 0.3, -0.1])
    expect(found.p).toBe(12 / 32)
    expect(found.method).toBe('exact')
    expect(found.difference).toBeCloseTo(0.1, 12)
    // Student's t of these differences is the root of 2, and d = t / sqrt(n).
    expect(found.effectSize).toBeCloseTo(Math.SQRT2 / Math.sqrt(5), 6)
  })

  it.each(golden.paired)('pairedTest() agrees with an independent implementation: $name', (row) => {
    const all = pairedTests.map((test) =>
      pairedTest(person(row.differences), zeros(row.differences), { test, random: random.split('own') }),
    )
    const [chance, student, ranks] = all
    expect(student!.statistic).toBeCloseTo(row.t, 9)
    expect(student!.p).toBeCloseTo(row.tP, 11)
    expect(ranks!.statistic).toBe(Math.min(row.wPlus, row.wMinus))
    expect(ranks!.p).toBeCloseTo((row.wilcoxonExact ?? row.wilcoxonNormal)!, 11)
    expect(ranks!.method).toBe(row.wilcoxonExact === undefined ? 'normal' : 'exact')
    if (row.randomisation !== undefined) expect(chance!.p).toBeCloseTo(row.randomisation, 11)
    for (const found of all) {
      expect(found.effectSize).toBeCloseTo(row.dz, 9)
      expect(found.rankBiserial).toBeCloseTo(row.rankBiserial, 12)
      expect(found.zeros).toBe(row.differences.filter((value) => value === 0).length)
    }
  })

  it('pairedTest() ranks magnitudes that differ by rounding alone as tied', () => {
    const exact = pairedTest(person([0.2, 0.2, -0.2]), zeros([0, 0, 0]), { test: 'wilcoxon', random })
    const rounded = pairedTest(person([0.5 - 0.3, 0.2, -(0.3 - 0.1)]), zeros([0, 0, 0]), { test: 'wilcoxon', random })
    expect(rounded.rankBiserial).toBe(exact.rankBiserial)
    expect(rounded.p).toBe(exact.p)
  })

  it('pairedTest() samples close to the full count, and can not reach 0', () => {
    const differences = Array.from({ length: 16 }, (_, i) => (i % 3 === 0 ? -1 : 1) * (1 + i / 10))
    const total = Math.abs(differences.reduce((sum, value) => sum + value, 0))
    let extremes = 0
    for (let pattern = 0; pattern < 2 ** 16; pattern++) {
      const sum = differences.reduce((so, value, i) => so + (pattern & (1 << i) ? -value : value), 0)
      if (Math.abs(sum) >= total - 1e-9) extremes++
    }
    const found = testOf(differences)
    expect(found.method).toBe('sampled')
    expect(Math.abs(found.p! - extremes / 2 ** 16)).toBeLessThan(0.005)
    expect(testOf(Array(40).fill(1)).p).toBe(1 / 100_001)
  })

  it('pairedTest() gives the same p for the same stream', () => {
    const values = Array.from({ length: 30 }, (_, i) => Math.sin(i))
    const again = () => pairedTest(person(values), zeros(values), { random: randomStream(1) }).p
    expect(again()).toBe(again())
  })

  it('pairedTest() has no p, but a reason, for one person and for all-zero differences', () => {
    expect(testOf([0.3])).toMatchObject({
      p: null,
      difference: 0.3,
      effectSize: null,
      reason: 'a test needs two people, got 1',
    })
    expect(testOf([0, 0, 0])).toMatchObject({
      p: null,
      difference: 0,
      effectSize: null,
      reason: 'all differences are zero',
    })
    expect(testOf([])).toMatchObject({ p: null, difference: null, count: 0 })
  })

  it('pairedTest() has no effect size when the differences do not vary', () => {
    expect(testOf([0.1, 0.1, 0.1]).effectSize).toBeNull()
    expect(testOf([0.1, 0.1, 0.1]).p).toBe(2 / 8)
    const student = pairedTest(person([0.1, 0.1, 0.1]), zeros([0, 0, 0]), { test: 't', random })
    expect(student).toMatchObject({ p: null, reason: 'the differences do not vary, so t is not defined' })
  })

  it('pairedTest() leaves out people with only one of the values', () => {
    expect(testOf([0.1, Number.NaN, 0.2]).count).toBe(2)
  })

  it('pairedTest() refuses values of different people', () => {
    const a = person([1, 2])
    const b = { ...a, people: [userId('0'), userId('2')] }
    expect(() => pairedTest(a, b, { random })).toThrow(expect.objectContaining({ code: 'stats/different-test' }))
  })
})
