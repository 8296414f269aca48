import type { Sentence } from './claim.ts'

/** Contractions and what they stand for, so that every negation is the word "not". */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcannot\b/g, 'can not'],
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\bi'm\b/g, 'i am'],
  [/\b(he|she|it|that|who|there)'s\b/g, '$1 is'],
  [/\b(they|you|we)'re\b/g, '$1 are'],
  [/\b(i|you|we|they)'ve\b/g, '$1 have'],
  [/'(?:ll|d)\b/g, ' would'],
]

/** Takes a text apart at full stops, question and exclamation marks, line ends and semicolons. */
export function sentencesOf(text: string): readonly Sentence[] {
  return text
    .split(/(?<=[.!?])(?<!\b(?:mr|mrs|ms|dr|st|e\.g|i\.e)\.)\s+|[\r\n]+|(?<=;)\s+/i)
    .map((written) => written.trim())
    .filter((written) => written !== '')
    .map((written) => ({ written, plain: plainOf(written) }))
}

/** The form in which the rules read words. */
export function plainOf(written: string): string {
  let plain = written.toLowerCase().replace(/[\u2018\u2019]/g, "'")
  for (const [pattern, words] of CONTRACTIONS) plain = plain.replace(pattern, words)
  return plain
}

const NEGATION =
  /\b(?:not(?! only\b| just\b)|never|no|hardly|barely|rarely|seldom|scarcely|neither|nor|without|far from|anything but|no longer|not exactly|least)\b/

/**
 * Whether the words just before a place turn it round.
 *
 * @param reach how many words back, inside the same part of the sentence
 */
export function negatedBefore(plain: string, at: number, reach = 4): boolean {
  const part =
    plain
      .slice(0, at)
      .split(/[,;:()]|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bbecause\b/)
      .at(-1) ?? ''
  return NEGATION.test(part.trim().split(/\s+/).slice(-reach).join(' '))
}

/** Every match of a global pattern with its place. */
export function matches(plain: string, pattern: RegExp): readonly RegExpExecArray[] {
  return [...plain.matchAll(pattern)]
}

/** Words that bring other people in: then a "she" may be somebody else. */
export const OTHERS =
  /\b(?:my|her|his|their) (?:\w+ )?(?:mother|father|mum|dad|wife|husband|partner|friend|friends|sister|brother|boss|colleagues?|neighbours?|son|daughter|parents|grandmother|grandfather|girlfriend|boyfriend)\b/

const OTHERS_ARE = new RegExp(`${OTHERS.source} (?:is|are|was|were) (?:\\w+ ){0,3}$`)

/** Whether the words just before a place make somebody else the one who is spoken of. */
export function isOfOthers(plain: string, at: number): boolean {
  return OTHERS_ARE.test(plain.slice(0, at))
}
