import { z } from 'zod'
import type { Choice, Mind, Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { ChoiceFacts, LikeFacts } from './facts.ts'
import { choicePrompt, formPrompt, likePrompt } from './prompts.ts'

/** An answer among options: the place of the likeliest, and the probability of each. */
export interface Picked {
  readonly place: number
  readonly probabilities: readonly number[]
}

/** What the form gate wants filled in: enums only, since grammars ignore the bounds of numbers. */
export const formSchema = z.object({
  stars: z.enum(['1', '2', '3', '4', '5']),
  action: z.enum(['watch', 'skip']),
})

/** An answer of the form asked for. */
export type FormAnswer = z.infer<typeof formSchema>

/** Puts the like question; place 0 is yes. @throws MindFailure @example (await askLike(mind, facts, random)).place */
export async function askLike(mind: Mind, facts: LikeFacts, random: RandomStream): Promise<Picked> {
  const question: Question<'qualify/like', LikeFacts> = {
    type: 'qualify/like',
    job: 'taste',
    facts,
    prompt: () => likePrompt(facts),
    random,
  }
  const options = ['yes', 'no'] as const
  return likeliest(await mind.choose(question, options), options)
}

/** Puts the choice question, the films as options. @throws MindFailure @example (await askChoice(mind, facts, random)).place */
export async function askChoice(mind: Mind, facts: ChoiceFacts, random: RandomStream): Promise<Picked> {
  const question: Question<'qualify/choose', ChoiceFacts> = {
    type: 'qualify/choose',
    job: 'choice',
    facts,
    prompt: () => choicePrompt(facts),
    random,
  }
  const options = facts.options.map(({ film }) => film)
  return likeliest(await mind.choose(question, options), options)
}

/** Puts the form question. @throws MindFailure @example (await askForm(mind, facts, random)).stars */
export async function askForm(mind: Mind, facts: LikeFacts, random: RandomStream): Promise<FormAnswer> {
  const question: Question<'qualify/form', LikeFacts> = {
    type: 'qualify/form',
    job: 'form',
    facts,
    prompt: () => formPrompt(facts),
    random,
  }
  return mind.extract(question, formSchema)
}

/** A mind may draw its pick; what it believes is the likeliest option, the pick among equals. @example likeliest(choice, options).place */
export function likeliest<Option extends string>(
  { picked, probabilities }: Choice<Option>,
  options: readonly Option[],
): Picked {
  const highest = Math.max(...probabilities)
  const pick = options.indexOf(picked)
  return { place: probabilities[pick] === highest ? pick : probabilities.indexOf(highest), probabilities }
}
