import type { Dataset } from '../domain/index.ts'
import { listWorld, rankedList } from '../evaluation/index.ts'
import { ild } from '../evaluation/metrics/diversity/ild.ts'
import type { RunEvent } from '../runs/index.ts'

/** What one person was shown by one recommender, adverts aside: item indices in order. */
export type Shown = ReadonlyMap<string, readonly number[]>

/** What each recommender put on the pages of its viewers: by recommender, then by person. */
export async function shownToViewers(
  events: AsyncIterable<RunEvent>,
  { items }: Pick<Dataset, 'items'>,
): Promise<Map<string, Shown>> {
  const shown = new Map<string, Map<string, number[]>>()
  for await (const event of events) {
    if (event.as !== 'viewer' || event.type !== 'slate-shown') continue
    const people = shown.get(event.recommender) ?? new Map<string, number[]>()
    shown.set(event.recommender, people)
    const list = people.get(event.user) ?? []
    people.set(event.user, list)
    for (const { item, advert } of event.slate) if (!advert) list.push(items.index(item as never)!)
  }
  return shown
}

/** How wide the selection is that one person sees. */
export interface Breadth {
  /** Intra-list diversity of everything shown. */
  readonly ild: number | null
  /** Share of what is shown that is of the genre shown most. */
  readonly topGenre: number | null
  /** Different genres shown. */
  readonly genres: number | null
}

/**
 * Measures how wide a selection is.
 *
 * Source: share of the top genre and number of genres as Zhang et al. 2024 (Agent4Rec) follow the filter bubble by.
 *
 * @returns a measure of one person's list; the measures are null where they are undefined: one item, or no genres
 * @example breadthIn(data)([0, 5, 9]).topGenre // 0.667
 */
export function breadthIn(data: Dataset): (list: readonly number[]) => Breadth {
  const world = listWorld(data)
  return (list) => {
    const times = new Map<number, number>()
    for (const item of list)
      for (const genre of world.categoriesOf[item]!) times.set(genre, (times.get(genre) ?? 0) + 1)
    const known = times.size > 0
    return {
      ild: ild.of(rankedList(Int32Array.from(list), new Map()), Math.max(list.length, 1), world),
      topGenre: known ? Math.max(...times.values()) / list.length : null,
      genres: known ? times.size : null,
    }
  }
}
