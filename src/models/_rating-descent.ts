/*
 * Stochastic gradient descent on squared error for factor models of ratings, one rating a step.
 *
 * Koren 2008, "Factorization meets the neighborhood: a multifaceted collaborative filtering model", equation 15 (SVD++):
 *
 *   expected(u, i) = mean + b_u + b_i + q_i . v_u,  v_u = p_u + z_u,  z_u = |N(u)|^-1/2 * sum of y_j over j in N(u)
 *
 * with N(u) the items that u rated; without the y it is equation 5 of Koren, Bell and Volinsky 2009. A step on one rating would
 * have to move every y_j of the person. It moves all of them by the same amount, though: with step s and error e the sum z_u
 * moves by s e q_i, as p_u does, and nobody else looks meanwhile. So people are visited one at a time with v_u kept up
 * to date, the moves are added up, and each y_j gets its share at the end: the same numbers in time that does not depend
 * on the length of the history. The penalty shrinks p_u and all y_j alike, by 1 - s lambda a step.
 */
import type { RandomStream } from '../random.ts'
import { sharedFloat32 } from './_arrays.ts'
import type { Baskets } from './_baskets.ts'
import type { Histories } from './_histories.ts'

/** What descent is told: size of a vector, passes, first step and L2 penalty a rating. */
export interface DescentOptions {
  readonly factors: number
  readonly epochs: number
  readonly learningRate: number
  readonly regularisation: number
}

/** The side of the items, on which people are solved for afterwards. */
export interface ItemSide {
  /** Mean rating. */
  readonly mean: number
  /** b: one number an item, in units of the rating. */
  readonly bias: Float32Array
  /** q: items x factors, row-major. */
  readonly factors: Float32Array
  /** y: items x factors; what it says of a person to have rated an item at all. SVD++ only. */
  readonly implicit?: Float32Array
}

/** Both sides during descent. */
export interface RatingParameters extends ItemSide {
  readonly userBias: Float32Array
  /** p: people x factors. */
  readonly userFactors: Float32Array
}

/** Standard deviation of the numbers that descent starts from. */
const START = 0.05

/** The step falls linearly to this part of the first over the epochs. */
const LAST_STEP = 0.1

/**
 * Fits biases and factors; people in a fresh order every epoch, and the ratings of each in a fresh order.
 *
 * @param ratings everybody's rated items with their values
 * @param rated N(u) of everybody: those items, each once
 * @param implicit whether there is a y
 * @returns the item side only, zeros for items without ratings: people are solved for in closed form
 */
export function descend(
  ratings: Histories,
  rated: Baskets,
  counts: Int32Array,
  options: DescentOptions & { readonly implicit: boolean },
  random: RandomStream,
  onEpoch?: (done: number, total: number) => void,
): ItemSide {
  const { factors: d, epochs, learningRate, regularisation } = options
  const parameters = startingPoint(ratings, counts, options, random.split('start'))
  const visit = visitor(parameters, d)
  const people = Uint32Array.from({ length: ratings.offsets.length - 1 }, (_, person) => person)
  const order = Uint32Array.from(ratings.items, (_, place) => place)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = learningRate * (1 - ((1 - LAST_STEP) * epoch) / epochs)
    const shuffling = random.split('order', epoch)
    for (const person of shuffling.shuffle(people)) {
      const own = shuffling.shuffle(order.subarray(ratings.offsets[person], ratings.offsets[person + 1]))
      const touched = rated.columns.subarray(rated.offsets[person], rated.offsets[person + 1])
      visit(person, ratings, own, touched, step, regularisation)
    }
    onEpoch?.(epoch + 1, epochs)
  }
  const { mean, bias, factors, implicit } = parameters
  return { mean, bias, factors, ...(implicit ? { implicit } : {}) }
}

function startingPoint(
  { values, offsets }: Histories,
  counts: Int32Array,
  { factors: d, implicit }: { readonly factors: number; readonly implicit: boolean },
  random: RandomStream,
): RatingParameters {
  const people = offsets.length - 1
  const drawn = (rows: number, wanted: (row: number) => boolean) => {
    const side = sharedFloat32(rows * d)
    for (let at = 0; at < side.length; at++) {
      const number = START * random.normal()
      if (wanted(Math.floor(at / d))) side[at] = number
    }
    return side
  }
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    bias: sharedFloat32(counts.length),
    factors: drawn(counts.length, (item) => counts[item]! > 0),
    ...(implicit ? { implicit: drawn(counts.length, (item) => counts[item]! > 0) } : {}),
    userBias: new Float32Array(people),
    userFactors: drawn(people, () => true),
  }
}

/**
 * Takes all steps of one person, in place.
 *
 * @param order places in `ratings`, one a step
 * @param touched N(u)
 */
export type Visit = (
  person: number,
  ratings: Histories,
  order: Uint32Array,
  touched: Int32Array,
  step: number,
  penalty: number,
) => void

/** Makes the inner loop, with room for one person's vector and its moves. */
export function visitor(parameters: RatingParameters, d: number): Visit {
  const { mean, bias, factors: q, implicit: y, userBias, userFactors: p } = parameters
  const v = new Float32Array(d)
  const moved = new Float32Array(d)
  // With y, a step moves both halves of v = p + z.
  const halves = y ? 2 : 1
  return (person, { items, values }, order, touched, step, penalty) => {
    const share = 1 / Math.sqrt(touched.length)
    const shrink = 1 - step * penalty
    personVector(v, p.subarray(person * d, (person + 1) * d), y, touched)
    moved.fill(0)
    let own = userBias[person]!
    for (let at = 0; at < order.length; at++) {
      const place = order[at]!
      const item = items[place]!
      const row = item * d
      let product = 0
      for (let f = 0; f < d; f++) product += v[f]! * q[row + f]!
      const error = values[place]! - mean - own - bias[item]! - product
      own += step * (error - penalty * own)
      bias[item]! += step * (error - penalty * bias[item]!)
      const pull = step * error
      for (let f = 0; f < d; f++) {
        const before = v[f]!
        const move = pull * q[row + f]!
        q[row + f] = shrink * q[row + f]! + pull * before
        v[f] = shrink * before + halves * move
        moved[f] = shrink * moved[f]! + move
      }
    }
    userBias[person] = own
    const left = shrink ** order.length
    for (let f = 0; f < d; f++) p[person * d + f] = left * p[person * d + f]! + moved[f]!
    if (!y) return
    for (let place = 0; place < touched.length; place++) {
      const row = touched[place]! * d
      for (let f = 0; f < d; f++) y[row + f] = left * y[row + f]! + share * moved[f]!
    }
  }
}

/** v = p + |N|^-1/2 * sum of y. @param own p, or nothing for z alone */
export function personVector(
  into: Float32Array,
  own: Float32Array | undefined,
  implicit: Float32Array | undefined,
  touched: Int32Array,
): void {
  const d = into.length
  into.fill(0)
  if (implicit && touched.length > 0) {
    for (let place = 0; place < touched.length; place++) {
      for (let f = 0, at = touched[place]! * d; f < d; f++, at++) into[f]! += implicit[at]!
    }
    const share = 1 / Math.sqrt(touched.length)
    for (let f = 0; f < d; f++) into[f]! *= share
  }
  if (own) for (let f = 0; f < d; f++) into[f]! += own[f]!
}
