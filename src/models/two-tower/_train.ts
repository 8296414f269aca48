import type { RandomStream } from '../../random.ts'
import { sharedFloat32 } from '../_arrays.ts'
import type { Histories } from '../_histories.ts'
import { distinctItems, historyAt } from '../_histories.ts'
import { type Batch, type Gradient, stepper } from './_step.ts'
import type { ItemFeatures, Towers } from './_towers.ts'

/** What training is told. */
export interface TrainingOptions {
  readonly factors: number
  readonly epochs: number
  readonly batch: number
  readonly learningRate: number
  readonly recent: number
  readonly dropout: number
  readonly regularisation: number
}

/** Everybody's distinct items in order, with an example for each item that has another before it. */
interface Examples {
  readonly items: Int32Array
  /** Where an example's target lies in `items`, and where its person begins. */
  readonly target: Int32Array
  readonly start: Int32Array
}

/**
 * Trains the towers: each item of a history is to be found from those before it.
 *
 * Adagrad (Duchi, Hazan and Singer 2011), whose steps suit rows that are seldom touched. Item ids are left out at random, anew for
 * each step, so that features learn to stand alone (Volkovs, Yu and Poutanen 2017, "DropoutNet").
 *
 * @param counts people per item, for how often an item is drawn as a target
 */
export function trainTowers(
  histories: Histories,
  rows: ItemFeatures,
  shape: { readonly features: number; readonly counts: Int32Array },
  options: TrainingOptions,
  random: RandomStream,
  onEpoch?: (done: number, total: number) => void,
): Towers {
  const towers = startingTowers(shape, options.factors, random.split('start'))
  const examples = examplesOf(histories)
  const size = examples.target.length
  const step = stepper(towers, rows, logDrawn(examples, shape.counts.length))
  const descend = adagrad(towers, options)
  const order = Int32Array.from({ length: size }, (_, example) => example)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    random.split('order', epoch).shuffle(order)
    const chance = random.split('dropout', epoch)
    for (let from = 0; from < size; from += options.batch) {
      const batch = batchOf(examples, order.subarray(from, from + options.batch), options.recent)
      descend(step(batch, () => chance.next() >= options.dropout).gradient)
    }
    onEpoch?.(epoch + 1, options.epochs)
  }
  return towers
}

/** Small random ids for items that somebody touched, none for the others: they live by their features. */
function startingTowers(
  { features, counts }: { readonly features: number; readonly counts: Int32Array },
  d: number,
  random: RandomStream,
): Towers {
  const spread = 1 / Math.sqrt(d)
  const filled = (length: number, scale: (at: number) => number) => {
    const array = sharedFloat32(length)
    for (let at = 0; at < length; at++) array[at] = scale(at) * random.normal()
    return array
  }
  const layer = filled(d * d, () => 0.1 * spread)
  for (let x = 0; x < d; x++) layer[x * d + x]! += 1
  return {
    d,
    ids: filled(counts.length * d, (at) => (counts[Math.floor(at / d)]! > 0 ? 0.1 : 0)),
    features: filled(features * d, () => 0.1),
    layer,
    shift: sharedFloat32(d),
  }
}

function examplesOf(histories: Histories): Examples {
  const items: number[] = []
  const target: number[] = []
  const start: number[] = []
  for (let user = 0; user + 1 < histories.offsets.length; user++) {
    const from = items.length
    for (const item of distinctItems(historyAt(histories, user))) {
      if (items.length > from) {
        target.push(items.length)
        start.push(from)
      }
      items.push(item)
    }
  }
  return { items: Int32Array.from(items), target: Int32Array.from(target), start: Int32Array.from(start) }
}

/** Natural log of the chance that a target drawn at random is a given item; only targets are ever asked for. */
function logDrawn({ items, target }: Examples, size: number): Float32Array {
  const drawn = new Float32Array(size)
  for (const place of target) drawn[items[place]!]!++
  return drawn.map((times) => Math.log(Math.max(times, 1) / Math.max(target.length, 1)))
}

function batchOf({ items, target, start }: Examples, chosen: Int32Array, recent: number): Batch {
  const offsets = new Int32Array(chosen.length + 1)
  for (const [b, example] of chosen.entries()) {
    offsets[b + 1] = offsets[b]! + Math.min(recent, target[example]! - start[example]!)
  }
  const before = new Int32Array(offsets[chosen.length]!)
  for (const [b, example] of chosen.entries()) {
    const end = target[example]!
    before.set(items.subarray(end - (offsets[b + 1]! - offsets[b]!), end), offsets[b])
  }
  return { targets: chosen.map((example) => items[target[example]!]!), offsets, items: before }
}

function adagrad(towers: Towers, { learningRate, regularisation }: TrainingOptions): (gradient: Gradient) => void {
  const { d } = towers
  const sums = {
    ids: new Float32Array(towers.ids.length),
    features: new Float32Array(towers.features.length),
    layer: new Float32Array(towers.layer.length),
    shift: new Float32Array(d),
  }
  const move = (part: keyof typeof sums, gradient: Gradient, from: number, to: number) => {
    const values = towers[part]
    const slopes = gradient[part]
    const squares = sums[part]
    for (let at = from; at < to; at++) {
      const slope = slopes[at]! + regularisation * values[at]!
      if (slope === 0) continue
      squares[at]! += slope * slope
      values[at]! -= (learningRate * slope) / (Math.sqrt(squares[at]!) + 1e-8)
    }
  }
  return (gradient) => {
    for (const item of gradient.touchedItems) move('ids', gradient, item * d, (item + 1) * d)
    for (const feature of gradient.touchedFeatures) move('features', gradient, feature * d, (feature + 1) * d)
    move('layer', gradient, 0, d * d)
    move('shift', gradient, 0, d)
  }
}
