import type { Action, ItemId, Recommender, SimulatedUser } from '../../domain/index.ts'
import type { RunEvent } from '../../runs/index.ts'
import { pickAdvert } from './advert.ts'
import type { FeedOptions } from './feed-options.ts'
import { recorder } from './recorder.ts'

/**
 * One visit: page after page until the viewer leaves. Zhang et al. 2024, section 3.2.
 *
 * @returns the events in order, from `visit-started` to the interview
 * @example for await (const event of visit(viewer, recommender, options)) log.push(event)
 */
export async function* visit(
  user: SimulatedUser,
  recommender: Recommender,
  feed: FeedOptions,
): AsyncGenerator<RunEvent> {
  const record = recorder(user, recommender, feed)
  const shown = new Set<ItemId>(feed.mask?.(user))
  yield record.started()

  for (let page = 1; page <= feed.maxPages; page++) {
    const slate = await recommender.recommend({ user: user.id, k: feed.pageSize, exclude: shown })
    if (slate.entries.length === 0) return yield* leave('exhausted', page - 1)
    for (const entry of slate.entries) shown.add(entry.item)
    // An advert takes the place of the best item, which as published is not shown later either.
    const advert = await pickAdvert({ user: user.id, recommender, feed }, page, shown)
    if (advert) shown.add(advert.entry.item)
    const entries = advert ? [advert.entry, ...slate.entries.slice(1)] : slate.entries
    yield record.slate(page, entries, advert?.entry)

    const items = entries.map((entry) => feed.item(entry.item))
    const actions = await user.react({ number: page, items, ...(advert ? { advert: advert.onPage } : {}) })
    for (const action of actions) yield record.action(action)
    const decision = decisionOf(actions)
    if (decision !== 'next') return yield* leave(decision === 'exit' ? 'left' : 'failed', page)
  }
  return yield* leave('max-pages', feed.maxPages)

  async function* leave(reason: 'left' | 'max-pages' | 'exhausted' | 'failed', page: number): AsyncGenerator<RunEvent> {
    yield record.left(reason, page)
    for (const action of await user.interview(reason)) yield record.action(action)
  }
}

function decisionOf(actions: readonly Action[]): 'next' | 'exit' | undefined {
  const last = actions.findLast((action) => action.type === 'page-decided')
  return last?.decision
}
