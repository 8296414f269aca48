import type { Item, Prompt, Scale } from '../../domain/index.ts'
import { FORM_PROMPTS } from '../../minds/index.ts'
import type { ChoiceFacts, LikeFacts, RatedFilm } from './facts.ts'

/*
 * From facts to words. The system part is instructions and one person's history, and the same for every question about
 * that person, so that a model can keep it. The form of the answer is not spoken of: whoever asks the model appends the
 * options. Titles are quoted: they are data, whatever they say.
 */

/**
 * Version of the wording, and of the form that a language mind appends: raise it with every change below, in
 * `language-prompts.ts`, in the question for words or in a set of texts, since answers to other words are other answers.
 */
export const PROMPTS = `1.${FORM_PROMPTS}`

const TASK = 'You predict what one person thinks of films.'

/**
 * A film in a line, as questions and options name it; whoever puts it into a prompt quotes it.
 *
 * @example filmLine({ title: 'Toy Story (1995)', categories: ['Animation', 'Comedy'] }) // 'Toy Story (1995) [Animation, Comedy]'
 */
export function filmLine({ title, categories }: Pick<Item, 'title' | 'categories'>): string {
  return categories.length === 0 ? title : `${title} [${categories.join(', ')}]`
}

/** Words of the like question. @example likePrompt(facts).user.endsWith('like it?') */
export const likePrompt = (facts: LikeFacts): Prompt => ({
  system: systemPrompt(facts.history, facts.scale),
  user: `A film this person has not seen yet: ${JSON.stringify(facts.film)}\n\nWill this person like it?`,
})

/** Words of the choice question; the films are the options. @example choicePrompt(facts).system === likePrompt(other).system */
export const choicePrompt = (facts: ChoiceFacts): Prompt => ({
  system: systemPrompt(facts.history, facts.scale),
  user: 'This person watches one of these films next and likes it. Which one?',
})

/** Words of the form question: stars and an action. @example formPrompt(facts).user */
export const formPrompt = (facts: LikeFacts): Prompt => ({
  system: systemPrompt(facts.history, facts.scale),
  user: `A film this person has not seen yet: ${JSON.stringify(facts.film)}\n\nWould this person watch it or skip it, and how many stars from 1 (worst) to 5 (best) would they give it?`,
})

function systemPrompt(history: readonly RatedFilm[] | null, { min, max }: Scale): string {
  if (history === null) return `${TASK} Nothing is known about this person.`
  const lines = history.map(({ title, stars }) => `- ${JSON.stringify(title)}: ${stars}`)
  return `${TASK} This person rated films from ${min} (worst) to ${max} (best), latest first:\n${lines.join('\n')}`
}
