import { transposedProduct } from './_affine.ts'
import type { Batch } from './_batches.ts'
import { exponential } from './_exponential.ts'
import type { Parameter } from './_parameters.ts'
import { pull } from './_pull.ts'
import type { Pass } from './_step.ts'

/** Scores in one piece of a batch: a million are 4 MB. */
const MOST_SCORES = 1 << 20

/**
 * Cross-entropy over the whole catalogue, -log softmax(h·E')[target], mean over targets (Klenitskiy and Vasilev 2023).
 *
 * Rows are taken a piece at a time, since their scores are the largest matrix of all. It is left at e^score: the sum
 * that makes shares of it is divided out of the thin matrices on either side.
 *
 * @param hidden states, a row of d for each target
 * @returns the gradient at the hidden states; that at the embeddings is added to theirs
 */
export function softmaxGradient(pass: Pass, hidden: Float32Array, { targets }: Batch, items: Parameter): Float32Array {
  const { gemm, take, factors: d } = pass
  const count = items.value.length / d
  const most = Math.max(1, Math.min(targets.length, Math.floor(MOST_SCORES / count)))
  const [room, divided, gradient] = [take(most * count), take(most * d), take(hidden.length)]
  for (let from = 0; from < targets.length; from += most) {
    const to = Math.min(targets.length, from + most)
    const states = hidden.subarray(from * d, to * d)
    const shape = { m: to - from, k: d, n: count }
    const powers = gemm(states, items.value, shape, { transposeB: true, into: room.subarray(0, (to - from) * count) })
    const factors = Float64Array.from({ length: to - from }, (_, row) => {
      return 1 / (toPowers(powers.subarray(row * count, (row + 1) * count)) * targets.length)
    })
    const toStates = gradient.subarray(from * d, to * d)
    gemm(powers, items.value, { m: to - from, k: count, n: d }, { into: toStates })
    scaleRows(toStates, factors, toStates)
    const weighted = scaleRows(states, factors, divided.subarray(0, states.length))
    addTransposed(items.gradient, transposedProduct(pass, weighted, powers, d, count), d)
    pull(states, targets.subarray(from, to), items, () => -1 / targets.length, toStates)
  }
  return gradient
}

/** Replaces scores by e to their power, the highest as 1. @returns their sum */
function toPowers(scores: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (let at = 0; at < scores.length; at++) if (scores[at]! > most) most = scores[at]!
  let sum = 0
  for (let at = 0; at < scores.length; at++) {
    const power = exponential(scores[at]! - most)
    scores[at] = power
    sum += power
  }
  return sum
}

/** Multiplies every row by a factor of its own. */
function scaleRows(matrix: Float32Array, factors: Float64Array, into: Float32Array): Float32Array {
  const d = matrix.length / factors.length
  for (let row = 0; row < factors.length; row++) {
    const factor = factors[row]!
    for (let at = row * d; at < (row + 1) * d; at++) into[at] = factor * matrix[at]!
  }
  return into
}

/** Adds the transpose of a matrix of d rows. */
function addTransposed(sum: Float32Array, matrix: Float32Array, d: number): void {
  const count = matrix.length / d
  for (let item = 0; item < count; item++) {
    for (let f = 0; f < d; f++) sum[item * d + f]! += matrix[f * count + item]!
  }
}
