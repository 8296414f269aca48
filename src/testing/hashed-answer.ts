import { randomStream } from '../random.ts'
import { fittingValue } from './_fitting-value.ts'
import type { ModelRequest } from './_model-request.ts'

/**
 * Answers a request from its own words and seed: a model with no sense and perfect manners.
 *
 * @param request as a `modelServer` received it
 * @returns one of the labels it lists, JSON that fits its schema, or else a short sentence; the same for equal
 *   messages, schema and seed
 * @example await modelServer((request) => (request.index === 0 ? { status: 503 } : hashedAnswer(request)))
 */
export function hashedAnswer(request: ModelRequest): string {
  const random = randomStream(request.seed ?? 0, request.system, request.user)
  const { labels, schema } = request
  if (labels.length > 0) return labels[random.int(labels.length)]!
  if (schema !== null) return JSON.stringify(fittingValue(schema, random))
  return SENTENCES[random.int(SENTENCES.length)]!
}

const SENTENCES = ['It is worth an evening.', 'It looks familiar.', 'Others like it too.', 'It is not for everybody.']
