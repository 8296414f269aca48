import { type BigFiveName, bigFiveNames } from '../profile/profile.ts'
import type { TraitScores } from './trait-scores.ts'

/**
 * Traits in words, one clause for each trait that is known: how strongly, then which way.
 *
 * Strength goes by the standard score: below 0.5 neither way, from 0.5 a little, from 1 plainly, from 1.75 very. Graded
 * adverbs before an adjective are how Serapio-García et al. 2025 shape a model's traits; the cuts are ours.
 *
 * @example describeTraits({ ...nobody, extraversion: 2 }) // 'You are very outgoing.'
 */
export function describeTraits(traits: TraitScores): string {
  return bigFiveNames
    .flatMap((trait) => {
      const z = traits[trait]
      return z === null ? [] : [clauseOf(trait, z)]
    })
    .join(' ')
}

/** Adjectives of the high and of the low end of each trait. */
const ENDS: Readonly<Record<BigFiveName, readonly [high: string, low: string]>> = {
  openness: ['curious and imaginative', 'down-to-earth and fond of the familiar'],
  conscientiousness: ['orderly and thorough', 'careless and disorderly'],
  extraversion: ['outgoing and talkative', 'quiet and reserved'],
  agreeableness: ['warm and trusting', 'cool and critical of others'],
  neuroticism: ['moody and easily upset', 'calm and hard to upset'],
}

const STRENGTHS = [
  { from: 1.75, word: 'very ' },
  { from: 1, word: '' },
  { from: 0.5, word: 'a little ' },
] as const

function clauseOf(trait: BigFiveName, z: number): string {
  const [high, low] = ENDS[trait]
  const strength = STRENGTHS.find(({ from }) => Math.abs(z) >= from)
  if (!strength) return `You are neither ${high} nor ${low}.`
  return `You are ${strength.word}${z > 0 ? high : low}.`
}
