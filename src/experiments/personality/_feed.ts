import {
  fitTaste,
  itemMeans,
  type SessionOptions,
  type TraitScores,
  traitViewer,
  traitViewerUtility,
  userTaste,
} from '../../agents/index.ts'
import { joinLogs, splitByName, withLog } from '../../data/index.ts'
import {
  type Dataset,
  type Item,
  type ItemId,
  type Recommender,
  TastemakerError,
  type UserIndex,
} from '../../domain/index.ts'
import type { ObservedWith } from '../../evaluation/personality/index.ts'
import { choiceMind } from '../../minds/index.ts'
import { biasedMf, ials, random as randomModel, recommenderOf } from '../../models/index.ts'
import type { RandomStream } from '../../random.ts'
import type { RunEvent } from '../../runs/index.ts'
import { visit } from '../../worlds/index.ts'
import { choosePanel } from '../panel.ts'

/** A feed that people with traits go through, and what their behaviour is read with. */
export interface TraitFeed {
  readonly people: readonly string[]
  readonly read: ObservedWith
  /** Mean and standard deviation of the data's ratings, and each person's own. */
  readonly real: {
    readonly mean: number
    readonly deviation: number
    readonly of: ReadonlyMap<string, readonly number[]>
  }
  /** One visit a person; `session` null holds everybody to their profile. */
  run(
    as: string,
    traits: ReadonlyMap<string, TraitScores>,
    session: SessionOptions | null,
  ): Promise<readonly RunEvent[]>
}

/** Items a page and pages at most: enough to show what somebody does with a long list. */
const PAGE_SIZE = 10
const MAX_PAGES = 8

/**
 * Prepares the closed loop: people's tastes are fitted on their own ratings, pages are drawn by chance, so that what is
 * shown is nobody's doing and behaviour is not a recommender's.
 *
 * @param n how many people; each has the taste of another person of the data
 * @throws TastemakerError model/unsupported for data without ratings, config/range for more people than the data has
 * @example (await traitFeed(data, 200, random)).people.length
 */
export async function traitFeed(data: Dataset, n: number, random: RandomStream): Promise<TraitFeed> {
  if (!data.scale) {
    throw new TastemakerError(
      'model/unsupported',
      `"${data.name}" has no ratings, so nobody can rate too high or too low.`,
    )
  }
  const { scale } = data
  const parts = splitByName('three-way', data, random.split('split'))
  const train = parts.train
  const held = parts.private!
  const known = withLog(data, joinLogs(train.log, held.log))
  const panel = choosePanel([train, held], n, random.split('panel'))
  if (panel.length < n) {
    throw new TastemakerError(
      'config/range',
      `"${data.name}" has ${panel.length} people with enough ratings, and ${n} were asked for.`,
      `Ask for at most ${panel.length}.`,
    )
  }
  const run = { random: random.split('taste'), threads: 1 }
  const taste = await fitTaste(
    { train, private: held, known },
    { interest: ials({ factors: 32, epochs: 5 }), stars: biasedMf() },
    run,
  )
  const pages = await randomModel().fit(known, { random: random.split('pages'), threads: 1 })
  const recommender = recommenderOf(pages, known, { exclude: 'seen' })
  const means = itemMeans(known)
  const meanOf = (item: string): number => means[known.items.index(item as ItemId)!]!
  const card = (item: string): Item => data.catalogue[data.items.index(item as ItemId)!]!
  return {
    people: panel.map((user) => data.users.ids[user]!),
    read: { scale, kindsOf: (item) => card(item).categories, meanRating: meanOf },
    real: realRatings(known, panel),
    run: async (as, traits, session) => {
      const events: RunEvent[] = []
      for (const user of panel) {
        const id = data.users.ids[user]!
        const own = userTaste(taste, user)
        const index = (item: string): number => known.items.index(item as ItemId)!
        const utility = traitViewerUtility({
          interest: (item) => own.interest(index(item)),
          stars: (item) => own.stars(index(item)),
          spread: own.spread,
        })
        const viewer = traitViewer({
          id,
          traits: traits.get(id)!,
          mind: choiceMind({ utility, words: () => 'I have something to say about it.' }),
          random: random.split('viewer', id),
          scale,
          meanRating: ({ id: item }) => meanOf(item),
          session,
        })
        await watch(viewer, recommender, { as, card, events })
      }
      return events
    },
  }
}

async function watch(
  viewer: Parameters<typeof visit>[0],
  recommender: Recommender,
  { as, card, events }: { readonly as: string; readonly card: (item: string) => Item; readonly events: RunEvent[] },
): Promise<void> {
  const feed = { pageSize: PAGE_SIZE, maxPages: MAX_PAGES, startAt: 0, as, item: card }
  for await (const event of visit(viewer, recommender, feed)) events.push(event)
}

function realRatings({ log, users }: Dataset, panel: readonly UserIndex[]): TraitFeed['real'] {
  const mean = log.value.reduce((sum, value) => sum + value, 0) / log.length
  const square = log.value.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const rows = (user: UserIndex): number[] => [...log.value.subarray(log.offsets[user]!, log.offsets[user + 1]!)]
  return {
    mean,
    deviation: Math.sqrt(square / Math.max(1, log.length - 1)),
    of: new Map(panel.map((user) => [users.ids[user]!, rows(user)])),
  }
}

/** What of a person's doings came out otherwise in another run with the same luck: the share of items judged in both. */
export function changedShare(a: readonly RunEvent[], b: readonly RunEvent[]): ReadonlyMap<string, number> {
  const [left, right] = [outcomes(a), outcomes(b)]
  return new Map(
    [...left].map(([user, own]) => {
      const other = right.get(user) ?? new Map<string, string>()
      const shared = [...own.keys()].filter((item) => other.has(item))
      const changed = shared.filter((item) => own.get(item) !== other.get(item)).length
      return [user, changed / shared.length]
    }),
  )
}

/** By person and item, everything that was done with it. */
function outcomes(events: readonly RunEvent[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const people = new Map<string, Map<string, string>>()
  for (const event of events) {
    if (!('item' in event) || typeof event.item !== 'string') continue
    const items = people.get(event.user) ?? new Map<string, string>()
    people.set(event.user, items)
    const result = event.type === 'item-rated' ? event.stars : event.type === 'item-judged' ? event.aligned : ''
    items.set(event.item, `${items.get(event.item) ?? ''} ${event.type} ${result}`)
  }
  return people
}
