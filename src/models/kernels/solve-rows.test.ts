import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import type { RowSystems } from './index.ts'
import { kernels, reference } from './index.ts'

const fast = kernels()
const team = kernels({ threads: 2 })
afterAll(() => team.close())

/** Vectors with lists of every length, some empty, and the equations they stand for. */
function made(d: number, rows: number, others: number, steps: number) {
  const random = randomStream(7, 'systems', d, rows, others)
  const other = Float32Array.from({ length: others * d }, () => random.normal() / Math.sqrt(d))
  const vectors = Float32Array.from({ length: rows * d }, () => random.normal() / Math.sqrt(d))
  const lists = Array.from({ length: rows }, () => {
    const share = random.next() ** 2
    return Array.from({ length: others }, (_, n) => n).filter(() => random.next() < share)
  })
  const offsets = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row]! + lists[row]!.length
  const observed = { offsets, columns: Int32Array.from(lists.flat()) }
  const weights = { population: others, unobserved: 0.1, regularisation: 0.05, steps }
  const systems: RowSystems = { d, other, observed, gram: reference.gram(other, d), ...weights }
  return { vectors, systems }
}

function expectNear(left: Float32Array, right: Float32Array, most: number) {
  const largest = right.reduce((all, value) => Math.max(all, Math.abs(value)), 1e-6)
  for (let at = 0; at < right.length; at++) expect(Math.abs(left[at]! - right[at]!) / largest).toBeLessThan(most)
}

describe('gram()', () => {
  it('gram() agrees with its twin', () => {
    for (const [count, d] of [
      [0, 3],
      [1, 1],
      [7, 5],
      [700, 33],
    ] as const) {
      const random = randomStream(7, 'gram', d)
      const rows = Float32Array.from({ length: count * d }, () => random.normal())
      expectNear(fast.gram(rows, d), reference.gram(rows, d), 1e-5)
    }
  })
})

describe('solveRows()', () => {
  it('solveRows() agrees with its twin for every number of factors, by steps and exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 41 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (d, others, exact) => {
          const { vectors, systems } = made(d, 6, others, exact ? 0 : 3)
          expectNear(fast.solveRows(vectors.slice(), systems), reference.solveRows(vectors.slice(), systems), 2e-3)
        },
      ),
      { numRuns: 40, seed: 7 },
    )
  })

  it('solveRows() comes to the exact answer when steps are repeated', () => {
    const { vectors, systems } = made(16, 20, 300, 3)
    for (let n = 0; n < 20; n++) fast.solveRows(vectors, systems)
    expectNear(vectors, fast.solveRows(vectors.slice(), { ...systems, steps: 0 }), 1e-4)
  })

  it('solveRows() gives the same bits for any number of threads, and wherever its arrays live', () => {
    for (const steps of [0, 3]) {
      const { vectors, systems } = made(64, 150, 900, steps)
      const alone = fast.solveRows(vectors.slice(), systems)
      expect(team.solveRows(vectors.slice(), systems)).toEqual(alone)
      const shared = fast.share(vectors)
      const columns = fast.share(systems.observed.columns)
      team.solveRows(shared, { ...systems, observed: { ...systems.observed, columns } })
      expect(shared).toEqual(alone)
      fast.release(shared)
      fast.release(columns)
    }
  })

  it('solveRows() sets a vector that goes with nothing to zero', () => {
    const { systems } = made(5, 2, 9, 3)
    const observed = { offsets: Int32Array.of(0, 0, 0), columns: new Int32Array(0) }
    for (const set of [fast, reference]) {
      expect(set.solveRows(new Float32Array(10).fill(1), { ...systems, observed })).toEqual(new Float32Array(10))
    }
  })

  it('solveRows() names a vector whose equations have no answer, and refuses sizes that do not fit', () => {
    const { vectors, systems } = made(3, 1, 2, 0)
    const observed = { offsets: Int32Array.of(0, 2), columns: Int32Array.of(0, 1) }
    const bad = { ...systems, observed, regularisation: -9 }
    for (const set of [fast, reference]) {
      expect(() => set.solveRows(vectors, bad)).toThrow(expect.objectContaining({ code: 'model/unsupported' }))
      expect(() => set.solveRows(vectors.subarray(1), systems)).toThrow(
        expect.objectContaining({ code: 'config/range' }),
      )
    }
  })
})
