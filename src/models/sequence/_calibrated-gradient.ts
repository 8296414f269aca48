import type { RandomStream } from '../../random.ts'
import { transposedProduct } from './_affine.ts'
import type { Batch } from './_batches.ts'
import { exponential } from './_exponential.ts'
import type { Parameter } from './_parameters.ts'
import { pull } from './_pull.ts'
import type { Pass } from './_step.ts'

/**
 * Binary cross-entropy against some items drawn at random, with the power that makes up for having drawn so few:
 * -(log σ(s⁺)^β + Σ log(1 - σ(s⁻))) / (k + 1), mean over targets (Petrov and Macdonald 2023, "gSASRec").
 *
 * The k items are drawn once a sequence and shared by its targets: each target meets as many as if they were its own,
 * and the work is a matrix product. Where one of them is the target itself it does not count.
 *
 * @param hidden states, a row of d for each target
 * @param negatives for each sequence, the items drawn for it
 * @param power β
 * @returns the gradient at the hidden states; that at the embeddings is added to theirs
 */
export function calibratedGradient(
  pass: Pass,
  hidden: Float32Array,
  { targets, starts }: Batch,
  items: Parameter,
  negatives: readonly Int32Array[],
  power: number,
): Float32Array {
  const { gemm, take, factors: d } = pass
  const gradient = take(hidden.length)
  for (const [s, drawn] of negatives.entries()) {
    const [from, to] = [starts[s]!, starts[s + 1]!]
    const k = drawn.length
    const weight = 1 / (targets.length * (k + 1))
    const states = hidden.subarray(from * d, to * d)
    const own = targets.subarray(from, to)
    const table = take(k * d)
    for (const [place, item] of drawn.entries()) table.set(items.value.subarray(item * d, (item + 1) * d), place * d)
    const shape = { m: to - from, k: d, n: k }
    const scores = gemm(states, table, shape, { transposeB: true, into: take((to - from) * k) })
    for (let row = 0, at = 0; row < own.length; row++) {
      for (let place = 0; place < k; place++, at++) {
        scores[at] = drawn[place] === own[row] ? 0 : weight * sigmoid(scores[at]!)
      }
    }
    const toStates = gradient.subarray(from * d, to * d)
    gemm(scores, table, { m: to - from, k, n: d }, { into: toStates })
    const toTable = transposedProduct(pass, scores, states, k, d)
    for (const [place, item] of drawn.entries()) {
      for (let f = 0; f < d; f++) items.gradient[item * d + f]! += toTable[place * d + f]!
    }
    pull(states, own, items, (score) => weight * power * (sigmoid(score) - 1), toStates)
  }
  return gradient
}

/**
 * What a target weighs beside the items drawn against it, and what an item weighs for being drawn at all.
 *
 * With α = k / (items - 1) the share that is drawn, β = 1 - t (1 - α): t = 0 leaves scores as plain cross-entropy makes
 * them, too high by the share that was never drawn; t = 1 makes them log-odds (Petrov and Macdonald 2023).
 */
export function calibratedWeights(
  items: number,
  { negatives, calibration }: { readonly negatives: number; readonly calibration: number },
): { readonly target: number; readonly drawn: number } {
  const drawn = Math.min(1, negatives / Math.max(1, items - 1))
  return { target: 1 - calibration * (1 - drawn), drawn }
}

/** Draws the items that every sequence of a batch is held against. */
export function drawNegatives(batch: Batch, items: number, count: number, random: RandomStream): Int32Array[] {
  const draw = () => Int32Array.from({ length: count }, () => random.int(items))
  return Array.from({ length: batch.starts.length - 1 }, draw)
}

function sigmoid(x: number): number {
  const power = exponential(-Math.abs(x))
  return (x < 0 ? power : 1) / (1 + power)
}
