import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitJoint } from './fit-joint.ts'
import { integerise } from './integerise.ts'
import { type Attribute, cellCount, jointOf, marginalOf, valuesOfCell } from './joint.ts'

const attribute = (name: string, count: number): Attribute => ({
  name,
  values: Array.from({ length: count }, (_, place) => `${name}${place}`),
})
const age = { name: 'age', values: ['young', 'old'] }
const work = { name: 'work', values: ['student', 'retired'] }
const oddsRatio = ([a, b, c, d]: readonly number[]): number => (a! * d!) / (b! * c!)

describe('fitJoint()', () => {
  it('fitJoint() gives the published table and keeps its odds ratio', () => {
    const seed = { attributes: [age, work], cells: [40, 30, 35, 50] }
    const { joint, converged, warnings } = fitJoint(seed, { age: [60, 40], work: [45, 55] })
    const expected = [30.765186, 29.234814, 14.234814, 25.765186]
    for (const [place, cell] of joint.cells.entries()) expect(cell).toBeCloseTo(expected[place]!, 4)
    expect(oddsRatio(joint.cells)).toBeCloseTo(1.904762, 6)
    expect(oddsRatio(seed.cells)).toBeCloseTo(1.904762, 6)
    expect([converged, warnings]).toEqual([true, []])
  })

  it('fitJoint() meets the marginals of up to six attributes', () => {
    const positive = fc.integer({ min: 1, max: 50 })
    const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        shapes.chain((sizes) => {
          const attributes = sizes.map((size, place) => attribute(`a${place}`, size))
          const cells = cellCount(attributes)
          return fc.record({
            attributes: fc.constant(attributes),
            cells: fc.array(positive, { minLength: cells, maxLength: cells }),
            target: fc.array(positive, { minLength: cells, maxLength: cells }),
          })
        }),
        ({ attributes, cells, target }) => {
          const wanted = Object.fromEntries(
            attributes.map(({ name }) => [name, marginalOf({ attributes, cells: target }, name)]),
          )
          const { joint, converged } = fitJoint({ attributes, cells }, wanted)
          expect(converged).toBe(true)
          for (const { name } of attributes) {
            for (const [place, sum] of marginalOf(joint, name).entries()) {
              expect(Math.abs(sum / wanted[name]![place]! - 1)).toBeLessThanOrEqual(1.1e-6)
            }
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('fitJoint() honours zeros of the seed and of the marginals', () => {
    const three = { name: 'work', values: ['student', 'retired', 'other'] }
    const seed = { attributes: [age, three], cells: [1, 0, 1, 1, 1, 1] }
    const { joint } = fitJoint(seed, { age: [50, 50], work: [0, 30, 70] })
    expect([joint.cells[0], joint.cells[1], joint.cells[3]]).toEqual([0, 0, 0])
    expect(joint.cells[2]).toBeCloseTo(50, 3)
  })

  it('fitJoint() returns the seed when its marginals hold already', () => {
    const cells = [3, 1, 4, 1]
    const seed = { attributes: [age, work], cells }
    const { joint, rounds } = fitJoint(seed, { age: [4, 5], work: [7, 2] })
    expect(rounds).toBe(1)
    for (const [place, cell] of joint.cells.entries()) expect(cell).toBeCloseTo(cells[place]!, 9)
  })

  it('fitJoint() rescales totals that differ by up to 0.5%, with a warning', () => {
    const seed = { attributes: [age, work], cells: [1, 1, 1, 1] }
    const { joint, warnings } = fitJoint(seed, { age: [600, 400], work: [499, 498] })
    expect(warnings).toEqual(['The totals of the marginals differ by 0.30%: all are scaled to 1000.'])
    expect(joint.cells.reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(1000, 3)
  })

  it.each([
    ['totals further apart', { age: [60, 40], work: [45, 56] }, 'age 100, work 101'],
    ['a missing marginal', { age: [60, 40] }, '"work" must have 2 numbers from 0, got 0 numbers'],
    ['a negative number', { age: [60, -1], work: [45, 55] }, 'got -1'],
    ['nobody', { age: [0, 0], work: [0, 0] }, 'above 0'],
  ])('fitJoint() refuses %s', (_, marginals, words) => {
    const seed = { attributes: [age, work], cells: [1, 1, 1, 1] }
    expect(() => fitJoint(seed, marginals as unknown as Record<string, number[]>)).toThrow(
      expect.objectContaining({ code: 'profile/marginals', message: expect.stringContaining(words) }),
    )
  })

  it('fitJoint() refuses seven attributes, seeds of another size and bad cells', () => {
    const seven = Array.from({ length: 7 }, (_, place) => attribute(`a${place}`, 1))
    const bad = { code: 'profile/marginals' }
    expect(() => fitJoint({ attributes: seven, cells: [1] }, {})).toThrow(expect.objectContaining(bad))
    expect(() => fitJoint({ attributes: [age], cells: [1] }, {})).toThrow(expect.objectContaining(bad))
    expect(() => fitJoint({ attributes: [age], cells: [1, Number.NaN] }, {})).toThrow(expect.objectContaining(bad))
  })

  it('fitJoint() names the values whose cells are all zero though they are wanted', () => {
    const seed = { attributes: [age, work], cells: [0, 0, 1, 1] }
    expect(() => fitJoint(seed, { age: [60, 40], work: [45, 55] })).toThrow(
      expect.objectContaining({
        code: 'profile/infeasible',
        message: expect.stringContaining('age "young" is wanted (60)'),
      }),
    )
  })

  it('fitJoint() names both values where a zero leaves too little room', () => {
    const seed = { attributes: [age, work], cells: [1, 0, 1, 1] }
    expect(() => fitJoint(seed, { age: [60, 40], work: [45, 55] })).toThrow(
      expect.objectContaining({
        code: 'profile/infeasible',
        message: 'age "young" is wanted 60 times, but it comes together with work "student" only, wanted 45 times.',
      }),
    )
  })

  it('fitJoint() reports a fit that did not converge, with the worst value', () => {
    const seed = { attributes: [age, work], cells: [1000, 1, 1, 1000] }
    const { converged, worst, warnings } = fitJoint(seed, { age: [90, 10], work: [10, 90] }, { rounds: 2 })
    expect(converged).toBe(false)
    expect(worst!.error).toBeGreaterThan(1e-6)
    expect(warnings[0]).toContain('did not converge in 2 rounds')
  })
})

describe('integerise()', () => {
  it('integerise() keeps totals exact, moves no cell by one or more, and keeps zeros', () => {
    const cells = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1000, noNaN: true })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(
        cells.filter((list) => list.some((cell) => cell > 0)),
        fc.nat(5000),
        (list, total) => {
          const whole = integerise(list, total)
          const sum = list.reduce((all, cell) => all + cell, 0)
          expect(whole.reduce((all, cell) => all + cell, 0)).toBe(total)
          for (const [place, cell] of list.entries()) {
            expect(Number.isInteger(whole[place])).toBe(true)
            expect(Math.abs(whole[place]! - (cell * total) / sum)).toBeLessThan(1 + 1e-6)
            if (cell === 0) expect(whole[place]).toBe(0)
          }
        },
      ),
    )
  })

  it('integerise() gives the unit to the largest remainder, of equals to the first', () => {
    expect(integerise([1.2, 2.7, 0.1], 4)).toEqual([1, 3, 0])
    expect(integerise([1.5, 1.5, 0], 3)).toEqual([2, 1, 0])
  })
})

describe('jointOf()', () => {
  it('jointOf() counts rows that have every attribute', () => {
    const rows = [
      { age: 'old', work: 'retired' },
      { age: 'old', work: null },
      { age: 'young', work: 'pilot' },
    ]
    const { cells, counted } = jointOf(rows, [age, work])
    expect([cells, counted]).toEqual([[0, 0, 0, 1], 1])
    expect(valuesOfCell([age, work], 3)).toEqual(rows[0])
  })
})
