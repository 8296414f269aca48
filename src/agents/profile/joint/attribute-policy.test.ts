import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../random.ts'
import { type AttributePolicy, drawAttributes, quotaAttributes } from './attribute-policy.ts'
import { jointOf } from './joint.ts'

const many = (policy: AttributePolicy, count = 4000) =>
  Array.from({ length: count }, (_, person) => drawAttributes(policy, randomStream(3, person)))
const shareOf = (rows: readonly Readonly<Record<string, string>>[], name: string, value: string): number =>
  rows.filter((row) => row[name] === value).length / rows.length

const independent = { type: 'independent', attribute: 'gender', shares: { female: 3, male: 1 } } as const
const conditional = {
  type: 'conditional',
  attribute: 'work',
  given: ['gender'],
  table: { female: { pilot: 1 }, '*': { nurse: 1, pilot: 1 } },
} as const

describe('drawAttributes()', () => {
  it('drawAttributes() draws in proportion, given what was drawn before, and together', () => {
    const rows = many({ rules: [independent, conditional] })
    // Four standard errors of a share of 4,000 people.
    expect(Math.abs(shareOf(rows, 'gender', 'female') - 0.75)).toBeLessThan(0.03)
    expect(rows.every(({ gender, work }) => gender === 'male' || work === 'pilot')).toBe(true)
    expect(Math.abs(shareOf(rows, 'work', 'nurse') - 0.125)).toBeLessThan(0.03)
    const attributes = [
      { name: 'a', values: ['x', 'y'] },
      { name: 'b', values: ['x', 'y'] },
    ]
    const both = many({ rules: [{ type: 'joint', joint: { attributes, cells: [3, 0, 0, 1] } }] })
    expect(both.every(({ a, b }) => a === b)).toBe(true)
    expect(Math.abs(shareOf(both, 'a', 'x') - 0.75)).toBeLessThan(0.03)
  })

  it('drawAttributes() draws again until the constraints hold, and leaves others as they were', () => {
    const free = many({ rules: [independent] }, 200)
    const bound = many(
      { rules: [independent], constraints: [{ name: 'no men', holds: ({ gender }) => gender === 'female' }] },
      200,
    )
    expect(bound.every(({ gender }) => gender === 'female')).toBe(true)
    for (const [person, row] of free.entries()) if (row['gender'] === 'female') expect(bound[person]).toEqual(row)
  })

  it('drawAttributes() gives up after the tries, naming the constraint and the values', () => {
    const constraints = [{ name: 'impossible', holds: () => false }]
    expect(() => drawAttributes({ rules: [independent], constraints, tries: 5 }, randomStream(1))).toThrow(
      expect.objectContaining({
        code: 'profile/infeasible',
        message: expect.stringMatching(/"impossible" in 5 tries; the last had gender "(female|male)"/),
      }),
    )
  })

  it('drawAttributes() refuses a table without the row and shares without weight', () => {
    const rules = [independent, { ...conditional, table: {} }]
    expect(() => drawAttributes({ rules }, randomStream(1))).toThrow(expect.objectContaining({ code: 'config/option' }))
    expect(() => drawAttributes({ rules: [{ ...independent, shares: { a: 0 } }] }, randomStream(1))).toThrow(
      expect.objectContaining({ code: 'config/range' }),
    )
  })
})

describe('quotaAttributes()', () => {
  it('quotaAttributes() gives each cell its share to within one person', () => {
    const attributes = [
      { name: 'a', values: ['x', 'y'] },
      { name: 'b', values: ['u', 'v'] },
    ]
    const joint = { attributes, cells: [10, 20, 30, 40.5] }
    const rows = quotaAttributes(joint, 37, randomStream(1))
    expect(rows).toHaveLength(37)
    for (const [cell, count] of jointOf(rows, attributes).cells.entries()) {
      expect(Math.abs(count - (joint.cells[cell]! * 37) / 100.5)).toBeLessThan(1)
    }
  })
})
