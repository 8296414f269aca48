export { inventedReviews } from './invented-reviews.ts'
export { readReviews } from './read-reviews.ts'
export type { TitledReview } from './titled-review.ts'
