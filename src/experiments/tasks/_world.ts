import {
  type CatalogueColumns,
  catalogueColumns,
  type Past,
  pastOf,
  type Review,
  type SearchIndex,
  type SqlDatabase,
  type Surroundings,
  searchIndex,
  sqlDatabase,
  surroundings,
} from '../../agents/index.ts'
import type { TitledReview } from '../../data/index.ts'
import { type Dataset, type ItemIndex, TastemakerError, type UserIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Fits } from './_fits.ts'
import { reviewsByPair } from './_reviews-by-pair.ts'
import { withHistory } from './_with-history.ts'
import type { TaskSample } from './task-sample.ts'

/** Whose history an agent finds: the person's own, nobody's, or another person's. The last two are controls. */
export type HistoryOf = 'own' | 'none' | 'stranger'

/** What all samples of a data set share. */
export interface World {
  readonly data: Dataset
  readonly fits: Fits
  readonly ranker: string
  readonly rater: string | null
  /** All that stands around an agent that is asked about a sample. */
  around(sample: TaskSample, history: HistoryOf): Surroundings
  close(): Promise<void>
}

/** Of what a world is made. */
interface WorldParts {
  readonly data: Dataset
  readonly fits: Fits
  readonly ranker: string
  readonly rater: string | null
  readonly reviews: readonly TitledReview[]
  /** Names the stranger of each person. */
  readonly random: RandomStream
}

/** Makes once what all surroundings share: columns, the index of words, the database, reviews in order of time. */
export async function openWorld(parts: WorldParts): Promise<World> {
  const { data, fits, ranker, rater, random } = parts
  const columns: CatalogueColumns = catalogueColumns(data)
  const search: SearchIndex = await searchIndex(data)
  const reviews = readReviews(data, parts.reviews)
  let opened: Promise<SqlDatabase> | undefined
  return {
    data,
    fits,
    ranker,
    rater,
    around(sample, history) {
      const past = history === 'own' ? sample.past : changedPast(sample, history, random)
      const written = reviews(sample)
      return surroundings({
        past,
        columns,
        search,
        ranker: fits.fitted(sample.cut, ranker),
        rater: rater === null ? undefined : fits.fitted(sample.cut, rater),
        reviews: history === 'own' ? written : written.filter(({ user }) => user !== data.users.ids[sample.user]),
        sql: () => {
          opened ??= sqlDatabase(data, columns)
          return opened
        },
      })
    },
    async close() {
      ;(await opened)?.close()
    },
  }
}

/**
 * What had been written at the time of a sample, without titles: the text of one review may be the truth of its sample, and so may its
 * title. Reviews take the time of their row in the log.
 */
function readReviews(data: Dataset, titled: readonly TitledReview[]): (sample: TaskSample) => readonly Review[] {
  const { log } = data
  const pairs = reviewsByPair(data, titled)
  const known: Review[] = []
  if (titled.length > 0) {
    for (let row = 0; row < log.length; row++) {
      const [user, item] = [log.user[row]! as UserIndex, log.item[row]! as ItemIndex]
      const review = pairs.get(user, item)
      if (review) known.push({ user: review.user, item: review.item, at: log.at[row]!, text: review.text })
    }
    known.sort((one, other) => one.at - other.at)
  }
  const visible = new Map<Past, readonly Review[]>()
  return ({ past }) => {
    if (known.length === 0) return known
    if (past.before !== Number.POSITIVE_INFINITY) {
      const end = known.findIndex(({ at }) => !(at < past.before))
      return end < 0 ? known : known.slice(0, end)
    }
    const before = visible.get(past) ?? known.filter(({ user, item }) => touched(past, data, user, item))
    visible.set(past, before)
    return before
  }
}

function touched(past: Past, { users, items }: Dataset, user: Review['user'], item: Review['item']): boolean {
  return past.touched(users.index(user)!, items.index(item)!)
}

/** A past in which the person did nothing, or what a stranger did, less the items that are asked about. */
function changedPast({ user, past, asked }: TaskSample, history: 'none' | 'stranger', random: RandomStream): Past {
  const { data } = past
  const rows = history === 'none' ? [] : strangersRows(past, user, asked[0], random.split(data.users.ids[user]!))
  const changed = withHistory(data, user, rows)
  return past.before === Number.POSITIVE_INFINITY ? pastOf(changed) : pastOf(changed, { before: past.before })
}

function strangersRows(past: Past, user: UserIndex, asked: TaskSample['asked'][0], random: RandomStream): number[] {
  const { users, items, log } = past.data
  const askedFor = asked.type === 'rank' ? new Set(asked.candidates) : new Set('item' in asked ? [asked.item] : [])
  const own = past.rowsOf(user)
  const others = random.shuffle(Array.from({ length: users.size }, (_, other) => other as UserIndex))
  // Somebody of whom at least half as much is known, that a short history is not what is measured.
  const enough = (other: UserIndex): boolean => {
    const { from, to } = past.rowsOf(other)
    return other !== user && 2 * (to - from) >= own.to - own.from
  }
  const stranger = others.find(enough) ?? others.find((other) => other !== user)
  if (stranger === undefined) {
    throw new TastemakerError('data/empty', `${past.data.name} has one person, who has no stranger.`)
  }
  const { from, to } = past.rowsOf(stranger)
  return Array.from({ length: to - from }, (_, step) => from + step).filter(
    (row) => !askedFor.has(items.ids[log.item[row]!]!),
  )
}
