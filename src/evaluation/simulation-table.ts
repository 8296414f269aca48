import type { UserId } from '../domain/index.ts'
import type { RandomStream } from '../random.ts'
import { bootstrapMeans, holm, type Interval, pairedDifferences, pairedTest } from './statistics/index.ts'
import type { Visit } from './visits.ts'

/** What is measured of a visit, in table order; each is one number per visit, null where undefined. */
export const visitMeasures = {
  view: { title: 'watched per item shown', of: (visit: Visit) => ratio(visit.watched, visit.shown) },
  like: { title: 'liked per item shown', of: (visit: Visit) => ratio(visit.liked, visit.shown) },
  stars: { title: 'stars per item watched', of: (visit: Visit) => ratio(sum(visit.stars), visit.stars.length) },
  watched: { title: 'items watched per session', of: (visit: Visit) => visit.watched },
  exitPage: { title: 'exit page', of: (visit: Visit) => visit.exitPage },
  satisfaction: { title: 'satisfaction, 1 to 10', of: (visit: Visit) => visit.satisfaction },
} as const

/** The name of a measure. */
export type VisitMeasure = keyof typeof visitMeasures

/** One recommender as one kind of viewer met it. */
export interface SimulationRow {
  readonly recommender: string
  readonly as: string
  readonly viewers: number
  readonly shown: number
  /** Means over viewers with bootstrap intervals. */
  readonly measures: Readonly<Record<VisitMeasure, Interval>>
  /** The same counted over all items shown, heavy visitors counting more. */
  readonly perItem: { readonly view: number | null; readonly like: number | null }
  readonly failures: number
}

/** Two recommenders in front of the same viewers. */
export interface SimulationComparison {
  readonly recommender: string
  readonly other: string
  readonly measure: VisitMeasure
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  readonly p: number | null
  /** Holm-adjusted over all comparisons of the table. */
  readonly adjustedP: number | null
  readonly effectSize: number | null
  readonly viewers: number
}

/** The tables of one kind of viewer. */
export interface SimulationTable {
  readonly rows: readonly SimulationRow[]
  readonly comparisons: readonly SimulationComparison[]
}

/**
 * Puts recommenders side by side as one kind of viewer met them.
 *
 * @param visits those of one kind of viewer; every recommender must have met the same people
 * @param options.measure what the comparisons are about
 * @returns rows in order of first appearance; intervals resample viewers, the same draws for all rows
 * @example simulationTable(visits, { random, measure: 'satisfaction' }).rows[0]?.measures.view.mean
 */
export function simulationTable(
  visits: readonly Visit[],
  options: { readonly random: RandomStream; readonly measure: VisitMeasure; readonly resamples?: number },
): SimulationTable {
  const users = [...new Set(visits.map((visit) => visit.user))]
  const place = new Map(users.map((user, index) => [user, index]))
  const groups = [...Map.groupBy(visits, (visit) => visit.recommender)]
  const names = Object.keys(visitMeasures) as VisitMeasure[]
  const columns = groups.map(([, group]) => names.map((name) => column(group, name, place)))
  const pairs = groups.flatMap((_, a) => groups.slice(a + 1).map((_, step) => [a, a + 1 + step] as const))
  const primary = names.indexOf(options.measure)
  const differences = pairs.map(([a, b]) => pairedDifferences(columns[a]![primary]!, columns[b]![primary]!))
  const intervals = bootstrapMeans([...columns.flat(), ...differences], {
    random: options.random.split('bootstrap'),
    resamples: options.resamples ?? 2000,
  })
  const people = users as string[] as UserId[]
  const tests = pairs.map(([a, b]) =>
    pairedTest(
      { people, values: columns[a]![primary]! },
      { people, values: columns[b]![primary]! },
      { random: options.random.split('permutations', groups[a]![0], groups[b]![0]) },
    ),
  )
  const adjusted = holm(tests.map((test) => test.p))
  return {
    rows: groups.map(([recommender, group], at) => ({
      recommender,
      as: group[0]!.as,
      viewers: group.length,
      shown: sum(group.map((visit) => visit.shown)),
      measures: Object.fromEntries(names.map((name, m) => [name, intervals[at * names.length + m]!])) as Record<
        VisitMeasure,
        Interval
      >,
      perItem: {
        view: ratio(sum(group.map((visit) => visit.watched)), sum(group.map((visit) => visit.shown))),
        like: ratio(sum(group.map((visit) => visit.liked)), sum(group.map((visit) => visit.shown))),
      },
      failures: sum(group.map((visit) => visit.failures)),
    })),
    comparisons: pairs.map(([a, b], index) => {
      const { low, high } = intervals[columns.length * names.length + index]!
      const { difference, p, effectSize, count } = tests[index]!
      return {
        recommender: groups[a]![0],
        other: groups[b]![0],
        measure: options.measure,
        difference,
        low,
        high,
        p,
        adjustedP: adjusted[index]!,
        effectSize,
        viewers: count,
      }
    }),
  }
}

/** One value per person, NaN for people who did not visit or where the measure is undefined. */
function column(group: readonly Visit[], measure: VisitMeasure, place: ReadonlyMap<string, number>): Float64Array {
  const values = new Float64Array(place.size).fill(Number.NaN)
  for (const visit of group) values[place.get(visit.user)!] = visitMeasures[measure].of(visit) ?? Number.NaN
  return values
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
