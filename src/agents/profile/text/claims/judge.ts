import { genderOf } from '../../gender.ts'
import type { Profile } from '../../profile.ts'
import { type BandedField, bandedValue, bandOf } from '../_bands.ts'
import { sameOccupation } from './_occupations.ts'
import type { Claim } from './claim.ts'

/** Why a claim does not stand. */
export interface Judgement {
  readonly field: string | null
  readonly kind: 'contradiction' | 'unsupported'
  readonly message: string
}

type Of<Type extends Claim['type']> = Extract<Claim, { readonly type: Type }>

/** Holds one claim against the fields; null when they bear it out. */
export function judgeClaim(profile: Profile, claim: Claim): Judgement | null {
  switch (claim.type) {
    case 'age':
      return judgeAge(profile, claim)
    case 'gender': {
      const { gender } = profile.demographics
      const agrees = gender === null ? null : (genderOf(gender) ?? gender) === claim.gender
      return verdict('demographics.gender', gender, claim.phrase, agrees, claim.negated)
    }
    case 'occupation': {
      const { occupation } = profile.demographics
      const known = occupation === 'other' ? null : occupation
      const agrees = known === null ? null : sameOccupation(known, claim.occupation)
      return verdict('demographics.occupation', known, claim.phrase, agrees, claim.negated)
    }
    case 'place': {
      const { place } = profile.demographics
      const agrees = place === null ? null : samePlace(place, claim.place)
      return verdict('demographics.place', place, claim.phrase, agrees, claim.negated)
    }
    case 'name':
      return verdict('name', profile.name, claim.phrase, claim.name.toLowerCase() === profile.name, false)
    case 'share':
      return judgeShare(profile, claim)
    case 'taste':
      return judgeTaste(profile, claim)
    case 'band':
      return judgeBand(profile, claim)
    case 'outside':
      return {
        field: null,
        kind: 'unsupported',
        message: `"${claim.phrase}" speaks of ${claim.about}, which the profile does not state.`,
      }
  }
}

/** @param agrees null where the field is not known */
function verdict(
  field: string,
  value: unknown,
  phrase: string,
  agrees: boolean | null,
  negated: boolean,
): Judgement | null {
  if (agrees === null) return unsupported(field, phrase)
  if (agrees !== negated) return null
  return {
    field,
    kind: 'contradiction',
    message: `"${phrase}" contradicts ${field}, which is ${JSON.stringify(value)}.`,
  }
}

function unsupported(field: string, phrase: string): Judgement {
  return { field, kind: 'unsupported', message: `"${phrase}" is not borne out by ${field}.` }
}

function judgeAge({ demographics: { age } }: Profile, { from, to, negated, phrase }: Of<'age'>): Judgement | null {
  return verdict('demographics.age', age, phrase, age === null ? null : age >= from && age <= to, negated)
}

function judgeShare({ taste }: Profile, { category, share, off, phrase }: Of<'share'>): Judgement | null {
  if (category === null || taste === null) return unsupported('taste', phrase)
  const own = taste[category] ?? 0
  return verdict(`taste.${category}`, own, phrase, Math.abs(own - share) <= off, false)
}

/** From this share on a category counts as liked, unless the taste knows more categories than it leaves room for. */
const LIKED_SHARE = 0.06

function judgeTaste({ taste }: Profile, { category, liked, most, phrase }: Of<'taste'>): Judgement | null {
  const field = `taste.${category}`
  if (taste === null) return unsupported('taste', phrase)
  const shares = Object.values(taste)
  const own = taste[category] ?? 0
  const enough = Math.min(LIKED_SHARE, 1 / shares.length)
  const said = `${liked ? 'liked' : 'disliked'}: "${phrase}"`
  if (most && own < 0.6 * Math.max(...shares)) return verdict(field, own, `most ${said}`, false, false)
  if (own >= enough) return verdict(field, own, said, liked, false)
  if (own >= enough / 2) return unsupported(field, said)
  return verdict(field, own, said, !liked, false)
}

/** The middle of each scale, and how far from it a value must be to bear out a word. */
function scaleOf(field: BandedField): { readonly middle: number; readonly far: number } {
  if (field.startsWith('bigFive.')) return { middle: 0, far: 0.25 }
  if (field === 'conformity') return { middle: 0.9, far: 0.1 }
  if (field === 'diversity') return { middle: (Math.log(5) + Math.log(10)) / 2, far: 0.1 }
  return { middle: 0.5, far: 0.05 }
}

function judgeBand(profile: Profile, { field, pole, negated, phrase }: Of<'band'>): Judgement | null {
  const value = bandedValue(profile, field)
  if (value === null) return unsupported(field, phrase)
  if (pole === 'middle') return verdict(field, value, phrase, bandOf(field, value) === 'middle', negated)
  const { middle, far } = scaleOf(field)
  const side = (pole === 'high' ? 1 : -1) * (value - middle)
  const said = negated ? `not ${phrase}` : phrase
  // "Not shy" is true of whoever is in the middle.
  if (negated) return side < far ? null : verdict(field, value, said, false, false)
  if (side >= far) return null
  return side <= -far ? verdict(field, value, said, false, false) : unsupported(field, said)
}

const SMALL = /^(?:the|an?|of|in|near|on|by|and)$/

function samePlace(own: string, claimed: string): boolean {
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !SMALL.test(word))
  const [a, b] = [words(own), words(claimed)]
  return a.every((word) => b.includes(word)) || b.every((word) => a.includes(word))
}
