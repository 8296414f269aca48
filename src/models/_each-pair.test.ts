import fc from 'fast-check'
import { expect, it } from 'vitest'
import { transposed } from './_baskets.ts'
import { eachPair } from './_each-pair.ts'

const people = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 8 }), { maxLength: 6 })

it('eachPair() finds each pair once from either side, with the sum over those who have both', () => {
  fc.assert(
    fc.property(people, fc.nat(8), (rows, from) => {
      const sorted = rows.map((row) => row.toSorted((a, b) => a - b))
      const offsets = Int32Array.from([0, ...sorted.map((_, n) => sorted.slice(0, n + 1).flat().length)])
      const shared = Float64Array.from(sorted, (_, n) => n / 2)
      const found = new Map<string, number>()
      const visit = (item: number, other: number, overlap: number) => {
        expect(found.has(`${item} ${other}`)).toBe(false)
        found.set(`${item} ${other}`, overlap)
      }
      const baskets = { offsets, columns: Int32Array.from(sorted.flat()) }
      eachPair(baskets, transposed(baskets, 8), shared, visit, from)
      for (let item = 0; item < 8; item++) {
        for (let other = 0; other < 8; other++) {
          const both = sorted.map((row, n) => (row.includes(item) && row.includes(other) ? shared[n]! : 0))
          const overlap = item < from || item === other ? 0 : both.reduce((sum, value) => sum + value, 0)
          expect(found.get(`${item} ${other}`) ?? 0).toBe(overlap)
        }
      }
    }),
  )
})
