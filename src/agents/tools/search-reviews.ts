import { z } from 'zod'
import type { ItemId, Tool, UserId } from '../../domain/index.ts'
import { findItems } from './_ids.ts'
import { cut } from './_item-facts.ts'
import { dayOf } from './_people.ts'
import { wordIndex } from './_word-index.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'
import type { Past } from './past.ts'
import { titlesIn } from './titles-in.ts'

/** What somebody wrote about an item. */
export interface Review {
  readonly item: ItemId
  readonly user: UserId
  /** Milliseconds since 1970, UTC; NaN where unknown. */
  readonly at: number
  readonly text: string
}

const CHARACTERS = 400

const input = z.object({
  query: z.string().min(1).max(500).describe('words to look for'),
  item: z.string().max(200).optional().describe('id of an item, for its reviews only'),
  k: z.number().int().min(1).max(20).default(5).describe('how many at most'),
})
const output = z.object({
  reviews: z.array(z.object({ item: z.string(), day: z.string().nullable(), text: z.string() })),
})

/** What `search_reviews` takes. */
export type SearchReviewsInput = z.infer<typeof input>
/** What `search_reviews` gives back. */
export type SearchReviewsOutput = z.infer<typeof output>

/**
 * The tool `search_reviews`: what people wrote in the past, by words, without their names.
 *
 * Only reviews of the past are indexed at all, for the weight of a word depends on every text there is. A review is
 * past when its row of the log is, and when it was not written later. Titles of the catalogue in a text are replaced by
 * `[title]` unless the item was asked for; letters and case have to agree for that.
 *
 * @param reviews all there are
 * @example await useTool(searchReviews(columns, past, reviews), { query: 'slow but moving' })
 */
export function searchReviews(
  columns: CatalogueColumns,
  past: Past,
  reviews: readonly Review[],
): Tool<SearchReviewsInput, SearchReviewsOutput> {
  const known = reviews.filter((review) => isPast(past, review))
  const words = wordIndex(
    known.map(({ text }) => ({ text })),
    ['text'],
  )
  const titles = titlesIn(columns.items)
  return defineTool({
    name: 'search_reviews',
    description: 'Finds what people wrote about items, by words; of one item only when its id is given.',
    input,
    output,
    run({ query, item, k }) {
      if (item !== undefined) findItems(columns.vocabulary, [item])
      const found = words
        .hits(query)
        .map(({ place }) => known[place]!)
        .filter((review) => item === undefined || review.item === item)
        .slice(0, k)
      return {
        reviews: found.map((review) => ({
          item: String(review.item),
          day: dayOf(review.at),
          text:
            item === undefined ? cut(titles.mask(review.text, '[title]'), CHARACTERS) : cut(review.text, CHARACTERS),
        })),
      }
    },
    show: ({ reviews: found }) =>
      found.length === 0
        ? 'Nothing was found. Try other words.'
        : found
            .map(
              ({ item, day, text }) =>
                `${JSON.stringify(item)}${day === null ? '' : ` on ${day}`}: ${JSON.stringify(text)}`,
            )
            .join('\n'),
  })
}

/** Whether a review was written in the past; one of an unknown person or item, or without a row of the log, was not. */
function isPast(past: Past, { user, item, at }: Review): boolean {
  const person = past.data.users.index(user)
  const thing = past.data.items.index(item)
  if (person === undefined || thing === undefined || !past.touched(person, thing)) return false
  return Number.isNaN(at) || at < past.before
}
