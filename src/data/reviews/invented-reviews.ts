import { z } from 'zod'
import { type Dataset, itemId, userId } from '../../domain/index.ts'
import { datasetFromRows } from '../dataset.ts'
import written from './invented-reviews.json' with { type: 'json' }
import type { TitledReview } from './titled-review.ts'

const scale = { min: 1, max: 5, step: 1 }

const schema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      categories: z.array(z.string()),
      year: z.int(),
      text: z.string(),
    }),
  ),
  people: z.array(z.object({ id: z.string() })),
  reviews: z.array(
    z.object({
      user: z.string(),
      item: z.string(),
      /** A day, ISO 8601. */
      day: z.iso.date(),
      stars: z.int().min(scale.min).max(scale.max),
      title: z.string().min(1),
      text: z.string().min(1),
    }),
  ),
})

/**
 * A small catalogue of board games, tents and novels that do not exist, with reviews of people who do not exist either: for trying out
 * tasks about texts where nothing was pulled. It is written, not sampled: figures on it show that the machinery works, no more.
 *
 * @example inventedReviews().reviews[0]?.title
 */
export function inventedReviews(): { readonly data: Dataset; readonly reviews: readonly TitledReview[] } {
  const { items, people, reviews } = schema.parse(written)
  const dated = reviews.map((review) => ({
    ...review,
    user: userId(review.user),
    item: itemId(review.item),
    at: Date.parse(`${review.day}T12:00:00Z`),
  }))
  return {
    data: datasetFromRows(
      dated.map(({ user, item, stars, at }) => ({ user, item, value: stars, at })),
      {
        name: 'invented-reviews',
        licence: 'MIT (invented)',
        scale,
        catalogue: items.map(({ id, year, ...card }) => ({ id: itemId(id), ...card, attributes: { year } })),
        people: people.map(({ id }) => ({ id: userId(id) })),
        notes: ['Items, people and reviews are invented.'],
      },
    ),
    reviews: dated.map(({ user, item, at, title, text }) => ({ user, item, at, title, text })),
  }
}
