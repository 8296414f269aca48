import type { ListWorld } from './list-world.ts'
import type { AggregateMetric } from './metric.ts'

/**
 * Begins the tally of a metric that depends on nothing but how often each item is in the first k of a list.
 *
 * @param of from the times each item was shown, by item index
 */
export function fromExposure(of: (times: Int32Array, world: ListWorld) => number | null): AggregateMetric['start'] {
  return (k, world) => {
    const times = new Int32Array(world.eventsOf.length)
    return {
      add({ ranked }) {
        for (let i = 0; i < Math.min(k, ranked.length); i++) times[ranked[i]!]!++
      },
      value: () => of(times, world),
    }
  }
}

/** The numbers of the items of the train catalogue only, in index order. */
export function inCatalogue<Column extends Int32Array | Float64Array>(column: Column, { eventsOf }: ListWorld): Column {
  return column.filter((_, item) => eventsOf[item]! > 0) as Column
}

/** Sum of a column. */
export function sumOf(column: Int32Array | Float64Array): number {
  let sum = 0
  for (const one of column) sum += one
  return sum
}
