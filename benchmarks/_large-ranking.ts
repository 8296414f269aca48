/*
 * A full ranking too large to keep: 100,000 people, 50,000 items, scores from 32 factors, worked out a block of people at a
 * time. Run in a process of its own, so that its peak memory is known: prints seconds of scoring, of all else, and megabytes.
 */
import { evaluateRanking } from '../src/evaluation/index.ts'
import { kernels } from '../src/models/kernels/index.ts'
import { randomStream } from '../src/random.ts'
import { drawnParts } from './_drawn-parts.ts'

const [users, items] = process.argv.slice(2).map(Number) as [number, number]
const d = 32
/** People scored at once: a matrix product is ten times faster than as many products of a vector. */
const block = 64

const { train, test } = drawnParts({ users, items, wanted: 50 * users, seed: 1 })
const random = randomStream(1, 'factors')
const draw = (rows: number): Float32Array => Float32Array.from({ length: rows * d }, () => random.normal())
const people = draw(users)
const things = draw(items)
const scores = new Float32Array(block * items)
const { gemm } = kernels()
let first = -block

const { seconds, values } = evaluateRanking({
  train,
  test,
  split: 'one held out',
  ks: [10, 20],
  score: (user) => {
    if (user >= first + block) {
      first = user - (user % block)
      const rows = Math.min(block, users - first)
      const some = people.subarray(first * d, (first + rows) * d)
      gemm(some, things, { m: rows, k: d, n: items }, { transposeB: true, into: scores.subarray(0, rows * items) })
    }
    return scores.subarray((user - first) * items, (user - first + 1) * items)
  },
})
const megabytes = process.resourceUsage().maxRSS / 1024
const numbers = Object.keys(values).length
process.stdout.write([seconds.score, seconds.evaluate, megabytes, numbers].join(' '))
