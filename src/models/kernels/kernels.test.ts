import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { kernels, reference } from './index.ts'

const fast = kernels()
const runs = { numRuns: 25, seed: 7 }
const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 70 }))

function normals(length: number, ...name: readonly (string | number)[]): Float32Array {
  const random = randomStream(7, ...name)
  return Float32Array.from({ length }, () => random.normal())
}

/** X·Xᵀ + ridge·I for random 0/1 rows: the matrix that item-item models invert. */
function gram(n: number, ridge: number, people = 200): Float32Array {
  const random = randomStream(7, 'gram', n)
  const seen = Float32Array.from({ length: n * people }, () => Number(random.next() < 0.1))
  const product = fast.gemm(seen, seen, { m: n, k: people, n }, { transposeB: true })
  for (let i = 0; i < n; i++) product[i * n + i]! += ridge
  return product
}

/** The largest difference, relative to the largest magnitude in `right`. */
function distance(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(right.length)
  const largest = right.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30)
  return left.reduce((most, value, i) => Math.max(most, Math.abs(value - right[i]!)), 0) / largest
}

describe('gemm()', () => {
  it('gemm() agrees with its twin on sizes of every kind', () => {
    fc.assert(
      fc.property(size, size, size, fc.boolean(), (m, k, n, transposeB) => {
        const a = normals(m * k, 'a', m, k)
        const b = normals(k * n, 'b', k, n)
        const c = fast.gemm(a, b, { m, k, n }, { transposeB })
        expect(distance(c, reference.gemm(a, b, { m, k, n }, { transposeB }))).toBeLessThan(1e-5)
      }),
      runs,
    )
  })

  it('gemm() agrees with its twin where every block of the cache is exceeded', () => {
    const shape = { m: 163, k: 259, n: 1029 }
    const a = normals(shape.m * shape.k, 'a')
    const b = normals(shape.k * shape.n, 'b')
    for (const transposeB of [false, true]) {
      const c = fast.gemm(a, b, shape, { transposeB })
      expect(distance(c, reference.gemm(a, b, shape, { transposeB }))).toBeLessThan(1e-5)
    }
  })

  it('gemm() writes an empty sum as 0, over what was there', () => {
    const into = new Float32Array(6).fill(9)
    expect(fast.gemm(new Float32Array(0), new Float32Array(0), { m: 2, k: 0, n: 3 }, { into })).toBe(into)
    expect([...into]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('gemm() refuses sizes that do not fit and a target over its operands', () => {
    const a = new Float32Array(4)
    for (const set of [fast, reference]) {
      expect(() => set.gemm(a, a, { m: 2, k: 3, n: 2 })).toThrow(expect.objectContaining({ code: 'config/range' }))
      expect(() => set.gemm(a, a, { m: 2, k: 2, n: 2 }, { into: a })).toThrow('overlaps')
    }
  })
})

describe('cholesky()', () => {
  it('cholesky() agrees with its twin, below and at and above the size of a leaf', () => {
    for (const n of [0, 1, 2, 5, 63, 64, 65, 128, 150]) {
      const a = gram(n, 30)
      expect(distance(fast.cholesky(a.slice(), n), reference.cholesky(a.slice(), n))).toBeLessThan(1e-5)
    }
  })

  it('cholesky() returns its argument and reads the lower triangle only', () => {
    const matrix = new Float32Array([4, Number.NaN, 2, 5])
    expect(fast.cholesky(matrix, 2)).toBe(matrix)
    expect([...matrix]).toEqual([2, 0, 1, 2])
  })

  it('cholesky() names the pivot of a matrix that is not positive definite', () => {
    const n = 150
    for (const bad of [0, 63, 64, 149]) {
      const matrix = new Float32Array(n * n)
      for (let i = 0; i < n; i++) matrix[i * n + i] = i === bad ? -2 : 1
      const refusal = { code: 'model/unsupported', message: expect.stringContaining(`pivot ${bad} is -2`) }
      for (const set of [fast, reference]) {
        expect(() => set.cholesky(matrix.slice(), n)).toThrow(expect.objectContaining(refusal))
        expect(() => set.symmetricInverse(matrix.slice(), n)).toThrow(expect.objectContaining(refusal))
      }
    }
  })

  it('cholesky() refuses NaN and infinite pivots', () => {
    for (const pivot of [Number.NaN, Number.POSITIVE_INFINITY, 0]) {
      expect(() => fast.cholesky(new Float32Array([pivot]), 1)).toThrow('pivot 0')
      expect(() => reference.cholesky(new Float32Array([pivot]), 1)).toThrow('pivot 0')
    }
  })
})

describe('symmetricInverse()', () => {
  it('symmetricInverse() agrees with its twin', () => {
    for (const n of [0, 1, 3, 64, 65, 130, 200]) {
      const a = gram(n, 30)
      expect(distance(fast.symmetricInverse(a.slice(), n), reference.symmetricInverse(a.slice(), n))).toBeLessThan(1e-4)
    }
  })

  it('symmetricInverse() times the matrix is the identity', () => {
    const n = 333
    const a = gram(n, 300)
    const inverse = fast.symmetricInverse(a.slice(), n)
    const product = fast.gemm(a, inverse, { m: n, k: n, n })
    for (let i = 0; i < n; i++) product[i * n + i]! -= 1
    expect(Math.max(...product.map(Math.abs))).toBeLessThan(1e-4)
  })

  it('symmetricInverse() is symmetric to the bit', () => {
    const n = 100
    const inverse = fast.symmetricInverse(gram(n, 30), n)
    const turned = inverse.map((_, place) => inverse[(place % n) * n + Math.floor(place / n)]!)
    expect(inverse).toEqual(turned)
  })
})

describe('topK()', () => {
  const value = fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -0, 0, 1, 1, 2)
  const entry = fc.tuple(value, fc.boolean())

  it('topK() agrees with its twin on ties, masks, infinities, NaN and any k', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (entries, k) => {
        const scores = Float32Array.from(entries, ([score]) => score)
        const mask = Uint8Array.from(entries, ([, out]) => Number(out))
        expect(fast.topK(scores, k, mask)).toEqual(reference.topK(scores, k, mask))
        expect(fast.topK(scores, k)).toEqual(reference.topK(scores, k))
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  it('topK() agrees with its twin on many scores', () => {
    const scores = normals(5003, 'scores').map((score) => Math.round(score * 200))
    for (const k of [1, 10, 500, 5003, 9999]) expect(fast.topK(scores, k)).toEqual(reference.topK(scores, k))
  })

  it('topK() puts NaN after every number, by index', () => {
    const scores = new Float32Array([Number.NaN, Number.NEGATIVE_INFINITY, Number.NaN, 3])
    expect([...fast.topK(scores, 3).indices]).toEqual([3, 1, 0])
  })

  it('topK() is empty when every row is left out', () => {
    expect(fast.topK(new Float32Array(5), 3, new Uint8Array(5).fill(1)).indices.length).toBe(0)
  })

  it('topK() refuses a k that is not a whole number from 1, and a mask of another length', () => {
    const scores = new Float32Array(5)
    for (const set of [fast, reference]) {
      for (const k of [0, -1, 1.5, Number.NaN]) {
        expect(() => set.topK(scores, k)).toThrow(expect.objectContaining({ code: 'metric/k' }))
      }
      expect(() => set.topK(scores, 1, new Uint8Array(4))).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})

describe('dotTopK()', () => {
  it('dotTopK() agrees with its twin to the bit on whole numbers, ties and masks included', () => {
    const tables = fc.tuple(
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 45 }),
    )
    fc.assert(
      fc.property(tables, ([d, count, k]) => {
        const random = randomStream(7, 'table', d, count, k)
        const rows = Float32Array.from({ length: count * d }, () => random.int(3) - 1)
        const query = Float32Array.from({ length: d }, () => random.int(3) - 1)
        const mask = Uint8Array.from({ length: count }, () => random.int(2))
        expect(fast.dotTopK(query, rows, d, k, mask)).toEqual(reference.dotTopK(query, rows, d, k, mask))
        expect(fast.dotTopK(query, rows, d, k)).toEqual(reference.dotTopK(query, rows, d, k))
      }),
      { numRuns: 100, seed: 7 },
    )
  })

  it('dotTopK() agrees with its twin on real numbers', () => {
    const d = 37
    const rows = normals(1001 * d, 'rows')
    const query = normals(d, 'query')
    const best = fast.dotTopK(query, rows, d, 50)
    const twin = reference.dotTopK(query, rows, d, 50)
    expect(best.indices).toEqual(twin.indices)
    expect(distance(best.scores, twin.scores)).toBeLessThan(1e-5)
  })

  it('dotTopK() gives equal rows equal scores wherever they lie', () => {
    const d = 7
    const row = normals(d, 'row')
    const rows = Float32Array.from({ length: 11 * d }, (_, place) => row[place % d]!)
    const { indices, scores } = fast.dotTopK(normals(d, 'query'), rows, d, 11)
    expect([...indices]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(new Set(scores).size).toBe(1)
  })

  it('dotTopK() puts rows without a number last', () => {
    const rows = new Float32Array([Number.NaN, 1, 2, Number.NaN, 3])
    for (const set of [fast, reference]) {
      expect([...set.dotTopK(new Float32Array([1]), rows, 1, 5).indices]).toEqual([4, 2, 1, 0, 3])
    }
  })
})

describe('kernels()', () => {
  const team = kernels({ threads: 2 })
  const three = kernels({ threads: 3 })
  afterAll(() => {
    team.close()
    three.close()
  })

  it('kernels() gives the same bits for any number of threads', () => {
    for (const shape of [
      { m: 301, k: 130, n: 97 },
      { m: 33, k: 300, n: 403 },
      { m: 30, k: 3000, n: 29 },
    ]) {
      const a = normals(shape.m * shape.k, 'a', shape.m)
      const b = normals(shape.k * shape.n, 'b', shape.m)
      expect(team.gemm(a, b, shape)).toEqual(fast.gemm(a, b, shape))
      expect(three.gemm(a, b, shape)).toEqual(fast.gemm(a, b, shape))
    }
    const n = 517
    const matrix = gram(n, 30)
    const inverse = fast.symmetricInverse(matrix.slice(), n)
    expect(team.symmetricInverse(matrix.slice(), n)).toEqual(inverse)
    expect(three.symmetricInverse(matrix.slice(), n)).toEqual(inverse)
    expect(team.cholesky(matrix.slice(), n)).toEqual(fast.cholesky(matrix.slice(), n))
  })

  it('kernels() merges the best of all threads', () => {
    const d = 64
    const rows = normals(40_001 * d, 'rows').map(Math.round)
    const query = normals(d, 'query').map(Math.round)
    rows.fill(Number.NaN, 0, d)
    for (const k of [1, 100, 40_001]) {
      expect(team.dotTopK(query, rows, d, k)).toEqual(fast.dotTopK(query, rows, d, k))
    }
  })

  it('kernels() starts its workers again after close()', () => {
    const a = normals(160 * 160, 'a')
    const shape = { m: 160, k: 160, n: 160 }
    const before = team.gemm(a, a, shape)
    team.close()
    expect(team.gemm(a, a, shape)).toEqual(before)
  })

  it('kernels() is one set for each number of threads', () => {
    expect(kernels()).toBe(fast)
    expect(kernels({ threads: 2 })).toBe(team)
    expect(team.threads).toBe(2)
    for (const threads of [0, 1.5, 65]) {
      expect(() => kernels({ threads })).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})

describe('share()', () => {
  it('share() gives a view that kernels read and write in place', () => {
    const a = fast.share(new Float32Array([1, 2, 3, 4]))
    const c = fast.share(new Float32Array(4))
    const same = new Float32Array(c.buffer, c.byteOffset, c.length)
    expect(fast.gemm(a, a, { m: 2, k: 2, n: 2 }, { into: c })).toBe(c)
    expect([...same]).toEqual([7, 10, 15, 22])
    fast.release(a)
    fast.release(c)
  })

  it('share() stays valid when the memory grows', () => {
    const a = fast.share(new Float32Array([4, 2, 2, 5]))
    const large = fast.share(new Float32Array(5_000_000))
    expect(large.buffer).not.toBe(a.buffer)
    fast.cholesky(a, 2)
    expect([...a]).toEqual([2, 0, 1, 2])
    expect(() => fast.gemm(a, a, { m: 2, k: 2, n: 2 }, { into: a })).toThrow('overlaps')
    fast.release(a)
    fast.release(large)
  })

  it('release() refuses what share() did not give, and a second time', () => {
    const a = fast.share(new Float32Array(3))
    fast.release(a)
    for (const array of [a, new Float32Array(3)]) {
      expect(() => fast.release(array)).toThrow(expect.objectContaining({ code: 'model/state' }))
    }
  })
})
