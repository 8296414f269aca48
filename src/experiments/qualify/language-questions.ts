import type { ItemFacts, Mind, Question } from '../../domain/index.ts'
import { type CheckedWords, checkedWords, wordingQuestion } from '../../minds/claims/index.ts'
import { type Slots, slotsForm, slotsQuestion } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import type { ClassFacts, PersonaFacts, TextFacts } from './language-facts.ts'
import { intentPrompt, moodPrompt, personaPrompt, toolPrompt } from './language-prompts.ts'
import { likeliest, type Picked } from './questions.ts'

/** Puts the mood question; place 0 is positive. @throws MindFailure @example (await askMood(mind, facts, random)).place */
export async function askMood(mind: Mind, facts: TextFacts, random: RandomStream): Promise<Picked> {
  const question: Question<'qualify/mood', TextFacts> = {
    type: 'qualify/mood',
    job: 'mood',
    facts,
    prompt: () => moodPrompt(facts),
    random,
  }
  const options = ['positive', 'negative'] as const
  return likeliest(await mind.choose(question, options), options)
}

/** Puts the tool question, the tools as options. @throws MindFailure @example (await askTool(mind, facts, random)).place */
export async function askTool(mind: Mind, facts: ClassFacts, random: RandomStream): Promise<Picked> {
  const question: Question<'qualify/tool', ClassFacts> = {
    type: 'qualify/tool',
    job: 'tools',
    facts,
    prompt: () => toolPrompt(facts),
    random,
  }
  const options = facts.classes.map(({ name }) => name)
  return likeliest(await mind.choose(question, options), options)
}

/** Puts the intent question, the intents as options. @throws MindFailure @example (await askIntent(mind, facts, random)).place */
export async function askIntent(mind: Mind, facts: ClassFacts, random: RandomStream): Promise<Picked> {
  const question: Question<'qualify/intent', ClassFacts> = {
    type: 'qualify/intent',
    job: 'intent',
    facts,
    prompt: () => intentPrompt(facts),
    random,
  }
  const options = facts.classes.map(({ name }) => name)
  return likeliest(await mind.choose(question, options), options)
}

/** Puts the slots question that requests are read with everywhere. @throws MindFailure @example (await askSlots(mind, facts, random)).genres */
export const askSlots = (mind: Mind, { text }: TextFacts, random: RandomStream): Promise<Slots> =>
  mind.extract(slotsQuestion(text, random), slotsForm)

/** Puts the persona question, the items as options. @throws MindFailure @example (await askPersona(mind, facts, random)).place */
export async function askPersona(mind: Mind, facts: PersonaFacts, random: RandomStream): Promise<Picked> {
  const question: Question<'qualify/persona', PersonaFacts> = {
    type: 'qualify/persona',
    job: 'persona',
    facts,
    prompt: () => personaPrompt(facts),
    random,
  }
  const options = facts.options.map(({ line }) => line)
  return likeliest(await mind.choose(question, options), options)
}

/** Puts the question that words are asked for with everywhere, with its check. @throws MindFailure @example (await askWords(mind, facts, random)).text */
export const askWords = (mind: Mind, facts: ItemFacts, random: RandomStream): Promise<CheckedWords> =>
  checkedWords(mind, wordingQuestion(facts, random), facts)
