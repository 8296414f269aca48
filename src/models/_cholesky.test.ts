import fc from 'fast-check'
import { expect, it } from 'vitest'
import { solveInPlace } from './_cholesky.ts'

it('solveInPlace() finds the x that the right side was made from', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true })
  const system = fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc.record({
      x: fc.array(number, { minLength: n, maxLength: n }),
      rows: fc.array(fc.array(number, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
    }),
  )
  fc.assert(
    fc.property(system, ({ x, rows }) => {
      const n = x.length
      const a = new Float64Array(n * n)
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          a[i * n + j] = rows.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? 1 : 0)
        }
      }
      const b = Float64Array.from(x, (_, i) => x.reduce((sum, value, j) => sum + a[i * n + j]! * value, 0))
      solveInPlace(a, b)
      for (let i = 0; i < n; i++) expect(b[i]).toBeCloseTo(x[i]!, 6)
    }),
  )
})
