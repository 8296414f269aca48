import type { RandomStream } from '../random.ts'
import type { Baskets } from './_baskets.ts'
import { drawUntouched, holds, pull, stepAfter } from './_pairs.ts'

/** What a model knew when the item came: score(u, i) = b_i + v_u . q_i. */
export interface PairWorld {
  /** b: one number an item. */
  readonly bias: Float32Array
  /** q: items x factors, row-major. */
  readonly factors: Float32Array
  /** v: people x factors. */
  readonly people: Float32Array
  /** What people touched in training. */
  readonly baskets: Baskets
  /** Items that somebody touched in training. */
  readonly touched: Int32Array
}

/** A bias and a vector. */
export interface ItemParameters {
  readonly bias: number
  readonly vector: Float32Array
}

/** Passes over the people who touched the item, and steps at least. */
const PASSES = 20
const LEAST = 400

/**
 * The bias and vector of an item that came after the fit, everybody and everything else fixed.
 *
 * It lives through what an item of the fit lived through: once a pass it stands against a drawn item for each person who
 * touched it, and as often as an item is drawn on average it is the drawn one, for a person who did not touch it.
 *
 * @param touchedBy people, ascending
 * @param prior where it starts, and where the penalty pulls it
 */
export function learnArrival(
  touchedBy: Int32Array,
  prior: ItemParameters,
  world: PairWorld,
  options: { readonly learningRate: number; readonly regularisation: number },
  random: RandomStream,
): ItemParameters {
  if (touchedBy.length === 0) return prior
  const { bias: b, factors, people, baskets, touched } = world
  const d = prior.vector.length
  const q = prior.vector.slice()
  let bias = prior.bias
  const drawnPerPass = baskets.columns.length / touched.length
  const passes = Math.max(PASSES, Math.ceil(LEAST / touchedBy.length))
  const perPass = touchedBy.length + drawnPerPass
  const steps = Math.ceil(passes * perPass)
  for (let n = 0; n < steps; n++) {
    const step = stepAfter(n / steps, options.learningRate)
    const first = random.next() * perPass < touchedBy.length
    const person = first ? touchedBy[random.int(touchedBy.length)]! : randomPerson(baskets, random)
    if (!first && holds(touchedBy, person)) continue
    const own = baskets.columns.subarray(baskets.offsets[person], baskets.offsets[person + 1])
    const other = first ? drawUntouched(touched, own, random) : own[random.int(own.length)]!
    if (other < 0) continue
    let ahead = bias - b[other]!
    for (let f = 0; f < d; f++) ahead += people[person * d + f]! * (q[f]! - factors[other * d + f]!)
    const force = first ? step * pull(ahead) : -step * pull(-ahead)
    const keep = step * options.regularisation
    bias += force - keep * (bias - prior.bias)
    for (let f = 0; f < d; f++) q[f]! += force * people[person * d + f]! - keep * (q[f]! - prior.vector[f]!)
  }
  return { bias: Math.fround(bias), vector: q }
}

/** Whoever an observed pair belongs to: somebody active is drawn more often, as in training. */
function randomPerson({ offsets, columns }: Baskets, random: RandomStream): number {
  const place = random.int(columns.length)
  let low = 0
  let high = offsets.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (offsets[middle]! <= place) low = middle
    else high = middle
  }
  return low
}
