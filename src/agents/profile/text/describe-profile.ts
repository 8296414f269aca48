import { fixed } from '../../../words.ts'
import { genderOf } from '../gender.ts'
import { entropyOf, type Profile } from '../profile.ts'
import { type Band, type BandedField, bandedFields, bandedValue, bandOf } from './_bands.ts'

/** One statement about a person, with the field that it states. */
export interface ProfileClause {
  readonly text: string
  /** Such as `demographics.age` or `taste.Drama`. */
  readonly field: string
  readonly value: string | number
}

/** A person in words. */
export interface ProfileText {
  readonly clauses: readonly ProfileClause[]
  /** The clauses, joined. */
  readonly text: string
}

/** How many of the largest shares are told. */
const TOLD_TASTES = 3

/**
 * Puts a profile into words, first person, each clause from one field; what is not known is not told.
 *
 * Big Five scores in the middle are left out: "average" says nothing. Words of the data are quoted where they are not
 * plain.
 *
 * @example describeProfile(person).clauses[0] // { text: 'I am 34 years old.', field: 'demographics.age', value: 34 }
 */
export function describeProfile(profile: Profile): ProfileText {
  const clauses = [...demographicClauses(profile), ...tasteClauses(profile), ...bandClauses(profile)]
  return { clauses, text: clauses.map(({ text }) => text).join(' ') }
}

function demographicClauses({ demographics: { age, gender, occupation, place } }: Profile): ProfileClause[] {
  const clauses: ProfileClause[] = []
  if (age !== null) clauses.push({ text: `I am ${age} years old.`, field: 'demographics.age', value: age })
  if (gender !== null) clauses.push({ text: genderWords(gender), field: 'demographics.gender', value: gender })
  if (occupation !== null && occupation !== 'other') {
    clauses.push({ text: occupationWords(occupation), field: 'demographics.occupation', value: occupation })
  }
  if (place !== null) clauses.push({ text: `I live in ${quoted(place)}.`, field: 'demographics.place', value: place })
  return clauses
}

function genderWords(gender: string): string {
  const known = genderOf(gender)
  if (known === 'female') return 'I am a woman.'
  if (known === 'male') return 'I am a man.'
  return known === 'non-binary' ? 'I am non-binary.' : `My gender is ${quoted(gender)}.`
}

function occupationWords(occupation: string): string {
  if (occupation === 'none') return 'I have no job.'
  if (occupation === 'retired') return 'I am retired.'
  if (occupation === 'student') return 'I am a student.'
  return `My occupation is ${quoted(occupation)}.`
}

function tasteClauses({ taste }: Profile): ProfileClause[] {
  if (taste === null || entropyOf(Object.values(taste)) === null) return []
  const known = Object.entries(taste).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const liked = known.slice(0, TOLD_TASTES).filter(([, share]) => share > 0)
  return liked.map(([category, share]) => ({
    text: `About ${fixed(100 * share, share < 0.1 ? 1 : 0)}% of what I choose is ${quoted(category)}.`,
    field: `taste.${category}`,
    value: share,
  }))
}

function bandClauses(profile: Profile): ProfileClause[] {
  return bandedFields.flatMap((field) => {
    const value = bandedValue(profile, field)
    const text = value === null ? null : BAND_WORDS[field][bandOf(field, value)]
    return text === null || value === null ? [] : [{ text, field, value }]
  })
}

const BAND_WORDS: Readonly<Record<BandedField, Readonly<Record<Band, string | null>>>> = {
  'bigFive.openness': { low: 'I am conventional.', middle: null, high: 'I am curious and imaginative.' },
  'bigFive.conscientiousness': { low: 'I am disorganised.', middle: null, high: 'I am organised and thorough.' },
  'bigFive.extraversion': { low: 'I am reserved.', middle: null, high: 'I am outgoing.' },
  'bigFive.agreeableness': { low: 'I am critical of others.', middle: null, high: 'I am warm and trusting.' },
  'bigFive.neuroticism': { low: 'I am calm.', middle: null, high: 'I am a worrier.' },
  diversity: {
    low: 'I keep to a few genres.',
    middle: 'I stray from my genres now and then.',
    high: 'I choose from many genres.',
  },
  conformity: {
    low: 'I pay little heed to what the crowd thinks.',
    middle: 'I mostly agree with the crowd.',
    high: 'I follow the crowd.',
  },
  activity: { low: 'I am seldom here.', middle: 'I am here as often as most.', high: 'I am here very often.' },
  priceSensitivity: {
    low: 'I hardly look at prices.',
    middle: 'I look at prices now and then.',
    high: 'I always look for a bargain.',
  },
  patience: { low: 'I give up quickly.', middle: 'I keep looking for a while.', high: 'I am patient.' },
  privacyAttitude: {
    low: 'I share my data freely.',
    middle: 'I share some of my data.',
    high: 'I guard my data.',
  },
}

/** Plain words as they are, anything else in quotes. */
function quoted(words: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} '&/-]*$/u.test(words) ? words : JSON.stringify(words)
}
