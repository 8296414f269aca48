import type { Interactions } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Baskets } from '../_baskets.ts'
import type { FeatureRows } from '../_features/index.ts'
import { drawUntouched, stepAfter, touchedItems } from '../_pairs.ts'
import { type Circumstances, FIELD_COUNT } from './_circumstances.ts'
import type { Machine } from './_machine.ts'
import { type Lesson, visitor } from './_visit.ts'
import type { FmOptions } from './options.ts'

/** What descent learns from. */
export interface Material {
  readonly log: Interactions
  /** Items of each person, each once. */
  readonly baskets: Baskets
  /** What items have. */
  readonly rows: FeatureRows
  readonly circumstances: Circumstances
}

/**
 * Stochastic gradient descent on pairs, in place: every event once an epoch, against an item that its person did not touch;
 * people in a fresh order every epoch, and the events of each in a fresh order.
 *
 * Items that nobody touched are never drawn: they would be pushed below everything, though their features may speak for them.
 */
export function descend(
  machine: Machine,
  material: Material,
  options: FmOptions,
  random: RandomStream,
  onEpoch?: (done: number, total: number) => void,
): void {
  const { log, baskets } = material
  const { epochs, learningRate, regularisation } = options
  const visit = visitor(machine, material.rows, options.factors)
  const touched = touchedItems(baskets.columns, machine.bias.length)
  const people = Uint32Array.from({ length: baskets.offsets.length - 1 }, (_, person) => person)
  const order = Uint32Array.from(log.item, (_, row) => row)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = stepAfter(epoch / epochs, learningRate)
    const drawing = random.split('epoch', epoch)
    for (const person of drawing.shuffle(people)) {
      const events = drawing.shuffle(order.subarray(log.offsets[person], log.offsets[person + 1]))
      const own = baskets.columns.subarray(baskets.offsets[person], baskets.offsets[person + 1])
      visit(lessonOf(own, events, touched, material, drawing), step, regularisation)
    }
    onEpoch?.(epoch + 1, epochs)
  }
}

/** One person's events, each with an item drawn to stand below. */
function lessonOf(
  own: Int32Array,
  events: Uint32Array,
  touched: Int32Array,
  { log, circumstances }: Material,
  random: RandomStream,
): Lesson {
  const items = new Int32Array(events.length)
  const others = new Int32Array(events.length)
  const codes = new Int32Array(events.length * FIELD_COUNT)
  let length = 0
  for (const row of events) {
    const other = drawUntouched(touched, own, random)
    if (other < 0) continue
    items[length] = log.item[row]!
    others[length] = other
    codes.set(circumstances.codes.subarray(row * FIELD_COUNT, (row + 1) * FIELD_COUNT), length * FIELD_COUNT)
    length++
  }
  return { own, items: items.subarray(0, length), others: others.subarray(0, length), codes }
}
