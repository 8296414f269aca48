import type { ItemFacts, Prompt, Question } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/**
 * Why this item? In one or two sentences, from the facts alone.
 *
 * The one question of the job `wording`: what a model was examined with is what it is asked in use. Without a model, `wordFacts`
 * answers it.
 *
 * @example mind.write(wordingQuestion(facts, random.split('why', item.id)))
 */
export function wordingQuestion(facts: ItemFacts, random: RandomStream): Question<'wording', ItemFacts> {
  return { type: 'wording', job: 'wording', facts, claims: facts, random, prompt: () => wordingPrompt(facts) }
}

/** Instructions and two examples, the same for everybody, then the facts; all of them quoted, since they are data. */
const wordingPrompt = (facts: ItemFacts): Prompt => ({
  system: [
    'You tell a person why something is recommended, in one or two short sentences of plain words.',
    'You say only what the facts say: no plot, no people, no praise, nothing that you know from elsewhere.',
    ...EXAMPLES.flatMap(({ given, said }) => ['', factLines(given), `Words: ${said}`]),
  ].join('\n'),
  user: factLines(facts),
})

const factLines = ({ title, noun = 'title', year, genres, because, relations = [] }: ItemFacts): string =>
  [
    `Title: ${JSON.stringify(title)}`,
    `Kind: ${JSON.stringify(noun)}`,
    ...(year === null ? [] : [`Year: ${year}`]),
    ...(genres.length === 0 ? [] : [`Genres: ${genres.map((genre) => JSON.stringify(genre)).join(', ')}`]),
    ...relations.map(({ kind, name }) => `${sentence(kind)}: ${JSON.stringify(name)}`),
    ...because.map(({ kind, value }) => `Reason: ${REASONS[kind]}${value === '' ? '' : ` ${JSON.stringify(value)}`}`),
  ].join('\n')

const sentence = (kind: string): string => kind.replace(/^./, (letter) => letter.toUpperCase()).replaceAll('-', ' ')

const REASONS: Readonly<Record<ItemFacts['because'][number]['kind'], string>> = {
  'liked-title': 'the person liked',
  'liked-genre': 'the person likes the genre',
  popular: 'it is popular',
  'similar-to': 'it is similar to',
}

/** Two invented titles; one has the reason that is easiest to get wrong, likeness to what the person is not said to have liked. */
const EXAMPLES: readonly { readonly given: ItemFacts; readonly said: string }[] = [
  {
    given: {
      title: 'The Long Way Home',
      noun: 'film',
      year: 1997,
      genres: ['Drama', 'War'],
      because: [
        { kind: 'liked-title', value: 'A Quiet Year' },
        { kind: 'liked-genre', value: 'Drama' },
      ],
    },
    said: 'You liked "A Quiet Year" and you like dramas, so you might enjoy "The Long Way Home", a war drama from 1997.',
  },
  {
    given: {
      title: 'Paper Lions',
      noun: 'book',
      year: 1984,
      genres: ['Mystery'],
      because: [
        { kind: 'similar-to', value: 'The Glass Key' },
        { kind: 'popular', value: 'read by 310 people' },
      ],
    },
    said: '"Paper Lions" is a mystery from 1984. It is similar to "The Glass Key" and was read by 310 people.',
  },
]

/**
 * The same question again, with what a check found in the first answer.
 *
 * @param said the first answer; its first 400 characters are quoted
 * @param unsupported what nothing in the facts supports
 * @example repairedQuestion(question, 'Heat is a sequel.', ['sequel']).prompt().user
 */
export function repairedQuestion(question: Question, said: string, unsupported: readonly string[]): Question {
  const { system, user } = question.prompt()
  const words = unsupported.map((word) => JSON.stringify(word)).join(', ')
  const wrong = `You wrote ${JSON.stringify(said.slice(0, 400))}, but the facts do not support ${words}. Say it again from the facts alone.`
  return {
    ...question,
    random: question.random.split('repair'),
    prompt: () => ({ system, user: `${user}\n\n${wrong}` }),
  }
}
