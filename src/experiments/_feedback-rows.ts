import type { Dataset } from '../domain/index.ts'
import { bootstrapMeans, type Interval, type MetricCell, readSimulation, visits } from '../evaluation/index.ts'
import type { RandomStream } from '../random.ts'
import { type RunEvent, readEvents } from '../runs/index.ts'
import { type Breadth, breadthIn, shownToViewers } from './_shown.ts'
import type { CollectedChoice } from './collected-choice.ts'

/** One recommender in one round. */
export interface FeedbackRow {
  readonly round: number
  readonly recommender: string
  /** Simulated choices it was told of beside the log; chance, which cannot learn, passes over them. */
  readonly told: number
  readonly satisfaction: Interval
  /** Satisfaction less that of the same people in round 1; of nobody in round 1 itself. */
  readonly change: Interval
  /** On held-out events of real people; null where it was not measured. */
  readonly ndcg: MetricCell | null
  readonly recall: MetricCell | null
  /** Share of the catalogue that somebody was shown. */
  readonly coverage: number
  /** How wide the selection of one person is; the number of genres grows with the pages they stay. */
  readonly ild: Interval
  readonly topGenre: Interval
  readonly genres: Interval
  /** Share of what a person is shown that the recommender was told they chose before: what it repeats, not what it found. */
  readonly repeated: Interval
}

/** One recommender in one round, person by person. */
interface Measures {
  readonly told: number
  readonly ndcg: MetricCell | null
  readonly recall: MetricCell | null
  readonly coverage: number
  readonly people: ReadonlyMap<string, Readonly<Record<PerPerson, number | null>>>
}

type PerPerson = 'satisfaction' | 'repeated' | keyof Breadth

/** By recommender. */
export type RoundMeasures = ReadonlyMap<string, Measures>

/** Measures a finished round from its folder. @param collected what its recommenders were trained on beside the log */
export async function measureRound(
  folder: string,
  data: Dataset,
  collected: ReadonlyMap<string, readonly CollectedChoice[]>,
): Promise<RoundMeasures> {
  const { offline } = await readSimulation(folder)
  const shown = await shownToViewers(readEvents(folder), data)
  const satisfaction = new Map<string, number | null>()
  for await (const visit of visits(ofViewers(readEvents(folder)), 0)) {
    satisfaction.set(`${visit.recommender}\n${visit.user}`, visit.satisfaction)
  }
  const breadth = breadthIn(data)
  return new Map(
    [...shown].map(([recommender, lists]) => {
      const metrics = offline.rows.find((row) => row.recommender === recommender)?.metrics
      const choices = collected.get(recommender) ?? []
      const known = new Set(choices.map(({ user, item }) => `${user}\n${item}`))
      const measured = ([user, list]: readonly [string, readonly number[]]) => {
        const again = list.filter((item) => known.has(`${user}\n${data.items.ids[item]}`)).length
        return {
          ...breadth(list),
          satisfaction: satisfaction.get(`${recommender}\n${user}`) ?? null,
          repeated: list.length === 0 ? null : again / list.length,
        }
      }
      const measures: Measures = {
        told: choices.length,
        ndcg: metrics?.['ndcg@10'] ?? null,
        recall: metrics?.['recall@10'] ?? null,
        coverage: new Set([...lists.values()].flat()).size / data.items.size,
        people: new Map([...lists].map((one) => [one[0], measured(one)])),
      }
      return [recommender, measures]
    }),
  )
}

async function* ofViewers(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  for await (const event of events) if (event.as === 'viewer') yield event
}

const INTERVALS = ['satisfaction', 'change', 'ild', 'topGenre', 'genres', 'repeated'] as const

/** The rows of all rounds; all intervals come from the same draws of people. */
export function feedbackRows(rounds: readonly RoundMeasures[], random: RandomStream): FeedbackRow[] {
  const cells = rounds.flatMap((round, at) =>
    [...round].map(([recommender, measures]) => ({ round: at + 1, recommender, ...measures })),
  )
  const users = [...new Set(cells.flatMap(({ people }) => [...people.keys()]))]
  const columns = cells.flatMap(({ round, recommender, people }) => {
    const first = round === 1 ? undefined : rounds[0]!.get(recommender)?.people
    const measureOf = (name: (typeof INTERVALS)[number], user: string): number => {
      if (name !== 'change') return people.get(user)?.[name] ?? Number.NaN
      return (people.get(user)?.satisfaction ?? Number.NaN) - (first?.get(user)?.satisfaction ?? Number.NaN)
    }
    return INTERVALS.map((name) => Float64Array.from(users, (user) => measureOf(name, user)))
  })
  const intervals = bootstrapMeans(columns, { random })
  return cells.map(({ people: _, ...cell }, at) => ({
    ...cell,
    ...(Object.fromEntries(INTERVALS.map((name, place) => [name, intervals[at * INTERVALS.length + place]!])) as Record<
      (typeof INTERVALS)[number],
      Interval
    >),
  }))
}
