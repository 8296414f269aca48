import fc from 'fast-check'
import { expect, it } from 'vitest'
import { orthonormalise } from './orthonormalise.ts'
import { randomStream } from './random.ts'
import { rightSingular } from './right-singular.ts'
import { eigen } from './symmetric-eigen.ts'

/** Not so small that a square of it has fewer digits. */
const number = fc.integer({ min: -3_000_000, max: 3_000_000 }).map((whole) => whole / 1e6)
const squares = fc.integer({ min: 1, max: 6 }).chain((n) => fc.array(number, { minLength: n * n, maxLength: n * n }))
const inner = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0)

it('eigen() turns a symmetric matrix into its eigenvalues, largest first, by orthonormal vectors', () => {
  fc.assert(
    fc.property(squares, (numbers) => {
      const n = Math.sqrt(numbers.length)
      const a = Float64Array.from(numbers, (_, at) => numbers[at]! + numbers[(at % n) * n + Math.floor(at / n)]!)
      const { values, vectors } = eigen(a, n)
      const columns = Array.from({ length: n }, (_, f) => Array.from({ length: n }, (_, i) => vectors[i * n + f]!))
      expect(Array.from(values)).toEqual(Array.from(values).sort((x, y) => y - x))
      for (const [f, v] of columns.entries()) {
        for (let i = 0; i < n; i++) expect(inner(a.subarray(i * n, (i + 1) * n), v)).toBeCloseTo(values[f]! * v[i]!, 8)
        for (const [g, other] of columns.entries()) expect(inner(v, other)).toBeCloseTo(f === g ? 1 : 0, 8)
      }
    }),
  )
})

it('orthonormalise() keeps the span, and gives zeros for what others span', () => {
  fc.assert(
    fc.property(fc.array(fc.array(number, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const given = [...rows, rows[0]!.map((x) => 2 * x)].map((row) => Float64Array.from(row))
      const q = given.map((row) => row.slice())
      orthonormalise(q)
      for (const [f, v] of q.entries()) {
        for (const [g, other] of q.entries()) {
          if (f !== g) expect(inner(v, other)).toBeCloseTo(0, 8)
          else expect([0, 1]).toContain(Math.round(inner(v, v) * 1e8) / 1e8)
        }
      }
      for (const row of given) {
        const left = row.map((x, i) => x - q.reduce((sum, v) => sum + inner(row, v) * v[i]!, 0))
        expect(inner(left, left)).toBeCloseTo(0, 8)
      }
      expect(q.at(-1)!.every((x) => x === 0)).toBe(true)
    }),
  )
})

/** A sparse binary matrix of 30 people and 12 items. */
function drawn(seed: number) {
  const random = randomStream(seed)
  const rows = Array.from({ length: 30 }, () =>
    Array.from({ length: 12 }, (_, i) => i).filter((i) => random.next() < 3 / (i + 3)),
  )
  const offsets = Int32Array.from([0, ...rows.map((_, n) => rows.slice(0, n + 1).flat().length)])
  return { rows, baskets: { offsets, columns: Int32Array.from(rows.flat()) } }
}

it('rightSingular() finds what a dense decomposition by Jacobi finds', () => {
  for (const seed of [1, 2, 3]) {
    const { rows, baskets } = drawn(seed)
    const gram = new Float64Array(144)
    for (const row of rows) for (const i of row) for (const j of row) gram[i * 12 + j]!++
    const dense = eigen(gram, 12)
    const found = rightSingular(baskets, 12, { factors: 4, powers: 4 }, randomStream(9))
    for (let f = 0; f < 4; f++) {
      expect(found.values[f]).toBeCloseTo(Math.sqrt(dense.values[f]!), 6)
      const twin = Array.from({ length: 12 }, (_, i) => dense.vectors[i * 12 + f]!)
      expect(Math.abs(inner(found.vectors[f]!, twin))).toBeCloseTo(1, 6)
    }
  }
})

it('rightSingular() needs no more vectors than the matrix has, and gives zeros beyond its rank', () => {
  // Two kinds of people: rank 2.
  const baskets = { offsets: Int32Array.of(0, 2, 4, 6, 8), columns: Int32Array.of(0, 1, 0, 1, 2, 3, 2, 3) }
  const { values, vectors } = rightSingular(baskets, 5, { factors: 4, powers: 2 }, randomStream(1))
  expect(Array.from(values, (value) => Math.round(value * 1e6) / 1e6)).toEqual([2, 2, 0, 0])
  for (const vector of vectors) expect(vector.every(Number.isFinite)).toBe(true)
})

it('rightSingular() of numbers is that of ones where all numbers are 1, and grows with them', () => {
  const { baskets } = drawn(4)
  const weighted = (weight: number) => ({ ...baskets, weights: new Float64Array(baskets.columns.length).fill(weight) })
  const found = (matrix: Parameters<typeof rightSingular>[0]) =>
    rightSingular(matrix, 12, { factors: 3, powers: 2 }, randomStream(2))
  expect(found(weighted(1))).toEqual(found(baskets))
  for (const [f, value] of found(weighted(3)).values.entries()) {
    expect(value).toBeCloseTo(3 * found(baskets).values[f]!, 9)
  }
})
