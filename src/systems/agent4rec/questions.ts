import type { Question } from '../../domain/index.ts'
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

/** Does this item fit the viewer's taste? Options: yes, no. @example alignQuestion(facts, random).prompt().user */
export function alignQuestion(facts: AlignFacts, random: RandomStream): Question<'agent4rec/align', AlignFacts> {
  return { type: 'agent4rec/align', facts, random, prompt: () => alignPrompt(facts) }
}

/** Does the viewer watch it now? Options: watch, skip. @example watchQuestion(facts, random).type */
export function watchQuestion(facts: WatchFacts, random: RandomStream): Question<'agent4rec/watch', WatchFacts> {
  return { type: 'agent4rec/watch', facts, random, prompt: () => watchPrompt(facts) }
}

/** How many stars? On the data's scale. @example rateQuestion(facts, random).type */
export function rateQuestion(
  facts: ExperienceFacts,
  random: RandomStream,
): Question<'agent4rec/rate', ExperienceFacts> {
  return { type: 'agent4rec/rate', facts, random, prompt: () => ratePrompt(facts) }
}

/** How did it feel? In a sentence. @example feelQuestion(facts, random).type */
export function feelQuestion(
  facts: ExperienceFacts,
  random: RandomStream,
): Question<'agent4rec/feel', ExperienceFacts> {
  return { type: 'agent4rec/feel', facts, random, prompt: () => feelPrompt(facts) }
}

/** Satisfied so far? Options: satisfied, unsatisfied; and the sentence. @example reflectQuestion(facts, random).type */
export function reflectQuestion(
  facts: SessionFacts,
  random: RandomStream,
): Question<'agent4rec/reflect', SessionFacts> {
  return { type: 'agent4rec/reflect', facts, random, prompt: () => reflectPrompt(facts) }
}

/** Next page or leave? Options: next, exit. @example decideQuestion(facts, random).type */
export function decideQuestion(facts: SessionFacts, random: RandomStream): Question<'agent4rec/decide', SessionFacts> {
  return { type: 'agent4rec/decide', facts, random, prompt: () => decidePrompt(facts) }
}

/** How satisfied, 1 to 10, and why? @example interviewQuestion(facts, random).type */
export function interviewQuestion(
  facts: SessionFacts,
  random: RandomStream,
): Question<'agent4rec/interview', SessionFacts> {
  return { type: 'agent4rec/interview', facts, random, prompt: () => interviewPrompt(facts) }
}
