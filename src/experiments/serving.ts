import type { Clock } from '../clock.ts'
import type { Dataset, Fitted, UserIndex } from '../domain/index.ts'
import { recommenderOf } from '../models/index.ts'

/** What it costs to keep a fitted model and to ask it. */
export interface ServingCost {
  /** Megabytes of the numbers it keeps, the histories of its people included. */
  readonly megabytes: number
  /** Milliseconds of one request for ten items, seen items left out: the middle of the requests, and one in twenty. */
  readonly p50: number
  readonly p95: number
}

/** People asked; enough for one in twenty to mean something. */
const REQUESTS = 200

/**
 * Asks a fitted model for ten items for each of some people, after a few requests that do not count.
 *
 * @param people of whom the first 200 are asked
 * @example (await servingCost(fitted, data, people, systemClock)).p50
 */
export async function servingCost(
  fitted: Fitted,
  data: Dataset,
  people: readonly UserIndex[],
  clock: Clock,
): Promise<ServingCost | null> {
  const recommender = recommenderOf(fitted, data, { exclude: 'seen' })
  const ids = people.slice(0, REQUESTS).map((user) => data.users.ids[user]!)
  if (ids.length === 0) return null
  for (const user of ids.slice(0, 20)) await recommender.recommend({ user, k: 10 })
  const times: number[] = []
  for (const user of ids) {
    const started = clock.elapsed()
    await recommender.recommend({ user, k: 10 })
    times.push(clock.elapsed() - started)
  }
  times.sort((a, b) => a - b)
  const bytes = Object.values(fitted.save().arrays).reduce((sum, { byteLength }) => sum + byteLength, 0)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!
  return { megabytes: bytes / 1e6, p50: at(0.5), p95: at(0.95) }
}
