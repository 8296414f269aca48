import type { Profile } from '../profile.ts'
import { sentencesOf } from './claims/_sentences.ts'
import { numberClaims } from './claims/age-and-numbers.ts'
import { bandClaims } from './claims/bands.ts'
import type { Sentence } from './claims/claim.ts'
import { lexiconOf } from './claims/genres.ts'
import { judgeClaim } from './claims/judge.ts'
import { genderClaims, occupationClaims, outsideClaims, placeClaims } from './claims/person.ts'
import { tasteClaims } from './claims/tastes.ts'

/** One statement that the fields of a profile do not bear out. */
export interface TextFinding {
  /** The sentence it stands in, as written. */
  readonly sentence: string
  /** The words that state it. */
  readonly phrase: string
  /** The field that says otherwise, or that is not known; null where no field could hold it. */
  readonly field: string | null
  /** `contradiction`: a field says otherwise. `unsupported`: no field says so. */
  readonly kind: 'contradiction' | 'unsupported'
  /** A sentence with words and value. */
  readonly message: string
}

/**
 * Finds statements in a text about a person that the person's fields contradict or do not support.
 *
 * Rules read ages, numbers, genders, occupations, places, names, categories with likes and dislikes, words for the Big Five and
 * for habits, negations, and things that no field holds (family, faith, health and the like). A statement in words that no
 * rule knows passes: no finding is no proof.
 *
 * @param text English, first or third person
 * @returns the findings in the order of the text; empty when nothing was found
 * @example checkProfileText(person, 'I am 61 and love horror films.').map(({ field }) => field)
 */
export function checkProfileText(profile: Profile, text: string): readonly TextFinding[] {
  const lexicon = lexiconOf(Object.keys(profile.taste ?? {}))
  return sentencesOf(text).flatMap((sentence) => findings(profile, sentence, lexicon))
}

function findings(profile: Profile, sentence: Sentence, lexicon: ReturnType<typeof lexiconOf>): TextFinding[] {
  const numbers = numberClaims(sentence, lexicon)
  const counted = numbers.flatMap((claim) => (claim.type === 'share' ? (claim.category ?? []) : []))
  // Where a share is stated, the share is held against the field, not whether it is large.
  const tastes = tasteClaims(sentence, lexicon).filter(
    (claim) => claim.type !== 'taste' || !counted.includes(claim.category),
  )
  const claims = [
    ...numbers,
    ...genderClaims(sentence),
    ...occupationClaims(sentence),
    ...placeClaims(sentence),
    ...tastes,
    ...bandClaims(sentence, lexicon),
    ...outsideClaims(sentence),
  ]
  const found = claims.flatMap((claim): TextFinding[] => {
    const judged = judgeClaim(profile, claim)
    return judged === null ? [] : [{ sentence: sentence.written, phrase: claim.phrase, ...judged }]
  })
  return found.filter(
    (one, place) => found.findIndex((other) => other.field === one.field && other.message === one.message) === place,
  )
}

/**
 * Drops the sentences of a text that the fields of a profile do not bear out.
 *
 * @returns what is left, empty when nothing is, and what was found in the sentences dropped
 * @example repairProfileText(person, text).text
 */
export function repairProfileText(
  profile: Profile,
  text: string,
): { readonly text: string; readonly dropped: readonly TextFinding[] } {
  const dropped = checkProfileText(profile, text)
  const wrong = new Set(dropped.map(({ sentence }) => sentence))
  const kept = sentencesOf(text).filter(({ written }) => !wrong.has(written))
  return { text: kept.map(({ written }) => written).join(' '), dropped }
}
