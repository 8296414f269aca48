import { z } from 'zod'
import type { Prompt, Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import {
  compressPrompt,
  type InsightFacts,
  importancePrompt,
  insightPrompt,
  type ObserveFacts,
  observePrompt,
  type ReflectFacts,
  reflectPrompt,
  type SalientFacts,
  salientPrompt,
} from './prompts.ts'

/** Every question a memory asks a mind, by type. No held-out event tells whether an answer is right, so none has a job. */
export type MemoryQuestion =
  | Question<'memory/observe', ObserveFacts>
  | Question<'memory/compress', ObserveFacts>
  | Question<'memory/importance', ObserveFacts>
  | Question<'memory/insight', InsightFacts>
  | Question<'memory/salient', SalientFacts>
  | Question<'memory/reflect', ReflectFacts>

/** A sentence to remember and how important it is, 1 to 10. */
export const ratedSentence = z.object({
  sentence: z.string().trim().min(1).max(1000),
  importance: z.int().min(1).max(10),
})

/** An insight and the memories it rests on, at least one, all among those shown. */
export const groundedInsight = (ids: readonly string[]) =>
  z.object({ sentence: z.string().trim().min(1).max(1000), from: z.array(z.enum(ids)).min(1) })

const asker =
  <Type extends MemoryQuestion['type'], Facts>(type: Type, words: (facts: Facts) => Prompt) =>
  (facts: Facts, random: RandomStream): Question<Type, Facts> => ({ type, facts, random, prompt: () => words(facts) })

/** One sentence of an observation with its rating; fills `ratedSentence`. @example observeQuestion(facts, random).type */
export const observeQuestion = asker<'memory/observe', ObserveFacts>('memory/observe', observePrompt)

/** One sentence of an observation. @example compressQuestion(facts, random).type */
export const compressQuestion = asker<'memory/compress', ObserveFacts>('memory/compress', compressPrompt)

/** The rating of an observation, 1 to 10. @example importanceQuestion(facts, random).type */
export const importanceQuestion = asker<'memory/importance', ObserveFacts>('memory/importance', importancePrompt)

/** What a recurring memory tells; fills `ratedSentence`. @example insightQuestion(facts, random).type */
export const insightQuestion = asker<'memory/insight', InsightFacts>('memory/insight', insightPrompt)

/** The question that the newest memories raise. @example salientQuestion(facts, random).type */
export const salientQuestion = asker<'memory/salient', SalientFacts>('memory/salient', salientPrompt)

/** The answer to the salient question; fills `groundedInsight`. @example reflectQuestion(facts, random).type */
export const reflectQuestion = asker<'memory/reflect', ReflectFacts>('memory/reflect', reflectPrompt)
