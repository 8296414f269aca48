import type { Dataset } from '../domain/index.ts'
import { counted, whole } from '../words.ts'

/** The model that ranks, and why that one. */
export interface ChosenRanker {
  readonly name: string
  /** A sentence for whoever asks. */
  readonly because: string
}

/** Below so many events, what items say tells more than who touched them. */
const ENOUGH_EVENTS = 1000
/** EASE inverts a square of items: 4 s for 4,000 of them on one core, eight times as long for twice as many. */
const EASE_ITEMS = 5000
/** From so many items the square alone takes 3.6 GB. */
export const EASE_IMPOSSIBLE = 30_000

/**
 * Chooses a ranker by what the data has.
 *
 * @example chooseRanker(data).name // 'ease'
 */
export function chooseRanker({ log, catalogue }: Pick<Dataset, 'log' | 'catalogue'>): ChosenRanker {
  if (log.length >= ENOUGH_EVENTS) {
    if (catalogue.length <= EASE_ITEMS) return { name: 'ease', because: `there are ${counted(log.length, 'event')}` }
    return {
      name: 'item-knn',
      because: `EASE works on the square of items, and ${whole(catalogue.length)} items are too many for it`,
    }
  }
  const events = log.length === 0 ? 'there are no events' : `there are only ${counted(log.length, 'event')}`
  const readable = catalogue.some(
    ({ categories, text, attributes }) =>
      categories.length > 0 || (text ?? '') !== '' || Object.keys(attributes).length > 0,
  )
  if (!readable && log.length > 0) {
    return { name: 'popularity', because: `${events}, and of the items nothing but titles is known` }
  }
  return { name: 'content-knn', because: `${events}, so items are compared by what is written of them` }
}
