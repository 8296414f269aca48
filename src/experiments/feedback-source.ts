import type { ItemId, UserId } from '../domain/index.ts'
import type { RunEvent } from '../runs/index.ts'
import type { CollectedChoice } from './collected-choice.ts'

/**
 * What recommenders are trained on again: what viewers found fitting, what they watched, nothing, or, as a control, what
 * they were shown and did not watch, which must not help.
 */
export const feedbackSources = ['aligned', 'watched', 'unwatched', 'none'] as const

/** The name of a source. */
export type FeedbackSource = (typeof feedbackSources)[number]

/**
 * Collects what the viewers of each recommender chose, in the order they chose it.
 *
 * Items that failed pages showed and items that somebody paid to show are left out: the first were never judged, the second
 * were not the recommender's doing. What controls chose is left out too.
 *
 * @param events of one run, in file order
 * @param source what counts as chosen
 * @returns by recommender; empty for `none`
 * @example (await collectChoices(readEvents('runs/first'), 'watched')).get('ease')?.length
 */
export async function collectChoices(
  events: AsyncIterable<RunEvent>,
  source: FeedbackSource,
): Promise<Map<string, CollectedChoice[]>> {
  const collected = new Map<string, CollectedChoice[]>()
  let session = ''
  let visit: SeenItems = new Map()
  const close = (recommender: string, user: string): void => {
    const chosen = [...visit].filter(([, seen]) => !seen.advert && CHOSEN[source](seen))
    if (chosen.length === 0) return
    const choices = collected.get(recommender) ?? []
    collected.set(recommender, choices)
    for (const [item, { at, stars }] of chosen) {
      const value = stars === undefined ? {} : { value: stars }
      choices.push({ user: user as UserId, item: item as ItemId, at, ...value, origin: 'simulated' })
    }
  }
  let last: RunEvent | null = null
  for await (const event of events) {
    if (event.as !== 'viewer') continue
    if (event.session !== session) {
      if (last) close(last.recommender, last.user)
      session = event.session
      visit = new Map()
    }
    see(visit, event)
    last = event
  }
  if (last) close(last.recommender, last.user)
  return collected
}

interface SeenItem {
  at: number
  advert: boolean
  aligned?: boolean
  watched?: true
  stars?: number
}

type SeenItems = Map<string, SeenItem>

const CHOSEN: Readonly<Record<FeedbackSource, (seen: SeenItem) => boolean>> = {
  aligned: ({ aligned }) => aligned === true,
  watched: ({ watched }) => watched === true,
  unwatched: ({ aligned, watched }) => aligned !== undefined && !watched,
  none: () => false,
}

function see(visit: SeenItems, event: RunEvent): void {
  if (event.type === 'slate-shown') {
    for (const { item, advert } of event.slate) visit.set(item, { at: event.ts, advert: advert ?? false })
  }
  const seen = 'item' in event ? visit.get(event.item as string) : undefined
  if (!seen) return
  seen.at = event.ts
  if (event.type === 'item-judged') seen.aligned = event.aligned
  if (event.type === 'item-watched') seen.watched = true
  if (event.type === 'item-rated') seen.stars = event.stars
}
