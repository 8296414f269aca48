import type { Job, Prompt, Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { AlignFacts, ExperienceFacts, SessionFacts, WatchFacts } from './facts.ts'
import {
  alignPrompt,
  decidePrompt,
  feelPrompt,
  interviewPrompt,
  ratePrompt,
  reflectPrompt,
  watchPrompt,
} from './prompts.ts'

/** Every question Agent4Rec asks, by type. */
export type Agent4RecQuestion =
  | Question<'agent4rec/align', AlignFacts>
  | Question<'agent4rec/watch', WatchFacts>
  | Question<'agent4rec/rate', ExperienceFacts>
  | Question<'agent4rec/feel', ExperienceFacts>
  | Question<'agent4rec/reflect', SessionFacts>
  | Question<'agent4rec/decide', SessionFacts>
  | Question<'agent4rec/interview', SessionFacts>

/**
 * What a model must have been shown to be able to do before it decides a question.
 *
 * Feeling, reflection, leaving and the interview have none: no held-out event tells whether an answer to them is right, so
 * no model can earn them and a hybrid mind leaves them to the utility.
 */
const JOBS: Readonly<Partial<Record<Agent4RecQuestion['type'], Job>>> = {
  'agent4rec/align': 'taste',
  'agent4rec/rate': 'taste',
  'agent4rec/watch': 'choice',
}

/** Makes the question of one type from its facts; `random` is the stream of this question alone. */
type Ask<Type extends string, Facts> = (facts: Facts, random: RandomStream) => Question<Type, Facts>

function asker<Type extends Agent4RecQuestion['type'], Facts>(
  type: Type,
  words: (facts: Facts) => Prompt,
): Ask<Type, Facts> {
  const job = JOBS[type]
  const fixed = job ? { type, job } : { type }
  return (facts, random) => ({ ...fixed, facts, random, prompt: () => words(facts) })
}

/** Does this item fit the viewer's taste? Options: yes, no. @example alignQuestion(facts, random).job // 'taste' */
export const alignQuestion: Ask<'agent4rec/align', AlignFacts> = asker('agent4rec/align', alignPrompt)

/** Does the viewer watch it now? Options: watch, skip. @example watchQuestion(facts, random).job // 'choice' */
export const watchQuestion: Ask<'agent4rec/watch', WatchFacts> = asker('agent4rec/watch', watchPrompt)

/** How many stars, on the data's scale; or, calibrated, which tenth. @example rateQuestion(facts, random).job // 'taste' */
export const rateQuestion: Ask<'agent4rec/rate', ExperienceFacts> = asker('agent4rec/rate', ratePrompt)

/** How did it feel? In a sentence. @example feelQuestion(facts, random).type */
export const feelQuestion: Ask<'agent4rec/feel', ExperienceFacts> = asker('agent4rec/feel', feelPrompt)

/** Satisfied so far? Options: satisfied, unsatisfied; then the sentence. @example reflectQuestion(facts, random).type */
export const reflectQuestion: Ask<'agent4rec/reflect', SessionFacts> = asker('agent4rec/reflect', reflectPrompt)

/** Next page or leave? Options: next, exit. @example decideQuestion(facts, random).type */
export const decideQuestion: Ask<'agent4rec/decide', SessionFacts> = asker('agent4rec/decide', decidePrompt)

/** How satisfied, 1 to 10; then why. @example interviewQuestion(facts, random).type */
export const interviewQuestion: Ask<'agent4rec/interview', SessionFacts> = asker('agent4rec/interview', interviewPrompt)
