import type { ItemFacts, Mind, Question } from '../../domain/index.ts'
import { checkClaims } from './check-claims.ts'
import { repairedQuestion } from './wording-question.ts'

/** An answer that was turned down, with what nothing in the facts supports. */
export interface RefusedWords {
  readonly said: string
  readonly unsupported: readonly string[]
}

/** Words that state only the facts, or none. */
export interface CheckedWords {
  /** Null where both tries stated more than the facts. */
  readonly text: string | null
  /** The tries that were turned down, in order; at most two. */
  readonly refused: readonly RefusedWords[]
}

/**
 * Asks a mind for words and checks them; once more with what was wrong, then it has none.
 *
 * @param claims all that the words may state
 * @throws MindFailure where the mind itself fails: a call that failed is no text that was turned down
 * @example const { text, refused } = await checkedWords(mind, question, facts)
 */
export async function checkedWords(mind: Mind, question: Question, claims: ItemFacts): Promise<CheckedWords> {
  const said = await mind.write(question)
  const { ok, unsupported } = checkClaims(said, claims)
  if (ok) return { text: said, refused: [] }
  const again = await mind.write(repairedQuestion(question, said, unsupported))
  const second = checkClaims(again, claims)
  const refused = [{ said, unsupported }]
  if (second.ok) return { text: again, refused }
  return { text: null, refused: [...refused, { said: again, unsupported: second.unsupported }] }
}
