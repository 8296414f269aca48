import { type ItemFacts, MindFailure } from '../../domain/index.ts'
import { wordFacts } from '../../minds/claims/index.ts'
import type { Slots } from '../../minds/index.ts'
import type { ClassFacts, PersonaFacts, TextFacts } from './language-facts.ts'
import {
  intentByKeywords,
  intentMessages,
  moodByWords,
  moodTexts,
  slotRequests,
  slotsByRules,
  toolByKeywords,
  toolRequests,
} from './sets/index.ts'
import { said } from './tools-gate.ts'

/*
 * For tests: answers whose verdicts on the gates about words are plain, as scripts for a scripted mind.
 */

/** Answers by question type. */
type Script = Readonly<Record<string, (facts: never) => unknown>>

const truthOf = <Label>(texts: readonly { readonly text: string; readonly label: Label }[]) => {
  const labels = new Map(texts.map(({ text, label }) => [text, label]))
  return ({ text }: TextFacts): Label => labels.get(text)!
}

/** The options that fit the stated tastes, read off the lines as a mind sees them. */
const fitting = ({ likes, dislikes, options }: PersonaFacts): string[] => {
  const genresOf = (line: string): string[] => /\[(.*)\]$/.exec(line)?.[1]?.split(', ') ?? []
  const some = (line: string, wanted: readonly string[]): boolean =>
    genresOf(line).some((genre) => wanted.includes(genre))
  return options.map(({ line }) => line).filter((line) => some(line, likes) && !some(line, dislikes))
}

/** Knows the label of every text, plays its part, and words facts as the template does. */
export const perfectAnswers = (): Script => ({
  'qualify/mood': truthOf(moodTexts),
  'qualify/tool': (facts: TextFacts) => said(truthOf(toolRequests)(facts)),
  'qualify/intent': truthOf(intentMessages),
  slots: truthOf(slotRequests),
  'qualify/persona': (facts: PersonaFacts) => fitting(facts)[0],
  wording: (facts: ItemFacts) => wordFacts(facts),
})

const NOTHING: Slots = { genres: [], notGenres: [], relation: 'any', from: null, to: null, like: null }

/** Says one thing to everything. */
export const constantAnswers = (): Script => ({
  'qualify/mood': () => 'positive',
  'qualify/tool': ({ classes }: ClassFacts) => classes.map(({ name }) => name).sort()[0],
  'qualify/intent': ({ classes }: ClassFacts) => classes.map(({ name }) => name).sort()[0],
  slots: () => NOTHING,
  'qualify/persona': ({ options }: PersonaFacts) => options[0]!.line,
  wording: () => 'You may like it.',
})

/** Picks the first of every list, whatever stands there. */
export const firstAnswers = (): Script => ({
  'qualify/tool': ({ classes }: ClassFacts) => classes[0]!.name,
  'qualify/intent': ({ classes }: ClassFacts) => classes[0]!.name,
  'qualify/persona': ({ options }: PersonaFacts) => options[0]!.line,
})

/** Answers by the rules that are the controls. */
export const keywordAnswers = (): Script => ({
  'qualify/mood': ({ text }: TextFacts) => (moodByWords(text) > 0 ? 'positive' : 'negative'),
  'qualify/tool': ({ text }: TextFacts) => said(toolByKeywords(text)),
  'qualify/intent': ({ text }: TextFacts) => intentByKeywords(text),
  slots: ({ text }: TextFacts) => slotsByRules(text),
  'qualify/persona': (facts: PersonaFacts) => fitting(facts)[0],
  wording: (facts: ItemFacts) => facts.title,
})

/** Fails at everything. */
export const failingAnswers = (): Script => {
  const fail = (): MindFailure => new MindFailure('provider', 'any', 'gone')
  const types = ['qualify/mood', 'qualify/tool', 'qualify/intent', 'slots', 'qualify/persona', 'wording']
  return Object.fromEntries(types.map((type) => [type, fail]))
}
