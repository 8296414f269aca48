import type { z } from 'zod'
import type { Fitted, ModelFamily, ModelState } from '../domain/index.ts'
import { nameWithOptions } from '../name-with-options.ts'
import { int32 } from './_arrays.ts'
import { refusesItems } from './_arrivals.ts'
import { historiesIn, historyAt } from './_histories.ts'

/** What every fitted model has in common; where a person is no more than a history, nothing is missing but the scores. */
export type HistoryModel = Pick<Fitted, 'name' | 'family' | 'users' | 'items' | 'user' | 'foldIn' | 'addItems' | 'save'>

/**
 * The common part of a fitted model: names, sizes, people as their histories, and its state as it came.
 *
 * @param state with the training histories and `counts`, the people per item
 * @param schema the model's options, to write its name
 */
export function historyModel(state: ModelState, family: ModelFamily, schema: z.ZodObject): HistoryModel {
  const histories = historiesIn(state)
  return {
    name: nameWithOptions(state.model, state.options, schema),
    family,
    users: histories.offsets.length - 1,
    items: int32(state, 'counts').length,
    user: (index) => ({ history: historyAt(histories, index) }),
    foldIn: (history) => ({ history }),
    addItems: refusesItems(state.model, 'its items are all learned together.'),
    save: () => state,
  }
}
