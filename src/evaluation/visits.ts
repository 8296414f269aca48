import type { RunEvent } from '../runs/index.ts'

/** What one visit came to. */
export interface Visit {
  /** `viewer`, or the name of a control. */
  readonly as: string
  readonly recommender: string
  readonly user: string
  /** Items the recommender put on pages; adverts are in none of these numbers. */
  readonly shown: number
  readonly aligned: number
  readonly watched: number
  /** Watched and rated at the like threshold or above. */
  readonly liked: number
  /** The stars given, in order. */
  readonly stars: readonly number[]
  /** Pages seen. */
  readonly exitPage: number
  readonly exitReason: string
  /** Answer of the exit interview, 1 to 10; null when it failed. */
  readonly satisfaction: number | null
  readonly failures: number
}

/**
 * Sums up visits from the events of a run.
 *
 * @param events in file order: the events of one visit stand together
 * @param likeFrom stars from which a watched film counts as liked
 * @returns one record per visit; a visit that was cut off (no `user-left`) is left out
 * @example for await (const visit of visits(readEvents(folder), 4)) total += visit.watched
 */
export async function* visits(events: AsyncIterable<RunEvent>, likeFrom: number): AsyncGenerator<Visit> {
  let session = ''
  let open: Draft | null = null
  const adverts = new Set<string>()
  for await (const event of events) {
    if (event.session !== session) {
      if (open?.exitReason) yield open as Visit
      open = draft(event)
      session = event.session
      adverts.clear()
    }
    if (event.type === 'slate-shown') for (const { item, advert } of event.slate) if (advert) adverts.add(item)
    if ('item' in event && adverts.has(event.item as string)) continue
    if (open) count(open, event, likeFrom)
  }
  if (open?.exitReason) yield open as Visit
}

type Draft = { -readonly [Field in keyof Visit]: Visit[Field] extends readonly number[] ? number[] : Visit[Field] }

function draft({ as, recommender, user }: RunEvent): Draft {
  const counts = { shown: 0, aligned: 0, watched: 0, liked: 0, exitPage: 0, failures: 0 }
  return { as, recommender, user, ...counts, stars: [], exitReason: '', satisfaction: null }
}

function count(visit: Draft, event: RunEvent, likeFrom: number): void {
  switch (event.type) {
    case 'slate-shown':
      visit.shown += event.slate.filter(({ advert }) => !advert).length
      break
    case 'item-judged':
      visit.aligned += Number(event.aligned)
      break
    case 'item-watched':
      visit.watched++
      break
    case 'item-rated':
      visit.stars.push(event.stars)
      visit.liked += Number(event.stars >= likeFrom)
      break
    case 'user-left':
      visit.exitPage = event.page
      visit.exitReason = event.reason
      break
    case 'user-interviewed':
      visit.satisfaction = event.satisfaction
      break
    case 'answer-failed':
      visit.failures++
      break
  }
}
