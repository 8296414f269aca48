import type { RunEvent } from '../../runs/index.ts'

/** One item of a page and what became of it. */
export interface SeenItem {
  readonly item: string
  /** Whether the viewer found it fitting, and how likely a yes was; null when the answer failed. */
  judged: { readonly yes: boolean; readonly probability: number } | null
  watched: boolean
  stars: number | null
  felt: string | null
}

/** One page of a visit. */
export interface SeenPage {
  readonly number: number
  readonly items: readonly SeenItem[]
  reflected: string | null
  /** With the probability of leaving. */
  decided: { readonly decision: 'next' | 'exit'; readonly probability: number } | null
  /** Steps whose answer failed. */
  readonly failed: string[]
}

/** A visit as a reader sees it. */
export interface SeenVisit {
  readonly pages: readonly SeenPage[]
  readonly left: { readonly page: number; readonly reason: string } | null
  readonly interview: { readonly satisfaction: number; readonly text: string } | null
}

/**
 * Puts the events of one visit together page by page.
 *
 * @param events of one session, in order
 * @example visitPages(events).pages[0]?.items[0]?.stars
 */
export function visitPages(events: readonly RunEvent[]): SeenVisit {
  const pages: SeenPage[] = []
  let left: SeenVisit['left'] = null
  let interview: SeenVisit['interview'] = null
  for (const event of events) {
    if (event.type === 'slate-shown')
      pages.push(
        openPage(
          event.page,
          event.slate.map(({ item }) => item),
        ),
      )
    else if (event.type === 'user-left') left = { page: event.page, reason: event.reason }
    else if (event.type === 'user-interviewed') interview = { satisfaction: event.satisfaction, text: event.text }
    else onPage(pages.at(-1), event)
  }
  return { pages, left, interview }
}

function openPage(number: number, items: readonly string[]): SeenPage {
  const seen = items.map((item) => ({ item, judged: null, watched: false, stars: null, felt: null }))
  return { number, items: seen, reflected: null, decided: null, failed: [] }
}

function onPage(page: SeenPage | undefined, event: RunEvent): void {
  if (!page) return
  const seen = 'item' in event ? page.items.find(({ item }) => item === event.item) : undefined
  switch (event.type) {
    case 'item-judged':
      if (seen) seen.judged = { yes: event.aligned, probability: event.probability }
      break
    case 'item-watched':
      if (seen) seen.watched = true
      break
    case 'item-rated':
      if (seen) seen.stars = event.stars
      break
    case 'item-felt':
      if (seen) seen.felt = event.text
      break
    case 'user-reflected':
      page.reflected = event.text
      break
    case 'page-decided':
      page.decided = { decision: event.decision, probability: event.probability }
      break
    case 'answer-failed':
      page.failed.push(event.step)
      break
  }
}
