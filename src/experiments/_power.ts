import { type Dataset, TastemakerError } from '../domain/index.ts'

/** Below this a comparison says nothing, whatever it prints. */
const LEAST_EVENTS = 100

/** Refuses to compare anything on a handful of events. */
export function requireEnoughEvents(data: Dataset): void {
  if (data.log.length >= LEAST_EVENTS) return
  throw new TastemakerError(
    'data/under-powered',
    `"${data.name}" has ${data.log.length} events; below ${LEAST_EVENTS} no difference between recommenders can be told.`,
    'Recommend from it as it is, and compare when there is more.',
  )
}
