import { discount } from '../_discount.ts'
import type { ListWorld } from '../list-world.ts'
import type { AggregateMetric } from '../metric.ts'

/** By item index: what it gets, and how much of it is asked for. */
interface Attention {
  /** Sum over lists of 1 / log2(rank + 1). */
  readonly attention: Float64Array
  /** People to whom it is relevant. */
  readonly wanted: Float64Array
}

/** Begins the tally of a metric of the attention that items get (Singh and Joachims 2018). */
export function fromAttention(of: (gathered: Attention, world: ListWorld) => number | null): AggregateMetric['start'] {
  return (k, world) => {
    const attention = new Float64Array(world.eventsOf.length)
    const wanted = new Float64Array(world.eventsOf.length)
    return {
      add({ ranked, relevant }) {
        for (let i = 0; i < Math.min(k, ranked.length); i++) attention[ranked[i]!]! += discount(i + 1)
        for (let i = 0; i < relevant.length; i++) wanted[relevant[i]!]!++
      },
      value: () => of({ attention, wanted }, world),
    }
  }
}

/**
 * How far apart head and tail are in attention per merit, as the absolute logarithm of the ratio.
 *
 * @param merit by item index: what entitles it to attention
 * @returns 0 for the same rate in both groups; null where a group has no attention or no merit
 */
export function gapOf(
  attention: Float64Array,
  merit: Float64Array,
  { popularityPlace, head }: ListWorld,
): number | null {
  const [got, due] = [
    [0, 0],
    [0, 0],
  ]
  for (let item = 0; item < attention.length; item++) {
    const group = Number(popularityPlace[item]! >= head)
    got[group]! += attention[item]!
    due[group]! += merit[item]!
  }
  const gap = Math.abs(Math.log(got[0]! / due[0]! / (got[1]! / due[1]!)))
  return Number.isFinite(gap) ? gap : null
}
