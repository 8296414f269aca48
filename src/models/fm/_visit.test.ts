import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { FIELD_COUNT } from './_circumstances.ts'
import type { Machine } from './_machine.ts'
import { type Lesson, visitor } from './_visit.ts'

const D = 3
const ITEMS = 6

/** Items 0 to 5 with one or two of three features. */
const rows = {
  offsets: Int32Array.of(0, 1, 3, 4, 6, 7, 7),
  features: Int32Array.of(0, 0, 1, 2, 1, 2, 1),
  weights: Float32Array.of(1, 0.6, 0.8, 1, 0.8, 0.6, 1),
}

type Numbers = Readonly<Record<keyof Machine, ArrayLike<number>>>

/** One active feature: its weight, its vector and its value. */
type Active = readonly [weight: number, vector: readonly number[], value: number]

const vectorAt = (matrix: ArrayLike<number>, row: number) => Array.from({ length: D }, (_, n) => matrix[row * D + n]!)
const dot = (one: readonly number[], other: readonly number[]) => one.reduce((sum, v, n) => sum + v * other[n]!, 0)

/** Equation 1 of Rendle 2010, pair by pair. */
function equation(active: readonly Active[]): number {
  let sum = 0
  for (const [a, [weight, vector, value]] of active.entries()) {
    sum += weight * value
    for (const [, other, times] of active.slice(a + 1)) sum += dot(vector, other) * value * times
  }
  return sum
}

/** What is active when a candidate is looked at: history without `left`, the candidate with its features, circumstances. */
function activeOf(numbers: Numbers, own: Int32Array, left: number, candidate: number, codes: Int32Array): Active[] {
  const rest = [...own].filter((item) => item !== left)
  const places = Array.from({ length: rows.offsets[candidate + 1]! - rows.offsets[candidate]! }, (_, n) => {
    return rows.offsets[candidate]! + n
  })
  return [
    ...rest.map((item): Active => [0, vectorAt(numbers.history, item), 1 / Math.sqrt(rest.length)]),
    [numbers.bias[candidate]!, vectorAt(numbers.ids, candidate), 1],
    ...places.map((place): Active => {
      const feature = rows.features[place]!
      return [numbers.featureWeights[feature]!, vectorAt(numbers.features, feature), rows.weights[place]!]
    }),
    ...[...codes].filter((code) => code >= 0).map((code): Active => [0, vectorAt(numbers.context, code), 1]),
  ]
}

function loss(numbers: Numbers, { own, items, others, codes }: Lesson): number {
  const score = (candidate: number) => equation(activeOf(numbers, own, items[0]!, candidate, codes))
  return Math.log(1 + Math.exp(score(others[0]!) - score(items[0]!)))
}

function machine(seed: number): Machine {
  const random = randomStream(seed)
  const drawn = (length: number) => Float32Array.from({ length }, () => 0.5 * random.normal())
  return {
    bias: drawn(ITEMS),
    ids: drawn(ITEMS * D),
    history: drawn(ITEMS * D),
    featureWeights: drawn(3),
    features: drawn(3 * D),
    context: drawn(4 * D),
  }
}

const codesOf = (...known: readonly number[]) => Int32Array.from({ length: FIELD_COUNT }, (_, n) => known[n] ?? -1)

/** A person with items 0 to `own - 1`, who learns some pairs. */
function lessonOf(own: number, pairs: readonly (readonly [number, number, number])[]): Lesson {
  return {
    own: Int32Array.from({ length: own }, (_, item) => item),
    items: Int32Array.from(pairs, ([item]) => item % own),
    others: Int32Array.from(pairs, ([, other]) => own + (other % (ITEMS - own))),
    codes: Int32Array.from(pairs.flatMap(([, , code]) => [...codesOf(code - 1, 3)])),
  }
}

const pair = fc.tuple(fc.nat(99), fc.nat(99), fc.integer({ min: 0, max: 3 }))

describe('visitor()', () => {
  it('visitor() steps against the slope of the loss as the paper writes the score, found by finite differences', () => {
    const STEP = 1e-3
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), pair, (seed, own, one) => {
        const before = machine(seed)
        const after = structuredClone(before)
        const lesson = lessonOf(own, [one])
        visitor(after, rows, D)(lesson, STEP, 0)
        for (const name of Object.keys(before) as (keyof Machine)[]) {
          for (const at of before[name].keys()) {
            const moved = (by: number) => {
              const column = Float64Array.from(before[name], (value, place) => value + (place === at ? by : 0))
              return loss({ ...before, [name]: column }, lesson)
            }
            const slope = (moved(1e-4) - moved(-1e-4)) / 2e-4
            const step = (before[name][at]! - after[name][at]!) / STEP
            expect(Math.abs(step - slope), `${name} ${at}`).toBeLessThan(5e-3 * (1 + Math.abs(slope)))
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('visitor() comes to the same by many pairs at once as by one after the other', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 4 }),
        fc.array(pair, { minLength: 1, maxLength: 6 }),
        (seed, own, pairs) => {
          const atOnce = machine(seed)
          const oneByOne = structuredClone(atOnce)
          visitor(atOnce, rows, D)(lessonOf(own, pairs), 0.05, 0)
          for (const one of pairs) visitor(oneByOne, rows, D)(lessonOf(own, [one]), 0.05, 0)
          for (const [name, column] of Object.entries(oneByOne)) {
            for (const [at, value] of column.entries()) {
              expect(atOnce[name as keyof Machine][at], `${name} ${at}`).toBeCloseTo(value, 4)
            }
          }
        },
      ),
    )
  })

  it('visitor() shrinks everything that takes part, and nothing else', () => {
    const before = machine(1)
    // So far ahead that nothing pulls: only the penalty is left.
    before.bias[0] = 60
    const after = structuredClone(before)
    visitor(after, rows, D)(lessonOf(2, [[0, 3, 1]]), 0.1, 0.5)
    expect(after.bias[0]).toBeCloseTo(57, 4)
    expect(after.ids.slice(0, D)).toEqual(before.ids.slice(0, D).map((value) => Math.fround(0.95) * value))
    expect(after.bias[2]).toBe(before.bias[2])
    expect(after.history[3 * D]).toBe(before.history[3 * D])
  })
})
