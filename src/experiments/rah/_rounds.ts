import type { ItemId, ItemIndex } from '../../domain/index.ts'
import { bootstrapMeans, type Interval } from '../../evaluation/index.ts'
import type { ProxyFeedback, RahAssistant } from '../../systems/rah/index.ts'
import type { Drawing } from './_act-rows.ts'
import type { Fit, Recommenders } from './_arms.ts'
import type { StudyPerson } from './people.ts'

/** Proxies of one round, held against what people really did later. */
export interface RoundRow {
  readonly round: number
  readonly proxies: number
  readonly likeShare: number | null
  /** Proxies for items of which the person's own later feedback is known. */
  readonly known: number
  /** The share of these that are wrong; a mean over people who have any. */
  readonly error: Interval
  /** What always saying like would get wrong on the same. */
  readonly errorOfAlwaysLike: Interval
  /** nDCG@10 of the recommender that learned from all rounds so far. */
  readonly ndcg: Interval
}

/** What the rounds go on with: the first recommender, and the proxies for what it recommended. */
export interface RoundParts {
  readonly people: readonly StudyPerson[]
  readonly assistant: RahAssistant
  readonly makers: Recommenders
  readonly recommended: number
  readonly first: readonly ProxyFeedback[]
  readonly idsOf: (items: readonly ItemIndex[]) => ItemId[]
  readonly drawing: Drawing
}

/**
 * Recommend, answer for people, learn again; no item twice for one person. Proxies are always sent here, gate or not: the question is
 * what becomes of their errors.
 */
export async function inRounds(parts: RoundParts, count: number): Promise<RoundRow[]> {
  const { makers, first, people, assistant, recommended, idsOf } = parts
  const rows: RoundRow[] = []
  const all: ProxyFeedback[] = []
  let fit: Fit | null = null
  for (let round = 1; round <= count; round++) {
    const fresh: ProxyFeedback[] = []
    for (const person of people) {
      if (fit === null) continue
      const answered = new Set(all.filter(({ user }) => user === person.user).map(({ item }) => makers.indexOf(item)))
      const items = idsOf(makers.best(fit, person, recommended, answered))
      fresh.push(...(await assistant.onRecommendation(person.user, items)).proxies)
    }
    if (fit === null) fresh.push(...first)
    all.push(...fresh)
    fit = makers.learn(all)
    const { ndcg } = makers.measure(`round ${round}`, all, fit)
    rows.push({ round, ...errorsOf(fresh, parts), ndcg })
  }
  return rows
}

function errorsOf(
  proxies: readonly ProxyFeedback[],
  { people, drawing }: RoundParts,
): Omit<RoundRow, 'round' | 'ndcg'> {
  const byPerson = Map.groupBy(proxies, ({ user }) => user)
  const wrong = new Float64Array(people.length).fill(Number.NaN)
  const disliked = new Float64Array(people.length).fill(Number.NaN)
  let known = 0
  for (const [place, { user, test }] of people.entries()) {
    const truth = new Map(test.map(({ item, liked }) => [item, liked]))
    const held = (byPerson.get(user) ?? []).filter(({ item }) => truth.has(item))
    if (held.length === 0) continue
    known += held.length
    wrong[place] = held.filter(({ item, liked }) => truth.get(item) !== liked).length / held.length
    disliked[place] = held.filter(({ item }) => !truth.get(item)).length / held.length
  }
  const [error, errorOfAlwaysLike] = bootstrapMeans([wrong, disliked], {
    ...drawing,
    random: drawing.random.split('rounds'),
  })
  return {
    proxies: proxies.length,
    likeShare: proxies.length === 0 ? null : proxies.filter(({ liked }) => liked).length / proxies.length,
    known,
    error: error!,
    errorOfAlwaysLike: errorOfAlwaysLike!,
  }
}
