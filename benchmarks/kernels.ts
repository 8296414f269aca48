/**
 * How fast are the numeric kernels, beside their readable twins?
 *
 * Median of 5 runs on arrays in the kernels' memory. The rate counts the operations of the textbook algorithm (scores for
 * the top-k), in thousands of millions a second; "x twin" is the rate over the rate of the twin, measured at the smaller
 * size in brackets. Run with `npx --no -- node benchmarks/kernels.ts`.
 */

import { cpus } from 'node:os'
import { systemClock } from '../src/clock.ts'
import { type Arithmetic, kernels, reference } from '../src/models/kernels/index.ts'
import { randomStream } from '../src/random.ts'

/** One kernel at one size: how to prepare its arrays on a set of kernels, and what one run then is. */
interface Trial {
  readonly kernel: string
  readonly sizes: readonly number[]
  readonly twinSize: number
  operations(n: number): number
  prepare(n: number, place: (array: Float32Array) => Float32Array): (set: Arithmetic) => unknown
}

const RUNS = 5
const FACTORS = 64
const random = randomStream(7, 'benchmark')
const uniform = (length: number): Float32Array => Float32Array.from({ length }, () => random.next() - 0.5)

/** Diagonally dominant, hence positive definite. */
function dominant(n: number): Float32Array {
  const matrix = uniform(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = n
  return matrix
}

function inPlace(kernel: 'cholesky' | 'symmetricInverse'): Trial['prepare'] {
  return (n, place) => {
    const matrix = dominant(n)
    const work = place(matrix)
    return (set) => {
      work.set(matrix)
      set[kernel](work, n)
    }
  }
}

const trials: readonly Trial[] = [
  {
    kernel: 'gemm',
    sizes: [256, 1024],
    twinSize: 192,
    operations: (n) => 2 * n ** 3,
    prepare: (n, place) => {
      const [a, b, c] = [place(uniform(n * n)), place(uniform(n * n)), place(new Float32Array(n * n))]
      return (set) => set.gemm(a!, b!, { m: n, k: n, n }, { into: c! })
    },
  },
  {
    kernel: 'cholesky',
    sizes: [1682],
    twinSize: 256,
    operations: (n) => n ** 3 / 3,
    prepare: inPlace('cholesky'),
  },
  {
    kernel: 'symmetricInverse',
    sizes: [1682, 4000],
    twinSize: 256,
    operations: (n) => n ** 3,
    prepare: inPlace('symmetricInverse'),
  },
  {
    kernel: 'dotTopK',
    sizes: [1_000_000],
    twinSize: 20_000,
    operations: (n) => 2 * n * FACTORS,
    prepare: (n, place) => {
      const [query, rows] = [place(uniform(FACTORS)), place(uniform(n * FACTORS))]
      return (set) => set.dotTopK(query!, rows!, FACTORS, 100)
    },
  },
  {
    kernel: 'topK',
    sizes: [1682, 1_000_000],
    twinSize: 20_000,
    operations: (n) => n,
    prepare: (n, place) => {
      const scores = place(uniform(n))
      return (set) => set.topK(scores, 100)
    },
  },
]

/** Milliseconds of one run: the median of five, each of as many repetitions as fill 5 ms. */
function milliseconds(run: () => unknown): number {
  const timed = (repetitions: number): number => {
    const started = systemClock.elapsed()
    for (let i = 0; i < repetitions; i++) run()
    return (systemClock.elapsed() - started) / repetitions
  }
  const repetitions = Math.ceil(5 / Math.max(0.001, timed(1)))
  const times = Array.from({ length: RUNS }, () => timed(repetitions)).sort((a, b) => a - b)
  return times[Math.floor(RUNS / 2)]!
}

const rows: string[][] = [['kernel', 'size', 'threads', 'ms', 'G/s', 'x twin']]
for (const { kernel, sizes, twinSize, operations, prepare } of trials) {
  const twin = prepare(twinSize, (array) => array)
  const twinRate = operations(twinSize) / milliseconds(() => twin(reference)) / 1e6
  for (const size of sizes) {
    for (const threads of [1, 2]) {
      const set = kernels({ threads })
      const shared: Float32Array[] = []
      const run = prepare(size, (array) => {
        shared.push(set.share(array))
        return shared.at(-1)!
      })
      const time = milliseconds(() => run(set))
      const rate = operations(size) / time / 1e6
      for (const array of shared) set.release(array)
      const ratio = `${(rate / twinRate).toFixed(1)} (${twinSize})`
      rows.push([kernel, String(size), String(threads), time.toFixed(3), rate.toFixed(2), ratio])
    }
  }
}

const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
const processors = cpus()
const when = new Date(systemClock.now()).toISOString().slice(0, 10)
process.stdout.write(`${processors[0]?.model} x ${processors.length}, node ${process.version}, ${when}\n\n`)
for (const row of rows)
  process.stdout.write(`${row.map((cell, column) => cell.padStart(widths[column]!)).join('  ')}\n`)
