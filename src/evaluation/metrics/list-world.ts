import { vocabulary } from '../../data/vocabulary.ts'
import type { Dataset } from '../../domain/index.ts'
import { type CategoryShares, categoryShares } from './_category-shares.ts'

/** What training says about people and items, for metrics that look beyond relevance. Made by `listWorld`. */
export interface ListWorld {
  /** People with at least one event in training. */
  readonly users: number
  /** Events in training. */
  readonly events: number
  /** By item index: the number of different people with an event on it in training. */
  readonly usersOf: Int32Array
  /** By item index: its events in training; 0 is outside the train catalogue. */
  readonly eventsOf: Int32Array
  /** Items of the train catalogue: those with an event in training. */
  readonly catalogue: number
  /** Item indices, most events first, equals by index. */
  readonly byPopularity: Int32Array
  /** By item index: its place in `byPopularity`, from 0. */
  readonly popularityPlace: Int32Array
  /** By item index: 1 for the most events, equals share a rank and none is left out below them; 0 outside the train catalogue. */
  readonly popularityRank: Int32Array
  /** The first of `byPopularity` that are head: a fifth of the train catalogue, rounded up. All other items are tail. */
  readonly head: number
  /** Different categories of all items. */
  readonly categories: number
  /** By item index: its categories as ascending numbers. */
  readonly categoriesOf: readonly Int32Array[]
  /** What a person did in training, item indices in order of time; nothing for somebody unknown. */
  historyOf(user: number): Int32Array
  /** A person's history, summed up. */
  pastOf(user: number): Past
  /** The share of each category in the first k of a list. */
  sharesOf(ranked: Int32Array, k: number): CategoryShares
}

/** What a history comes to. */
export interface Past {
  /** Share of each category, an item of several divided among them; null where no item has one. */
  readonly taste: Float64Array | null
  /** Events on items that have categories. */
  readonly categorised: number
  /** Places in the popularity chart of the different items, ascending. */
  readonly places: Int32Array
}

/** Share of the train catalogue that is head: the fifth of the items with the most events. */
const HEAD = 0.2

/**
 * Counts what list metrics ask of training: who has been where, and what kind of thing each item is.
 *
 * @param train the part that recommenders were fitted on; popularity never comes from test events
 * @example meanInvUserFreq.of(list, 10, listWorld(train))
 */
export function listWorld(train: Dataset): ListWorld {
  const { offsets, item } = train.log
  const { users, usersOf } = countPeople(train)
  const eventsOf = new Int32Array(train.items.size)
  for (let row = 0; row < item.length; row++) eventsOf[item[row]!]!++
  const catalogue = eventsOf.reduce((known, events) => known + Number(events > 0), 0)
  const byPopularity = Int32Array.from(eventsOf.keys()).sort((a, b) => eventsOf[b]! - eventsOf[a]! || a - b)
  const popularityPlace = new Int32Array(byPopularity.length)
  for (let place = 0; place < byPopularity.length; place++) popularityPlace[byPopularity[place]!] = place
  const popularityRank = new Int32Array(byPopularity.length)
  for (let place = 0, rank = 0; place < catalogue; place++) {
    const before = byPopularity[place - 1] ?? -1
    if (eventsOf[before] !== eventsOf[byPopularity[place]!]) rank++
    popularityRank[byPopularity[place]!] = rank
  }
  const names = vocabulary<string, number>(train.catalogue.flatMap((one) => one.categories))
  const categoriesOf = train.catalogue.map(({ categories }) => {
    return Int32Array.from(new Set(categories), (category) => names.index(category)!).sort()
  })
  const historyOf = (user: number): Int32Array => item.subarray(offsets[user] ?? 0, offsets[user + 1] ?? 0)
  // Several metrics ask for the same person and the same list, one after the other.
  let last: { readonly user: number; readonly past: Past } | null = null
  let list: { readonly ranked: Int32Array; readonly atCutOff: Map<number, CategoryShares> } | null = null
  return {
    users,
    events: item.length,
    usersOf,
    eventsOf,
    catalogue,
    byPopularity,
    popularityPlace,
    popularityRank,
    head: Math.ceil(HEAD * catalogue),
    categories: names.size,
    categoriesOf,
    historyOf,
    pastOf(user) {
      if (last?.user === user) return last.past
      const history = historyOf(user)
      const { shares: taste, counted: categorised } = categoryShares(history, names.size, categoriesOf)
      const past = { taste, categorised, places: distinctPlaces(history, popularityPlace) }
      last = { user, past }
      return past
    },
    sharesOf(ranked, k) {
      if (list?.ranked !== ranked) list = { ranked, atCutOff: new Map() }
      const known = list.atCutOff.get(k)
      if (known) return known
      const shares = categoryShares(ranked.subarray(0, Math.min(k, ranked.length)), names.size, categoriesOf)
      list.atCutOff.set(k, shares)
      return shares
    },
  }
}

/** A loop, because this is done for everybody and a call for each event takes longer than the sort. */
function distinctPlaces(history: Int32Array, popularityPlace: Int32Array): Int32Array {
  const places = new Int32Array(history.length)
  for (let i = 0; i < history.length; i++) places[i] = popularityPlace[history[i]!]!
  places.sort()
  let kept = 0
  for (let i = 0; i < places.length; i++) if (i === 0 || places[i] !== places[i - 1]) places[kept++] = places[i]!
  return places.subarray(0, kept)
}

function countPeople({
  users: { size },
  items,
  log: { offsets, item },
}: Dataset): Pick<ListWorld, 'users' | 'usersOf'> {
  const usersOf = new Int32Array(items.size)
  // The last person counted for each item, so that a person's repeats count once.
  const lastUser = new Int32Array(items.size).fill(-1)
  let users = 0
  for (let user = 0; user < size; user++) {
    if (offsets[user + 1]! > offsets[user]!) users++
    for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
      if (lastUser[item[row]!] === user) continue
      lastUser[item[row]!] = user
      usersOf[item[row]!]!++
    }
  }
  return { users, usersOf }
}
