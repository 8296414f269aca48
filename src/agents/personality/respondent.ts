import type { Mind } from '../../domain/index.ts'

/** Something said before a question is put. */
export interface SaidBefore {
  readonly by: 'you' | 'other'
  readonly text: string
}

/**
 * Somebody who answers questions about themselves.
 *
 * It is what an agent hands out to be asked: a mind, and what the mind needs to know. Answering leaves no trace in it.
 */
export interface Respondent {
  readonly id: string
  readonly mind: Mind
  /** What a mind without words decides by. */
  readonly facts: unknown
  /** Who they are, for a mind with words. */
  readonly system: string
  /** The conversation in which they are asked, oldest first; nothing unless given. */
  readonly said?: readonly SaidBefore[]
}
