import type { RandomStream } from '../../random.ts'
import { sharedFloat32 } from '../_arrays.ts'
import type { Baskets } from '../_baskets.ts'
import { drawUntouched, pull, stepAfter, touchedItems } from '../_pairs.ts'
import type { BprOptions } from './options.ts'

/** The side of the items: score(u, i) = b_i + p_u . q_i. */
export interface ItemSide {
  /** b: one number an item. */
  readonly bias: Float32Array
  /** q: items x factors, row-major. */
  readonly factors: Float32Array
}

/** Both sides during descent. */
export interface Sides extends ItemSide {
  /** p: people x factors, row-major. */
  readonly people: Float32Array
}

/** Standard deviation of the numbers that descent starts from. */
const START = 0.1

/**
 * LearnBPR (Rendle et al. 2009, figure 4): every observed pair once an epoch, in fresh random order, against an item that its
 * person did not touch.
 *
 * @returns the item side only, zeros for items nobody touched: people are computed again from the finished items
 */
export function descend(
  baskets: Baskets,
  counts: Int32Array,
  options: BprOptions,
  random: RandomStream,
  onEpoch?: (done: number, total: number) => void,
): ItemSide {
  const { factors: d, epochs, learningRate, regularisation } = options
  const { offsets, columns } = baskets
  const sides = startingPoint(offsets.length - 1, counts, d, random.split('start'))
  const touched = touchedItems(columns, counts.length)
  const personOf = new Int32Array(columns.length)
  for (let person = 0; person + 1 < offsets.length; person++) {
    personOf.fill(person, offsets[person], offsets[person + 1])
  }
  const order = Uint32Array.from(columns.keys())
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = stepAfter(epoch / epochs, learningRate)
    const drawing = random.split('epoch', epoch)
    for (const place of drawing.shuffle(order)) {
      const person = personOf[place]!
      const own = columns.subarray(offsets[person], offsets[person + 1])
      const other = drawUntouched(touched, own, drawing)
      if (other >= 0) learnPair(sides, d, person, columns[place]!, other, step, regularisation)
    }
    onEpoch?.(epoch + 1, epochs)
  }
  return { bias: sides.bias, factors: sides.factors }
}

/**
 * One step on -ln sigma(x_ui - x_uj) with an L2 penalty: the person towards item i and away from item j, and back.
 *
 * @param i an item that the person touched
 * @param j one that they did not
 */
export function learnPair(
  { bias, factors: q, people: p }: Sides,
  d: number,
  person: number,
  i: number,
  j: number,
  step: number,
  penalty: number,
): void {
  const pu = person * d
  const qi = i * d
  const qj = j * d
  let ahead = bias[i]! - bias[j]!
  for (let f = 0; f < d; f++) ahead += p[pu + f]! * (q[qi + f]! - q[qj + f]!)
  const force = step * pull(ahead)
  const shrink = 1 - step * penalty
  bias[i] = shrink * bias[i]! + force
  bias[j] = shrink * bias[j]! - force
  for (let f = 0; f < d; f++) {
    const u = p[pu + f]!
    const a = q[qi + f]!
    const b = q[qj + f]!
    p[pu + f] = shrink * u + force * (a - b)
    q[qi + f] = shrink * a + force * u
    q[qj + f] = shrink * b - force * u
  }
}

function startingPoint(people: number, counts: Int32Array, d: number, random: RandomStream): Sides {
  const drawn = (rows: number) => {
    const side = sharedFloat32(rows * d)
    for (let at = 0; at < side.length; at++) side[at] = START * random.normal()
    return side
  }
  const factors = drawn(counts.length)
  for (const [item, count] of counts.entries()) if (count === 0) factors.fill(0, item * d, (item + 1) * d)
  return { bias: sharedFloat32(counts.length), factors, people: drawn(people) }
}
