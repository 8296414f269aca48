import { z } from 'zod'
import { readDocument } from '../_json-files.ts'
import type { ReviewErrors } from './society-scores.ts'

const share = z.number().min(0).max(1)
const errors = z.record(z.string(), z.object({ sentiment: share, emotion: share, topic: share }))

/**
 * Reads the errors of an agent's reviews, measured elsewhere: one JSON object with `{ sentiment, emotion, topic }` by task id.
 *
 * @throws {TastemakerError} `io/missing`, `format/unreadable`, `format/value`
 * @example await readReviewErrors('errors.json') // { 'track1/amazon/task_0': { "sentiment": 0.1, … } }
 */
export async function readReviewErrors(path: string): Promise<ReadonlyMap<string, ReviewErrors>> {
  return new Map(Object.entries(await readDocument(path, errors)))
}
