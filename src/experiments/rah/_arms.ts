import type { Dataset, ItemId, ItemIndex } from '../../domain/index.ts'
import { bootstrapMeans, type Interval, listWorld, pairedDifference, rankedList } from '../../evaluation/index.ts'
import { ndcgBinary } from '../../evaluation/metrics/ranking/ndcg-binary.ts'
import { recall } from '../../evaluation/metrics/ranking/recall.ts'
import { feedbackWeights, type ProxyFeedback, type RahOptions } from '../../systems/rah/index.ts'
import type { Drawing } from './_act-rows.ts'
import { type WeightedEvent, type WeightedRow, weightedIals } from './_weighted-ials.ts'
import type { PersonEvent, StudyPeople, StudyPerson } from './people.ts'

/** How a recommender does that learned from some feedback, for the people of the study, on what they really liked later. */
export interface ArmRow {
  readonly name: string
  readonly ndcg: Interval
  readonly recall: Interval
  /** Against the recommender without proxies. */
  readonly ndcgGain: Interval
  readonly recallGain: Interval
  /** Feedback beside everybody's own training events, and how much of it was likes. */
  readonly added: number
  readonly addedLikes: number
  /** People for whom any was added. */
  readonly people: number
  readonly columns: { readonly ndcg: Float64Array; readonly recall: Float64Array }
}

/** Recommenders that learn from likes and dislikes, and how they are measured. */
export interface Recommenders {
  /** Learns from everybody's own events and from what is added. */
  learn(added: readonly (ProxyFeedback | PersonEvent)[]): Fit
  /** The first items of a person that they never touched and that are not left out. */
  best(fit: Fit, person: StudyPerson, k: number, leaveOut?: ReadonlySet<ItemIndex>): ItemIndex[]
  measure(name: string, added: readonly (ProxyFeedback | PersonEvent)[], fit?: Fit): ArmRow
  /** What everybody's own events come to: counts of items, without any proxy. */
  readonly counts: Int32Array
  indexOf(item: ItemId): ItemIndex
}

/** A fitted recommender with the rows it learned from. */
export interface Fit {
  readonly scores: (person: number) => Float64Array
  readonly rows: readonly WeightedRow[]
}

/**
 * Makes recommenders for a study, which all start from the same chance. Masks and counts of items hold people's own events alone.
 */
export function recommenders(
  { people, train, likedFrom }: StudyPeople,
  options: Pick<RahOptions, 'propensity'>,
  drawing: Drawing,
): Recommenders {
  const own = eventsOf(train, likedFrom)
  const counts = new Int32Array(train.items.size)
  for (const { index } of own) counts[index]!++
  const most = counts.reduce((a, b) => Math.max(a, b), 1)
  // The square root of an item's share of the most popular one's events; an item nobody touched is as rare as one that was once.
  const propensity = (item: PersonEvent['item']): number =>
    Math.sqrt(Math.max(1, counts[train.items.index(item)!]!) / most)
  const seenBy = new Map(
    people.map((person) => [person, new Set([...person.train, ...person.gate].map(({ index }) => index))]),
  )
  const world = listWorld(train)
  let none: ArmRow['columns'] | undefined

  const learn: Recommenders['learn'] = (added) => {
    const rows: Map<number, WeightedEvent>[] = train.users.ids.map(() => new Map())
    const events = [...own, ...added]
    const weights = feedbackWeights(events, options, propensity)
    for (const [place, { user, item, liked }] of events.entries()) {
      const row = rows[train.users.index(user)!]!
      const index = train.items.index(item)!
      // A person's own event stands before any on their behalf.
      if (!row.has(index)) row.set(index, { liked, weight: weights[place]! })
    }
    return { scores: weightedIals(rows, counts.length, drawing.random.split('recommender')), rows }
  }
  const best: Recommenders['best'] = (fit, person, k, leaveOut = new Set()) => {
    const scores = fit.scores(person.index)
    const seen = seenBy.get(person)!
    return ([...scores.keys()] as ItemIndex[])
      .filter((item) => counts[item]! > 0 && !seen.has(item) && !leaveOut.has(item))
      .sort((a, b) => scores[b]! - scores[a]! || a - b)
      .slice(0, k)
  }
  return {
    counts,
    indexOf: (item) => train.items.index(item)!,
    learn,
    best,
    measure(name, added, fitted = learn(added)) {
      const columns = { ndcg: new Float64Array(people.length), recall: new Float64Array(people.length) }
      for (const [place, person] of people.entries()) {
        const judged = new Map(person.test.filter(({ liked }) => liked).map(({ index }) => [Number(index), 1]))
        const list = rankedList(Int32Array.from(best(fitted, person, 20)), judged)
        columns.ndcg[place] = ndcgBinary.of(list, 10, world) ?? Number.NaN
        columns.recall[place] = recall.of(list, 20, world) ?? Number.NaN
      }
      none ??= columns
      const how = { ...drawing, random: drawing.random.split('arms') }
      const [ndcg, hits] = bootstrapMeans([columns.ndcg, columns.recall], how)
      return {
        name,
        ndcg: ndcg!,
        recall: hits!,
        ndcgGain: pairedDifference(columns.ndcg, none.ndcg, how),
        recallGain: pairedDifference(columns.recall, none.recall, how),
        added: added.length,
        addedLikes: added.filter(({ liked }) => liked).length,
        people: new Set(added.map(({ user }) => user)).size,
        columns,
      }
    },
  }
}

function eventsOf({ log, users, items }: Dataset, likedFrom: number): PersonEvent[] {
  return Array.from({ length: log.length }, (_, row): PersonEvent => {
    const index = log.item[row]! as ItemIndex
    const user = users.ids[log.user[row]!]!
    const liked = log.value[row]! >= likedFrom
    return { user, item: items.ids[index]!, index, liked, at: log.at[row]!, origin: 'logged' }
  })
}
