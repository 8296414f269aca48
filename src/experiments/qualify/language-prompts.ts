import type { Prompt } from '../../domain/index.ts'
import type { ClassFacts, PersonaFacts, TextFacts } from './language-facts.ts'

/*
 * Words of the questions about texts and stated tastes. The system part is the task with worked examples, the same for every
 * question of a gate in one order of the options, so that a model can keep it. Texts are quoted: they are data, whatever
 * they say. Examples are made up or come from the development half. Their version is `PROMPTS`.
 */

/** Words of the mood question. @example moodPrompt({ text: 'Loved it.' }).user.endsWith('Mood:') // true */
export const moodPrompt = ({ text }: TextFacts): Prompt => ({
  system: ['You tell the mood of reviews.', ...MOOD_EXAMPLES.map(([said, mood]) => `${review(said)} ${mood}`)].join(
    '\n\n',
  ),
  user: review(text),
})

const MOOD_EXAMPLES = [
  ['A lovely film. I smiled all the way through and would see it again.', 'positive'],
  ['Dull and far too long. I wanted my money back.', 'negative'],
  ['I expected little and got even less.', 'negative'],
  ['Say what you like, I had the time of my life.', 'positive'],
] as const

const review = (text: string): string => `Review: ${JSON.stringify(text)}\nMood:`

/** Words of the tool question; the names of the tools are the options. @example toolPrompt(facts).user */
export const toolPrompt = ({ text, classes, examples }: ClassFacts): Prompt => ({
  system: [
    `A recommender has these tools:\n${listOf(classes)}`,
    'You say which one tool serves a request.',
    ...examples.map((example) => `${request(example.text)} ${example.name}`),
  ].join('\n\n'),
  user: request(text),
})

const request = (text: string): string => `Request: ${JSON.stringify(text)}\nTool:`

/** Words of the intent question; the names of the intents are the options. @example intentPrompt(facts).user */
export const intentPrompt = ({ text, classes, examples }: ClassFacts): Prompt => ({
  system: [
    `People write messages to a recommender. A message has one of these intents:\n${listOf(classes)}`,
    'You say which intent a message has.',
    ...examples.map((example) => `${message(example.text)} ${example.name}`),
  ].join('\n\n'),
  user: message(text),
})

const message = (text: string): string => `Message: ${JSON.stringify(text)}\nIntent:`

const listOf = (classes: ClassFacts['classes']): string =>
  classes.map(({ name, description }) => `- ${name}: ${description}`).join('\n')

/** Words of the persona question; the lines of the items are the options. @example personaPrompt(facts).system */
export const personaPrompt = ({ likes, dislikes }: PersonaFacts): Prompt => ({
  system: `You play a person who likes ${quoted(likes)} and dislikes ${quoted(dislikes)}. You choose by these tastes and by nothing else.`,
  user: 'The page shows these items, each with its genres. Which one do you pick?',
})

const quoted = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(' and ')
