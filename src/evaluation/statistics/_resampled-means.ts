import { kernels } from '../../models/kernels/index.ts'
import type { RandomStream } from '../../random.ts'

/** Draws that are multiplied at once: enough for the kernel, few enough to stay in the cache. */
const BLOCK = 64

/** What single precision leaves of a number, with room for a sum of many. */
const SINGLE_PRECISION = 1e-6

/**
 * The means of columns over draws of all people with replacement; one draw serves all columns.
 *
 * A draw is kept as how often each person came up, so that the resampled sums are one matrix product: draws by people times
 * people by columns. Columns are centred first, so that single precision is spent on the spread of a mean and none of it on
 * where the mean lies.
 *
 * @param columns one value per person, NaN where undefined; all of one length
 * @returns for each column one mean a draw, in the order of drawing; NaN where a draw has nobody with a value
 */
export function resampledMeans(
  columns: readonly Float64Array[],
  { random, resamples }: { readonly random: RandomStream; readonly resamples: number },
): readonly Float64Array[] {
  const people = columns[0]?.length ?? 0
  const centres = columns.map(meanOfKnown)
  // Whether an interval touches 0 decides what is told apart, so a mean of exactly 0 must not come out as rounding.
  const noise = columns.map((column) => SINGLE_PRECISION * largest(column))
  const masked = columns.flatMap((column, c) => (column.some(Number.isNaN) ? [c] : []))
  const rows = columns.length + masked.length
  const { gemm, share, release } = kernels({ threads: 1 })
  const matrix = share(new Float32Array(rows * people))
  for (const [c, column] of columns.entries()) centred(column, centres[c]!, matrix.subarray(c * people))
  for (const [m, c] of masked.entries()) known(columns[c]!, matrix.subarray((columns.length + m) * people))
  const means = columns.map(() => new Float64Array(resamples))
  const draws = share(new Float32Array(BLOCK * people))
  const sums = new Float32Array(BLOCK * rows)
  try {
    for (let first = 0; first < resamples; first += BLOCK) {
      const count = Math.min(BLOCK, resamples - first)
      for (let draw = 0; draw < count; draw++) drawPeople(draws.subarray(draw * people, (draw + 1) * people), random)
      gemm(draws, matrix, { m: BLOCK, k: people, n: rows }, { transposeB: true, into: sums })
      for (let c = 0; c < columns.length; c++) {
        const counts = masked.indexOf(c)
        for (let draw = 0; draw < count; draw++) {
          const present = counts < 0 ? people : sums[draw * rows + columns.length + counts]!
          const mean = centres[c]! + sums[draw * rows + c]! / present
          means[c]![first + draw] = Math.abs(mean) < noise[c]! ? 0 : mean
        }
      }
    }
  } finally {
    release(draws)
    release(matrix)
  }
  return means
}

/** Draws as many people as there are, with replacement, and counts how often each came up. */
function drawPeople(times: Float32Array, random: RandomStream): void {
  times.fill(0)
  for (let i = 0; i < times.length; i++) times[random.int(times.length)]!++
}

/** The mean of what is not NaN; 0 of nothing. */
function meanOfKnown(column: Float64Array): number {
  let [sum, count] = [0, 0]
  for (const value of column) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === 0 ? 0 : sum / count
}

function largest(column: Float64Array): number {
  let most = 0
  for (const value of column) if (Math.abs(value) > most) most = Math.abs(value)
  return most
}

function centred(column: Float64Array, centre: number, into: Float32Array): void {
  for (let i = 0; i < column.length; i++) into[i] = Number.isNaN(column[i]!) ? 0 : column[i]! - centre
}

function known(column: Float64Array, into: Float32Array): void {
  for (let i = 0; i < column.length; i++) into[i] = Number.isNaN(column[i]!) ? 0 : 1
}
