import { datasetFromRows } from '../../data/index.ts'
import { type Dataset, type Item, type ItemId, itemId, userId } from '../../domain/index.ts'
import type { Case } from './cases.ts'

/** Who the desk is about. */
export const SOMEBODY = userId('somebody')

/** Short ids of candidates, in the order shown. @example candidateId(0) // 'c1' */
export const candidateId = (place: number): string => `c${place + 1}`

/**
 * All that tools may look at for one task, as a data set of its own: the candidates under their short ids, and one person's events
 * before the held-out one.
 *
 * What came later, and what others did, is not hidden from the tools: it is not there. How many people had touched an item before
 * is an attribute of the item.
 *
 * @param whose the case whose events stand on the desk; null for nobody's
 * @example deskOf(one, one).items.index(itemId('c1'))
 */
export function deskOf({ candidates, past }: Case, whose: Case | null): Dataset {
  const { data } = past
  const counts = past.counts()
  const card = (item: number, id: ItemId): Item => {
    const { attributes, ...rest } = data.catalogue[item]!
    return { ...rest, id, attributes: { ...attributes, people: counts[item]! } }
  }
  const offered = candidates.map((item, place) => card(item, itemId(candidateId(place))))
  const events = whose ? eventsOf(whose, new Set(candidates)) : []
  const met = events.map(({ item }, place) => card(item, itemId(`h${place + 1}`)))
  const rows = events.map(({ value, at }, place) => ({ user: SOMEBODY, item: met[place]!.id, value, at }))
  return datasetFromRows(rows, {
    name: 'desk',
    licence: data.licence,
    ...(data.scale ? { scale: data.scale } : {}),
    catalogue: [...offered, ...met],
    people: [{ id: SOMEBODY }],
  })
}

/** One earlier event. */
export interface Earlier {
  readonly item: number
  readonly value: number
  readonly at: number
}

/** A person's events before the held-out one, oldest first, without items that stand to be ordered. */
export function eventsOf({ past, user }: Case, without: ReadonlySet<number>): readonly Earlier[] {
  const { log } = past.data
  const { from, to } = past.rowsOf(user)
  const events: Earlier[] = []
  for (let row = from; row < to; row++) {
    const item = log.item[row]!
    if (!without.has(item)) events.push({ item, value: log.value[row]!, at: log.at[row]! })
  }
  return events
}
