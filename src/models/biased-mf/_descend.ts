import type { Interactions } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { sharedFloat32 } from '../_arrays.ts'

/** What stochastic gradient descent is told. */
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
  /** Per item, in units of the rating. */
  readonly bias: Float32Array
  /** items x factors, row-major. */
  readonly factors: Float32Array
}

/**
 * Stochastic gradient descent on squared error, one rating a step in a fresh order every epoch.
 *
 * Equations 5 and the updates below it of Koren, Bell and Volinsky 2009; all parameters share one learning rate, which
 * falls linearly to a tenth over the epochs, and one penalty.
 *
 * @returns the item side only: people's parameters are recomputed in closed form
 */
export function descend(
  log: Interactions,
  items: number,
  options: DescentOptions,
  random: RandomStream,
  onEpoch?: (done: number, total: number) => void,
): ItemSide {
  const { factors: d, epochs, regularisation } = options
  const people = log.offsets.length - 1
  const mean = log.value.reduce((sum, value) => sum + value, 0) / log.length
  const bias = sharedFloat32(items)
  const userBias = new Float32Array(people)
  const q = sharedFloat32(items * d)
  const p = new Float32Array(people * d)
  const start = random.split('start')
  for (const side of [p, q]) for (let f = 0; f < side.length; f++) side[f] = 0.1 * start.normal()
  const order = Uint32Array.from({ length: log.length }, (_, row) => row)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = options.learningRate * (1 - (0.9 * epoch) / epochs)
    random.split('order', epoch).shuffle(order)
    for (let place = 0; place < order.length; place++) {
      const row = order[place]!
      const u = log.user[row]!
      const i = log.item[row]!
      const pu = u * d
      const qi = i * d
      let product = 0
      for (let f = 0; f < d; f++) product += p[pu + f]! * q[qi + f]!
      const error = log.value[row]! - mean - userBias[u]! - bias[i]! - product
      userBias[u]! += step * (error - regularisation * userBias[u]!)
      bias[i]! += step * (error - regularisation * bias[i]!)
      for (let f = 0; f < d; f++) {
        const before = p[pu + f]!
        p[pu + f]! += step * (error * q[qi + f]! - regularisation * before)
        q[qi + f]! += step * (error * before - regularisation * q[qi + f]!)
      }
    }
    onEpoch?.(epoch + 1, epochs)
  }
  return { mean, bias, factors: q }
}
