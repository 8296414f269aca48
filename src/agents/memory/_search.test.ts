import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { byteProducts, openByteScan } from './_byte-scan.ts'
import { topByBounds } from './_search.ts'
import { sortedPlaces, topPlaces } from './_top-places.ts'
import { VectorBlock } from './_vector-block.ts'

const ties = fc.constantFrom('later' as const, 'earlier' as const)
/** Few values, so that many are equal; some places that must not be found. */
const scores = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.NEGATIVE_INFINITY)), { maxLength: 200 })
  .map((numbers) => Float64Array.from(numbers))

describe('topPlaces()', () => {
  it('topPlaces() finds what its readable twin finds', () => {
    fc.assert(
      fc.property(scores, fc.nat(20), ties, (given, k, order) => {
        expect(topPlaces(given, given.length, k, order)).toEqual(sortedPlaces(given, given.length, k, order))
      }),
    )
  })
})

describe('topByBounds()', () => {
  it('topByBounds() finds the best exact scores, however loose the bounds', () => {
    const slack = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 200, maxLength: 200 })
    fc.assert(
      fc.property(scores, slack, fc.integer({ min: 1, max: 20 }), ties, (exact, loose, k, order) => {
        const bounds = exact.map((score, place) => score + loose[place]!)
        const found = topByBounds(bounds, exact.length, k, (place) => exact[place]!, order)
        expect(found.places).toEqual(sortedPlaces(exact, exact.length, k, order))
        expect(found.scores).toEqual(Float64Array.from(found.places, (place) => exact[place]!))
      }),
    )
  })
})

describe('openByteScan()', () => {
  it('openByteScan() multiplies as its readable twin does', () => {
    const shape = fc.record({ width: fc.constantFrom(16, 48, 384), count: fc.nat(20), seed: fc.nat() })
    fc.assert(
      fc.property(shape, ({ width, count, seed }) => {
        const random = randomStream(seed)
        const { memory, scan } = openByteScan()
        const [rows, into] = [4096, 2048]
        const query = new Int16Array(memory.buffer, 0, width).map(() => random.int(10_001) - 5000)
        const table = new Int8Array(memory.buffer, rows, width * count).map(() => random.int(255) - 127)
        new Int16Array(memory.buffer).set(query)
        new Int8Array(memory.buffer).set(table, rows)
        scan(0, rows, count, width, into)
        expect(new Int32Array(memory.buffer, into, count)).toEqual(byteProducts(query, table, count))
      }),
    )
  })
})

describe('VectorBlock', () => {
  const drawn = (count: number, dimensions: number, seed = 1) => {
    const random = randomStream(seed)
    return Array.from({ length: count }, () => {
      const vector = Float32Array.from({ length: dimensions }, () => random.normal())
      const length = Math.hypot(...vector)
      return vector.map((value) => value / length)
    })
  }
  const blockOf = (vectors: readonly Float32Array[]) => {
    const block = new VectorBlock(vectors[0]!.length)
    for (const vector of vectors) block.push(vector)
    return block
  }

  it('VectorBlock has bounds that are never below the exact product, and close, on both sides of the scan', () => {
    for (const [count, dimensions] of [
      [40, 20],
      [511, 24],
      [512, 24],
      [5000, 37],
    ] as const) {
      const vectors = drawn(count, dimensions)
      const block = blockOf([...vectors, new Float32Array(dimensions)])
      const bounds = new Float64Array(count + 1)
      for (const query of [...drawn(3, dimensions, 2), new Float32Array(dimensions)]) {
        block.bounds(query, bounds)
        const slack = Array.from(bounds, (bound, place) => bound - block.dot(query, place))
        expect(Math.min(...slack)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...slack)).toBeLessThan(0.02)
      }
    }
  })

  it('VectorBlock grows, closes gaps and goes on', () => {
    const vectors = drawn(900, 16)
    const block = blockOf(vectors)
    block.bounds(vectors[0]!, new Float64Array(900))
    const places = [...vectors.keys()].filter((place) => place % 3 !== 0)
    block.keep(places)
    block.push(vectors[0]!)
    expect(block.count).toBe(601)
    expect(block.at(5)).toEqual(vectors[places[5]!])
    expect(block.at(600)).toEqual(vectors[0])
    const bounds = new Float64Array(601)
    block.bounds(vectors[0]!, bounds)
    expect(topPlaces(bounds, 601, 1)[0]).toBe(600)
  })
})
