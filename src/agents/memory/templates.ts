import type { Question } from '../../domain/index.ts'
import type { InsightFacts, ObserveFacts, ReflectFacts, SalientFacts } from './prompts.ts'

/** How important an observation is, 1 to 10, from its facts. */
export type ImportanceRule = (facts: ObserveFacts) => number

/** Answers to the questions of a memory by template, for a mind without a language model. */
export interface MemoryTemplates {
  /** Words for a question, or undefined where it is none of a memory. */
  readonly words: (question: Question) => string | undefined
  /** A value for a question, or undefined where it is none of a memory. */
  readonly values: (question: Question) => unknown
}

/**
 * Templates that remember an observation as it was told and draw no conclusion that is not in the words.
 *
 * @param importance how important an observation is, 1 to 10; only the system knows what its facts mean
 * @returns parts for `choiceMind`, to be asked before its own
 * @example choiceMind({ utility, words: (question) => memoryTemplates(rule).words(question) ?? ownWords(question) })
 */
export function memoryTemplates(importance: ImportanceRule): MemoryTemplates {
  const values: Readonly<Record<string, (facts: never) => unknown>> = {
    'memory/observe': (facts: ObserveFacts) => ({ sentence: facts.text, importance: importance(facts) }),
    // The least rating that passes the senses: what came up three times is worth keeping, and nothing more is known of it.
    'memory/insight': ({ memory }: InsightFacts) => ({ sentence: `This keeps coming back: ${memory}`, importance: 7 }),
    'memory/reflect': ({ memories }: ReflectFacts) => ({
      sentence: memories[0]?.text,
      from: memories.slice(0, 1).map(({ id }) => id),
    }),
  }
  const words: Readonly<Record<string, (facts: never) => string>> = {
    'memory/compress': ({ text }: ObserveFacts) => text,
    'memory/salient': ({ memories }: SalientFacts) => memories.at(-1) ?? '',
  }
  const answer = <Answer>(
    answers: Readonly<Record<string, (facts: never) => Answer>>,
    { type, facts }: Question,
  ): Answer | undefined => (Object.hasOwn(answers, type) ? answers[type]!(facts as never) : undefined)
  return { words: (question) => answer(words, question), values: (question) => answer(values, question) }
}
