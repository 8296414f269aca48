import type { Prompt } from '../../domain/index.ts'

/*
 * The form of an answer, in words. A question's own prompt says what is asked; these say how to answer it, always last,
 * so that a model can keep what stands before. Options, and what a model said, are quoted: they are data.
 */

/** Version of these words: raise it with every change, since answers to other words are other answers. */
export const FORM_PROMPTS = '1'

/** A question with the form of its answer. @example withForm(prompt, 'Answer yes or no.').user.endsWith('yes or no.') */
export const withForm = ({ system, user }: Prompt, ...lines: readonly string[]): Prompt => ({
  system,
  user: `${user}\n\n${lines.join('\n')}`,
})

/** One of some labels. @example choiceLine(['yes', 'no']) // 'Answer yes or no.' */
export const choiceLine = (labels: readonly string[]): string => `Answer ${either(labels)}.`

/** What the letters stand for, one to a line. @example optionLines(['A', 'B'], ['Heat (1995)', 'Alien (1979)']) */
export const optionLines = (letters: readonly string[], options: readonly string[]): string =>
  options.map((option, place) => `${letters[place]}: ${JSON.stringify(option)}`).join('\n')

/** A point of a scale. @example scaleLine(['1', '2', '3']) // 'Answer with one number: 1, 2 or 3.' */
export const scaleLine = (points: readonly string[]): string => `Answer with one number: ${either(points)}.`

/** A few words. */
export const WORDS_LINE = 'Answer in plain words, in at most three sentences.'

/** A JSON document. Its schema goes with the call; a model that has to see it in words adds them itself. */
export const JSON_LINE = 'Answer with one JSON document and nothing else.'

/**
 * The same question again, with what was wrong with the answer before.
 *
 * @param asked the question with its form
 * @param said what the model said; its first 200 characters are quoted as a JSON string
 * @param wrong what was wrong with it, a clause without its full stop
 * @param line how to answer, as before
 * @example repairPrompt(asked, 'maybe', 'that is not one of the allowed answers', 'Answer yes or no.').user
 */
export const repairPrompt = (asked: Prompt, said: string, wrong: string, line: string): Prompt =>
  withForm(asked, `You answered ${JSON.stringify(said.slice(0, 200))}, but ${wrong}. ${line}`)

const either = (labels: readonly string[]): string =>
  labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`
