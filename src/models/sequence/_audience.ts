import { addProducts } from '../_factors.ts'
import { calibratedWeights } from './_calibrated-gradient.ts'
import type { Audience } from './_place-item.ts'
import type { SequenceOptions } from './options.ts'

/**
 * Everybody as the loss of the fit would hold them against one more item.
 *
 * @param states people x d
 * @param histories of these people: what each event of theirs weighs against the item
 * @param embeddings items x d
 * @param counts people per item: what nobody touched says nothing of how wide embeddings are
 */
export function audienceOf(
  states: Float32Array,
  histories: readonly Int32Array[],
  embeddings: Float32Array,
  counts: Int32Array,
  options: SequenceOptions,
): Audience {
  const d = options.factors
  const events = Int32Array.from(histories, ({ length }) => length)
  const ridge = 1 / meanSquare(embeddings, counts, d)
  const people = states.length / d
  if (options.loss === 'calibrated') {
    const { target: touched, drawn: untouched } = calibratedWeights(counts.length, options)
    return { states, events, offsets: new Float64Array(people), weights: { touched, untouched }, ridge }
  }
  const scores = new Float32Array(counts.length)
  const offsets = Float64Array.from({ length: people }, (_, person) => {
    scores.fill(0)
    addProducts(states.subarray(person * d, (person + 1) * d), embeddings, scores)
    return -logSumOfPowers(scores)
  })
  return { states, events, offsets, weights: { touched: 1, untouched: 1 }, ridge }
}

/** Of the numbers in the embeddings of items that somebody touched. */
function meanSquare(embeddings: Float32Array, counts: Int32Array, d: number): number {
  let sum = 0
  let numbers = 0
  for (let item = 0; item < counts.length; item++) {
    if (counts[item] === 0) continue
    for (let at = item * d; at < (item + 1) * d; at++) sum += embeddings[at]! ** 2
    numbers += d
  }
  return sum / numbers
}

function logSumOfPowers(scores: Float32Array): number {
  const most = scores.reduce((a, b) => Math.max(a, b))
  return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0))
}
