import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageRotations, rotationShifts } from './rotations.ts'

/** A list of probabilities that sum to 1. */
const distribution = (length: number) =>
  fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: length, maxLength: length }).map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return weights.map((weight) => weight / total)
  })

const turned = (list: readonly number[], shift: number): number[] => [...list.slice(shift), ...list.slice(0, shift)]

describe('averageRotations()', () => {
  it('gives back the options of a model that reads them, in the order given, whichever rotations were asked', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 9 })
          .chain((length) => fc.tuple(distribution(length), fc.integer({ min: 1, max: 9 }))),
        ([options, wanted]) => {
          const shifts = rotationShifts(options.length, wanted)
          const result = averageRotations(shifts.map((shift) => ({ shift, probabilities: turned(options, shift) })))
          for (const [option, probability] of result.probabilities.entries())
            expect(probability).toBeCloseTo(options[option]!)
          expect(result.agreement).toBe(1)
        },
      ),
    )
  })

  it('makes nothing of a love of places when all rotations are asked, and shows it in places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }).chain(distribution), (love) => {
        const shifts = rotationShifts(love.length, love.length)
        const { probabilities, places } = averageRotations(shifts.map((shift) => ({ shift, probabilities: love })))
        for (const probability of probabilities) expect(probability).toBeCloseTo(1 / love.length)
        for (const [place, share] of places.entries()) expect(share).toBeCloseTo(love[place]!)
      }),
    )
  })

  it('always sums to 1', () => {
    const rotated = fc.record({ shift: fc.integer({ min: 0, max: 3 }), probabilities: distribution(4) })
    fc.assert(
      fc.property(fc.array(rotated, { minLength: 1 }), (answers) => {
        const { probabilities } = averageRotations(answers)
        expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1)
      }),
    )
  })

  it('counts in agreement the rotations whose likeliest option is that of the average', () => {
    const answers = [
      { shift: 0, probabilities: [0.9, 0.1, 0] },
      { shift: 1, probabilities: [0, 0.1, 0.9] },
      { shift: 2, probabilities: [0.6, 0.4, 0] },
    ]
    expect(averageRotations(answers).agreement).toBeCloseTo(2 / 3)
  })

  it('knows nothing without rotations', () => {
    expect(averageRotations([])).toEqual({ probabilities: [], places: [], agreement: null })
  })
})

describe('rotationShifts()', () => {
  it('asks all rotations up to four options, else four evenly spaced', () => {
    expect([1, 2, 4, 5, 8, 10].map((options) => rotationShifts(options))).toEqual([
      [0],
      [0, 1],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 2, 4, 6],
      [0, 2, 5, 7],
    ])
  })

  it('asks as many as wanted, never one twice', () => {
    expect(rotationShifts(6, 3)).toEqual([0, 2, 4])
    expect(rotationShifts(3, 9)).toEqual([0, 1, 2])
  })
})
