import { AsyncLocalStorage } from 'node:async_hooks'
import type { LanguageModel } from '../../domain/index.ts'
import type { CallBook } from '../_call-book.ts'

/** A model that knows for which task it is asked, though the agents that ask it were made long before. */
export interface TaskModel {
  readonly model: LanguageModel
  /** Does a piece of work, and tells which calls it made. */
  during<Done>(work: () => Promise<Done>): Promise<{ readonly done: Done; readonly calls: readonly string[] }>
}

/** Makes the model of agents from the book of calls. */
export function taskModel(book: CallBook): TaskModel {
  const task = new AsyncLocalStorage<LanguageModel>()
  const { name, fingerprint, concurrency, repeatable, close } = book.model
  return {
    model: {
      name,
      fingerprint,
      concurrency,
      repeatable,
      close,
      answer: (call, signal) => (task.getStore() ?? book.model).answer(call, signal),
    },
    async during(work) {
      const { model, calls } = book.noting()
      const done = await task.run(model, work)
      return { done, calls }
    },
  }
}
