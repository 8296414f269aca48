import type { Dataset } from '../../domain/index.ts'
import type { StoredEvaluation } from './evaluation.ts'

/** What a stored evaluation keeps of its data. @example storedData(data).events */
export function storedData({ licence, users, items, log, notes }: Dataset): StoredEvaluation['data'] {
  return { licence, people: users.size, items: items.size, events: log.length, notes }
}
