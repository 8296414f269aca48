import type { RandomStream } from '../../random.ts'
import { drawUntouched, pull, stepAfter } from '../_pairs.ts'
import type { ItemSide } from './_descend.ts'
import type { BprOptions } from './options.ts'

/** Passes over a history, and steps at least. */
const PASSES = 20
const LEAST = 400

/**
 * A person's vector on the finished items.
 *
 * With the items fixed, the loss that the items were learned by is convex in the person's vector: it has one lowest point,
 * whoever looks for it. Seeded steps go there from zero, and the mean of the later half is taken, which evens out what the
 * draws did (Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging"). A ridge regression would be
 * exact, but of another loss.
 *
 * @param own the items of the history, each once, ascending
 * @param touched items to draw from
 * @param random the same stream for everybody, so that the same history gives the same vector
 * @returns zeros for an empty history
 */
export function personVector(
  own: Int32Array,
  items: ItemSide,
  touched: Int32Array,
  options: BprOptions,
  random: RandomStream,
): Float32Array {
  const { factors: d, learningRate, regularisation } = options
  const { bias, factors: q } = items
  const p = new Float32Array(d)
  const sum = new Float64Array(d)
  if (own.length === 0) return p
  const steps = Math.max(LEAST, PASSES * own.length)
  let averaged = 0
  for (let n = 0; n < steps; n++) {
    const j = drawUntouched(touched, own, random)
    if (j < 0) continue
    const i = own[n % own.length]!
    const step = stepAfter(n / steps, learningRate)
    let ahead = bias[i]! - bias[j]!
    for (let f = 0; f < d; f++) ahead += p[f]! * (q[i * d + f]! - q[j * d + f]!)
    const force = step * pull(ahead)
    const shrink = 1 - step * regularisation
    for (let f = 0; f < d; f++) p[f] = shrink * p[f]! + force * (q[i * d + f]! - q[j * d + f]!)
    if (2 * n < steps) continue
    for (let f = 0; f < d; f++) sum[f]! += p[f]!
    averaged++
  }
  return averaged > 0 ? Float32Array.from(sum, (value) => value / averaged) : p
}
