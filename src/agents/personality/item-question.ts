import type { Prompt, Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { KeyedItem } from './instrument.ts'

/** What a mind without words reads of an item. */
export interface StatementFacts {
  /** What the respondent gave for itself. */
  readonly person: unknown
  readonly instrument: string
  readonly item: KeyedItem
  readonly range: { readonly min: number; readonly max: number }
  /** What the respondent said in an open answer or as a reason; null where nothing was. */
  readonly said: string | null
}

/** The questions that administering an inventory asks. */
export type ItemQuestionType = 'inventory/report' | 'inventory/reason' | 'inventory/open' | 'inventory/score'

/** Puts facts and words together. @example itemQuestion('inventory/report', facts, prompt, random).type */
export const itemQuestion = (
  type: ItemQuestionType,
  facts: StatementFacts,
  prompt: Prompt,
  random: RandomStream,
): Question<ItemQuestionType, StatementFacts> => ({ type, job: 'persona', facts, prompt: () => prompt, random })
