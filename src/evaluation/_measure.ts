import type { Columns } from './_columns.ts'
import type { ListWorld, RankedList } from './metrics/index.ts'

/** One metric over everybody. */
export interface MetricValue {
  /** The mean over people, or the one number of an aggregate metric; null when undefined for everybody. */
  readonly value: number | null
  /** People in it. */
  readonly people: number
  /** People for whom it is undefined, such as those with nothing relevant. */
  readonly excluded: number
}

/** What all lists came to. */
export interface Measured {
  /** By label: one value per person in the order they were added, NaN where undefined. */
  readonly perPerson: Readonly<Record<string, Float64Array>>
  readonly values: Readonly<Record<string, MetricValue>>
  /** The means over the people without training events; null without such people. */
  readonly cold: Readonly<Record<string, MetricValue>> | null
}

/** How to measure. */
export interface MeasureParts {
  readonly columns: Columns
  readonly world: ListWorld
  /** How many lists will come. */
  readonly people: number
  readonly ties: 'id' | 'expected'
  /** Whether people with nothing relevant count 0 in metrics of hits. */
  readonly zero: boolean
}

/** Takes lists one after the other and keeps a number per person and metric of them, not the list. */
export interface Measurer {
  add(list: RankedList): void
  done(): Measured
}

/** Begins to measure lists. */
export function measurer({ columns, world, people, ties, zero }: MeasureParts): Measurer {
  const perPerson = columns.perPerson.map((column) => ({ ...column, values: new Float64Array(people) }))
  const overall = columns.overall.map(({ label, metric, k }) => ({ label, tally: metric.start(k, world) }))
  const cold: number[] = []
  let added = 0
  return {
    add(list) {
      const nothing = zero && list.ideal.length === 0
      for (const { metric, k, values } of perPerson) {
        const value = ties === 'expected' ? metric.expected!(list, k) : metric.of(list, k, world)
        values[added] = value ?? (nothing && metric.family === 'ranking' ? 0 : Number.NaN)
      }
      for (const { tally } of overall) tally.add(list)
      if (world.historyOf(list.user).length === 0) cold.push(added)
      added++
    },
    done() {
      const means = perPerson.map(({ label, values }) => [label, meanOf(values)] as const)
      const totals = overall.map(({ label, tally }): readonly [string, MetricValue] => {
        return [label, { value: tally.value(), people: added, excluded: 0 }]
      })
      const ofCold = perPerson.map(({ label, values }) => {
        return [label, meanOf(Float64Array.from(cold, (place) => values[place]!))] as const
      })
      return {
        perPerson: Object.fromEntries(perPerson.map(({ label, values }) => [label, values])),
        values: Object.fromEntries([...means, ...totals]),
        cold: cold.length === 0 ? null : Object.fromEntries(ofCold),
      }
    },
  }
}

function meanOf(column: Float64Array): MetricValue {
  let sum = 0
  let people = 0
  for (const value of column) {
    if (Number.isNaN(value)) continue
    sum += value
    people++
  }
  return { value: people === 0 ? null : sum / people, people, excluded: column.length - people }
}
