import type { Fitted, ItemIndex, UserIndex } from '../../domain/index.ts'
import { type CatalogueColumns, catalogueColumns } from '../tools/catalogue-columns.ts'
import {
  neighbourSimilarity,
  type PreferenceScores,
  popularityScores,
  preferenceScores,
  type SimilarityScores,
} from '../tools/item-scores.ts'
import type { Past } from '../tools/past.ts'
import { type SqlDatabase, sqlDatabase } from '../tools/query-sql.ts'
import type { SearchIndex } from '../tools/search-index.ts'
import type { Review } from '../tools/search-reviews.ts'

/**
 * All that stands around an agent when it is asked: what had happened, what the catalogue says, and models that learned from
 * nothing later.
 *
 * The agent has no other way to the data. Whoever makes it answers for the time: the past ends before the held-out event, and the
 * models were fitted on what had happened before.
 */
export interface Surroundings {
  readonly past: Past
  readonly columns: CatalogueColumns
  /** ln(1 + events) of the past, by item index. */
  readonly popularity: Float32Array
  /** What the person is expected to like, from their past and the items named; without a person from the items alone. */
  readonly preference: (user?: UserIndex) => PreferenceScores
  /** The stars expected of a person for an item, within the scale; null where nothing learned from ratings. */
  readonly rating: (user: UserIndex, item: ItemIndex) => number | null
  /** Likeness of items, by item index. */
  readonly similarity: SimilarityScores
  /** Finds items by words; null where none was made. */
  readonly search: SearchIndex | null
  /** What people wrote, unfiltered: tools that read it hide what came later. */
  readonly reviews: readonly Review[]
  /** The database behind `query_sql`, opened when it is first asked for; its `tool(past)` sees the past alone. */
  readonly sql: () => Promise<SqlDatabase>
}

/** Of what surroundings are made. */
export interface SurroundingParts {
  readonly past: Past
  /** The model that ranks. */
  readonly ranker: Fitted
  /** A model that learned from ratings; the ranker where that did. */
  readonly rater?: Fitted | undefined
  readonly search?: SearchIndex | undefined
  readonly reviews?: readonly Review[] | undefined
  /** Made once for a data set and handed on, since making them takes time. */
  readonly columns?: CatalogueColumns | undefined
  /** A database that several pasts share. */
  readonly sql?: (() => Promise<SqlDatabase>) | undefined
}

/**
 * Puts surroundings together.
 *
 * @example surroundings({ past: pastOf(data, { row: 41 }), ranker: fittedBefore, rater })
 */
export function surroundings(parts: SurroundingParts): Surroundings {
  const { past, ranker, search = null, reviews = [] } = parts
  const columns = parts.columns ?? catalogueColumns(past.data)
  const rater = parts.rater ?? (ranker.rate ? ranker : undefined)
  let opened: Promise<SqlDatabase> | undefined
  let popularity: Float32Array | undefined
  return {
    past,
    columns,
    get popularity() {
      popularity ??= popularityScores(past)
      return popularity
    },
    preference: (user) => preferenceScores(ranker, past, user),
    rating: (user, item) => (rater?.rate ? ratingBy(rater, past, user, item) : null),
    similarity: neighbourSimilarity(ranker),
    search,
    reviews,
    sql:
      parts.sql ??
      (() => {
        opened ??= sqlDatabase(past.data, columns)
        return opened
      }),
  }
}

function ratingBy(rater: Fitted, past: Past, user: UserIndex, item: ItemIndex): number {
  const { log, scale } = past.data
  const { from, to } = past.rowsOf(user)
  const view = rater.foldIn({ items: log.item.slice(from, to), values: log.value.slice(from, to) })
  const stars = rater.rate!(view, item)
  return scale ? Math.min(scale.max, Math.max(scale.min, stars)) : stars
}
