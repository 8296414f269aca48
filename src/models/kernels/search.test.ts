import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { kernels, reference } from './index.ts'

const fast = kernels()
const team = kernels({ threads: 2 })
afterAll(() => team.close())

/** Rows of very different lengths, as factors have; the whole numbers make ties. */
function table(count: number, d: number, whole: boolean) {
  const random = randomStream(7, 'table', count, d)
  const round = whole ? Math.round : (value: number) => value
  const lengths = Float64Array.from({ length: count }, () => Math.exp(random.normal()))
  const rows = Float32Array.from({ length: count * d }, (_, at) =>
    round(lengths[Math.floor(at / d)]! * random.normal()),
  )
  const start = Float32Array.from({ length: count }, () => round(random.normal()))
  const queries = Float32Array.from({ length: 3 * d }, () => round(2 * random.normal()))
  const mask = Uint8Array.from({ length: count }, () => random.int(2))
  return { rows, start, queries, mask }
}

const sizes = fc.tuple(
  fc.integer({ min: 1, max: 21 }),
  fc.integer({ min: 0, max: 70 }),
  fc.integer({ min: 1, max: 75 }),
)

describe('best()', () => {
  it('best() agrees with its twin to the bit on whole numbers, ties and masks included', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ([d, count, k], started) => {
        const { rows, start, queries, mask } = table(count, d, true)
        const asked = { rows, d, ...(started ? { start } : {}) }
        const query = queries.subarray(0, d)
        expect(fast.products(asked, query)).toEqual(reference.products(asked, query))
        expect(fast.best(asked, query, k, mask)).toEqual(reference.best(asked, query, k, mask))
        expect(fast.best(asked, query, k)).toEqual(reference.best(asked, query, k))
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  it('best() is the first of its own products to the bit, whatever the numbers', () => {
    for (const [count, d] of [
      [3000, 64],
      [1000, 37],
      [500, 300],
    ] as const) {
      const { rows, start, queries, mask } = table(count, d, false)
      const asked = { rows, d, start }
      const query = queries.subarray(0, d)
      const scores = fast.products(asked, query)
      for (const k of [1, 10, 400]) expect(fast.best(asked, query, k, mask)).toEqual(fast.topK(scores, k, mask))
      const twin = reference.products(asked, query)
      for (let row = 0; row < count; row++) expect(scores[row]).toBeCloseTo(twin[row]!, 2)
    }
  })

  it('best() follows the start alone for a query of zeros, and puts rows without a number last', () => {
    const { rows, start } = table(50, 5, false)
    expect(fast.best({ rows, d: 5, start }, new Float32Array(5), 50)).toEqual(fast.topK(start, 50))
    rows.fill(Number.NaN, 5, 10)
    rows.fill(Number.POSITIVE_INFINITY, 10, 15)
    const asked = { rows, d: 5, start }
    const query = new Float32Array(5).fill(1)
    expect([...fast.best(asked, query, 50).indices]).toEqual([...reference.best(asked, query, 50).indices])
  })

  it('best() survives more tables than are kept at a time', () => {
    const { rows, queries } = table(4000, 8, false)
    const tables = Array.from({ length: 5 }, () => ({ rows, d: 8 }))
    const query = queries.subarray(0, 8)
    for (const asked of [...tables, ...tables])
      expect(fast.best(asked, query, 3)).toEqual(fast.best(tables[0]!, query, 3))
  })

  it('best() refuses sizes that do not fit', () => {
    const { rows, start, queries } = table(10, 4, false)
    for (const set of [fast, reference]) {
      const range = expect.objectContaining({ code: 'config/range' })
      expect(() => set.best({ rows, d: 4 }, queries.subarray(0, 3), 1)).toThrow(range)
      expect(() => set.best({ rows, d: 3 }, queries.subarray(0, 3), 1)).toThrow(range)
      expect(() => set.best({ rows, d: 4, start: start.subarray(1) }, queries.subarray(0, 4), 1)).toThrow(range)
      expect(() => set.best({ rows, d: 4 }, queries.subarray(0, 4), 0)).toThrow(
        expect.objectContaining({ code: 'metric/k' }),
      )
    }
  })
})

describe('bestOfMany()', () => {
  it('bestOfMany() agrees with its twin, what each query bars included, on any number of threads', () => {
    fc.assert(
      fc.property(sizes, ([d, count, k]) => {
        const { rows, start, queries, mask } = table(count, d, true)
        const random = randomStream(7, 'own', count)
        const lists = [0, 1, 2].map(() =>
          Array.from({ length: count }, (_, row) => row).filter(() => random.int(4) > 0),
        )
        const offsets = Int32Array.of(0, ...lists.map((_, n) => lists.slice(0, n + 1).flat().length))
        const own = { offsets, columns: Int32Array.from(lists.flat()) }
        const asked = { rows, d, start }
        expect(fast.bestOfMany(asked, queries, k, { mask, own })).toEqual(
          reference.bestOfMany(asked, queries, k, { mask, own }),
        )
        expect(fast.bestOfMany(asked, queries, k)).toEqual(reference.bestOfMany(asked, queries, k))
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  it('bestOfMany() gives every query what it gets by itself', () => {
    const d = 16
    const { rows, start } = table(2000, d, false)
    const random = randomStream(7, 'queries')
    const queries = Float32Array.from({ length: 9000 * d }, () => random.normal())
    const asked = { rows, d, start }
    const all = team.bestOfMany(asked, queries, 4)
    for (const query of [0, 1, 8191, 8192, 8999]) {
      const alone = fast.best(asked, queries.subarray(query * d, (query + 1) * d), 4)
      expect(all.indices.subarray(query * 4, query * 4 + 4)).toEqual(alone.indices)
      expect(all.scores.subarray(query * 4, query * 4 + 4)).toEqual(alone.scores)
    }
  })
})
