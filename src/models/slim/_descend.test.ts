import fc from 'fast-check'
import { expect, it } from 'vitest'
import { descend } from './_descend.ts'

const PEOPLE = 12
const ITEMS = 5

/** Who touched what: the last column is to be explained by the others. */
const matrices = fc.array(fc.array(fc.constantFrom(0, 1), { minLength: ITEMS + 1, maxLength: ITEMS + 1 }), {
  minLength: PEOPLE,
  maxLength: PEOPLE,
})
const penalties = fc.record({
  l1: fc.double({ min: 0, max: 3, noNaN: true }),
  l2: fc.double({ min: 0.5, max: 5, noNaN: true }),
  nonNegative: fc.boolean(),
})

function problemOf(x: readonly (readonly number[])[]) {
  const inner = (a: number, b: number) => x.reduce((sum, row) => sum + row[a]! * row[b]!, 0)
  const q = Array.from({ length: ITEMS }, (_, i) => Float32Array.from({ length: ITEMS }, (_, j) => inner(i, j)))
  const g = Float64Array.from({ length: ITEMS }, (_, i) => inner(i, ITEMS))
  return { g, diagonal: Float64Array.from(q, (row, i) => row[i]!), rowOf: (k: number) => q[k]!, q }
}

/** The objective as the paper writes it, over people. */
function objective(x: readonly (readonly number[])[], w: Float64Array, { l1, l2 }: { l1: number; l2: number }): number {
  const miss = x.reduce((sum, row) => sum + (row[ITEMS]! - w.reduce((s, wi, i) => s + wi * row[i]!, 0)) ** 2, 0)
  return miss / 2 + w.reduce((sum, wi) => sum + (l2 / 2) * wi * wi + l1 * Math.abs(wi), 0)
}

it('descend() never lets the objective grow from one round to the next', () => {
  fc.assert(
    fc.property(matrices, penalties, (x, choice) => {
      const problem = problemOf(x)
      let last = objective(x, new Float64Array(ITEMS), choice)
      for (let sweeps = 1; sweeps < 8; sweeps++) {
        const now = objective(x, descend(problem, choice, sweeps), choice)
        expect(now).toBeLessThanOrEqual(last + 1e-9)
        last = now
      }
    }),
  )
})

it('descend() ends where no weight alone could do better', () => {
  fc.assert(
    fc.property(matrices, penalties, (x, choice) => {
      const problem = problemOf(x)
      const w = descend(problem, choice)
      const best = objective(x, w, choice)
      for (let k = 0; k < ITEMS; k++) {
        for (const step of [-0.05, -0.01, 0.01, 0.05]) {
          const moved = w.slice()
          moved[k]! += step
          if (choice.nonNegative && moved[k]! < 0) continue
          expect(objective(x, moved, choice)).toBeGreaterThan(best)
        }
      }
    }),
  )
})

it('descend() keeps a weight at 0 that l1 rules out from the start, where none may be negative', () => {
  fc.assert(
    fc.property(matrices, penalties, (x, choice) => {
      const problem = problemOf(x)
      const w = descend(problem, { ...choice, nonNegative: true })
      for (let k = 0; k < ITEMS; k++) if (problem.g[k]! <= choice.l1) expect(w[k]).toBe(0)
      expect(w.every((weight) => weight >= 0)).toBe(true)
    }),
  )
})
