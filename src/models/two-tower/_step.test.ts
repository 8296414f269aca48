import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { type Batch, stepper } from './_step.ts'
import type { ItemFeatures, Towers } from './_towers.ts'

const ITEMS = 7
const FEATURES = 5
const d = 3

const rows: ItemFeatures = {
  // The last item has no features.
  offsets: Int32Array.of(0, 2, 3, 5, 6, 8, 9, 9),
  features: Int32Array.of(0, 1, 2, 1, 3, 4, 0, 4, 2),
}
// Target 2 comes twice, and the third person has the first one's target among the recent items.
const batch: Batch = {
  targets: Int32Array.of(2, 4, 5, 2),
  offsets: Int32Array.of(0, 2, 3, 6, 8),
  items: Int32Array.of(0, 1, 6, 2, 3, 0, 1, 4),
}
const logDrawn = Float32Array.from({ length: ITEMS }, (_, item) => Math.log((item + 1) / 28))
const keepsId = (item: number) => item !== 4

function towers(): Towers {
  const random = randomStream(3)
  const filled = (length: number) => Float32Array.from({ length }, () => random.normal())
  return { d, ids: filled(ITEMS * d), features: filled(FEATURES * d), layer: filled(d * d), shift: filled(d) }
}

/** The loss written as its formula says, in double precision. */
function lossOf({ ids, features, layer, shift }: Record<keyof Omit<Towers, 'd'>, ArrayLike<number>>): number {
  const axes = Array.from({ length: d }, (_, x) => x)
  const item = (i: number) => {
    const own = Array.from(rows.features.subarray(rows.offsets[i], rows.offsets[i + 1]))
    const mean = (x: number) => own.reduce((sum, f) => sum + features[f * d + x]! / own.length, 0)
    return axes.map((x) => (keepsId(i) ? ids[i * d + x]! : 0) + mean(x))
  }
  const losses = Array.from(batch.targets, (own, b) => {
    const recent = Array.from(batch.items.subarray(batch.offsets[b], batch.offsets[b + 1]))
    const pool = axes.map((x) => recent.reduce((sum, i) => sum + item(i)[x]! / recent.length, 0))
    const person = axes.map((y) => shift[y]! + axes.reduce((sum, x) => sum + layer[y * d + x]! * pool[x]!, 0))
    const score = (i: number) => axes.reduce((sum, x) => sum + person[x]! * item(i)[x]!, -logDrawn[i]!)
    const rivals = Array.from(batch.targets).filter((i, j) => j === b || (i !== own && !recent.includes(i)))
    return Math.log(rivals.reduce((sum, i) => sum + Math.exp(score(i)), 0)) - score(own)
  })
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}

describe('stepper()', () => {
  const start = towers()
  const { loss, gradient } = stepper(start, rows, logDrawn)(batch, keepsId)

  it('stepper() gives the loss of its formula', () => {
    expect(loss).toBeCloseTo(lossOf(start), 5)
  })

  it('stepper() gives the gradient that finite differences give', () => {
    for (const part of ['ids', 'features', 'layer', 'shift'] as const) {
      for (const at of start[part].keys()) {
        const moved = (by: number) => {
          const values = Float64Array.from(start[part])
          values[at]! += by
          return lossOf({ ...start, [part]: values })
        }
        expect(gradient[part][at], `${part}[${at}]`).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5)
      }
    }
  })

  it('stepper() gives the same step again, whatever came before it', () => {
    const again = stepper(towers(), rows, logDrawn)
    const first = structuredClone(again(batch, keepsId))
    again({ targets: Int32Array.of(1, 6), offsets: Int32Array.of(0, 1, 2), items: Int32Array.of(3, 5) }, () => true)
    expect(structuredClone(again(batch, keepsId))).toEqual(first)
  })

  it('stepper() asks once for each item of the batch whether it keeps its id', () => {
    const asked: number[] = []
    stepper(towers(), rows, logDrawn)(batch, (item) => asked.push(item) > 0)
    expect(asked).toEqual([2, 4, 5, 0, 1, 6, 3])
  })
})
