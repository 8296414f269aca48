import { sharedFloat32 } from '../_arrays.ts'
import type { FeatureRows } from '../_features/index.ts'
import { type Circumstances, FIELD_COUNT } from './_circumstances.ts'
import { type Machine, readFeatures, readItemSide } from './_machine.ts'

/** The side of the items as it is served: score = s + a . (person and circumstances). */
export interface ItemSide {
  /** s: one number an item. */
  readonly worth: Float32Array
  /** a: items x factors, row-major. */
  readonly factors: Float32Array
}

/**
 * Adds up what every item is.
 *
 * An item that nobody touched is its features, and otherwise an average item.
 *
 * @param touched items that somebody touched
 * @returns the side, and the weight b of an average item
 */
export function itemSide(
  machine: Machine,
  rows: FeatureRows,
  d: number,
  touched: Int32Array,
): ItemSide & { readonly averageBias: number } {
  const items = machine.bias.length
  const averageBias = touched.reduce((sum, item) => sum + machine.bias[item]!, 0) / touched.length
  const worth = sharedFloat32(items).fill(averageBias)
  const factors = sharedFloat32(items * d)
  for (let item = 0; item < items; item++) {
    worth[item]! += readFeatures(machine, rows, item, factors.subarray(item * d, (item + 1) * d))
  }
  for (const item of touched) {
    worth[item] = readItemSide(machine, rows, item, factors.subarray(item * d, (item + 1) * d))
  }
  return { worth, factors, averageBias }
}

/** The mean vector of each field over all events, those included where it is unknown: fields x factors. */
export function meanCircumstances(context: Float32Array, d: number, { codes }: Circumstances): Float32Array {
  const means = sharedFloat32(FIELD_COUNT * d)
  const times = new Float64Array((context.length / d) * FIELD_COUNT)
  const events = codes.length / FIELD_COUNT
  for (const [place, code] of codes.entries()) if (code >= 0) times[code * FIELD_COUNT + (place % FIELD_COUNT)]!++
  for (const [place, count] of times.entries()) {
    if (count === 0) continue
    const [code, field] = [Math.floor(place / FIELD_COUNT), place % FIELD_COUNT]
    for (let n = 0; n < d; n++) means[field * d + n]! += (count / events) * context[code * d + n]!
  }
  return means
}
