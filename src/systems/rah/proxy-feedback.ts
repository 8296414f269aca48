import type { Feedback, ItemId, ItemIndex } from '../../domain/index.ts'
import type { RahOptions } from './options.ts'

/** Feedback that the assistant gives on a person's behalf. */
export interface ProxyFeedback extends Feedback {
  readonly origin: 'simulated'
  /** That the person likes it. */
  readonly probability: number
  /** Beside a person's own feedback, which weighs 1. */
  readonly weight: number
}

/** The most that one event weighs where its weight is clipped. */
const CLIP = 10

/**
 * What each event weighs for a recommender that learns from it: 1 for a person's own, less for a proxy, and by the inverse of its
 * propensity where that is asked for (Schnabel et al. 2016), at most tenfold where clipped.
 *
 * @param propensity how likely feedback on an item is to be given, above 0 and at most 1
 * @example feedbackWeights(events, rahOptions.parse({}), () => 1) // [1, 0.3, 0.3] of a real one and two proxies
 */
export function feedbackWeights(
  events: readonly (Feedback | ProxyFeedback)[],
  { propensity: how }: Pick<RahOptions, 'propensity'>,
  propensity: (item: ItemId) => number,
): number[] {
  return events.map((event) => {
    const own = 'weight' in event ? event.weight : 1
    if (how === 'none') return own
    const inverse = 1 / propensity(event.item)
    return own * (how === 'ips' ? inverse : Math.min(CLIP, inverse))
  })
}

/**
 * How often each item was touched by people themselves: what popularity, seen-item masks and tests may count.
 *
 * @param items number of items
 * @example realCounts(events, indexOf, 3)[0] // 1 of one person's own event and two proxies
 */
export function realCounts(
  events: readonly Feedback[],
  indexOf: (item: ItemId) => ItemIndex | undefined,
  items: number,
): Int32Array {
  const counts = new Int32Array(items)
  for (const { item, origin } of events) {
    const index = indexOf(item)
    if (origin === 'logged' && index !== undefined) counts[index]!++
  }
  return counts
}
