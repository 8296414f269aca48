import { type BigFiveName, bigFiveNames } from '../profile/profile.ts'
import type { TraitScores } from './trait-scores.ts'

/*
 * What moves within a session while the profile stays: a mood that fades, and pressure from somebody who argues.
 *
 *   mood(t + 1)      =  D mood(t) + G exp(0.3 N) satisfaction(t)             satisfaction from -1 to 1
 *   pressure(t + 1)  =  R pressure(t) + K exp(0.3 A) push(t)                 push per trait, in standard units
 *   shift(trait)     =  w_trait mood + pressure(trait)
 *
 * That what people do swings around where they stand is Fleeson's finding (2001); that the moody swing more is what
 * neuroticism means. The sizes of D, G, R, K and w are chosen, not fitted.
 */

/** The state of one session. */
export interface SessionState {
  /** 0 is as usual. */
  readonly mood: number
  /** How far each trait was argued away from its place, in standard units. */
  readonly pressure: Readonly<Record<BigFiveName, number>>
}

/** Constants of the process. */
export interface SessionOptions {
  /** D, from 0 to 1: what is left of a mood after one turn; 0.8 unless given. */
  readonly decay?: number
  /** G: how much one turn's satisfaction adds to the mood; 0.4 unless given. */
  readonly gain?: number
  /** R, from 0 to 1: what is left of pressure after one turn; 0.95 unless given. */
  readonly keep?: number
  /** K, from 0 to 1: how far one argument takes a person; 0.05 unless given. */
  readonly yield?: number
}

/** One turn of a session. */
export interface Turn {
  /** How it went, from -1 to 1. */
  readonly satisfaction: number
  /** Where somebody argues each trait should go; nobody argues unless given. */
  readonly push?: Partial<Readonly<Record<BigFiveName, number>>>
  /** The profile is read again before the turn: what was argued away is taken back. */
  readonly reinjected?: boolean
}

/** What a mood of 1 does to each trait while it lasts, in standard units. */
const MOOD_ON_TRAIT: Readonly<Record<BigFiveName, number>> = {
  openness: 0.1,
  conscientiousness: 0.1,
  extraversion: 0.4,
  agreeableness: 0.3,
  neuroticism: -0.5,
}

const each = (of: (trait: BigFiveName) => number): Readonly<Record<BigFiveName, number>> =>
  Object.fromEntries(bigFiveNames.map((trait) => [trait, of(trait)])) as Record<BigFiveName, number>

/** The state in which a session begins. */
export const atRest: SessionState = { mood: 0, pressure: each(() => 0) }

/** The state after one more turn. @example nextState(atRest, { satisfaction: 1 }, traits).mood // 0.4 for an average person */
export function nextState(
  state: SessionState,
  { satisfaction, push = {}, reinjected = false }: Turn,
  traits: TraitScores,
  options: SessionOptions = {},
): SessionState {
  const { decay = 0.8, gain = 0.4, keep = 0.95, yield: yields = 0.05 } = options
  const moodiness = Math.exp(0.3 * (traits.neuroticism ?? 0))
  const trust = Math.exp(0.3 * (traits.agreeableness ?? 0))
  return {
    mood: decay * state.mood + gain * moodiness * satisfaction,
    pressure: each((trait) => (reinjected ? 0 : keep * state.pressure[trait]) + yields * trust * (push[trait] ?? 0)),
  }
}

/** How far each trait is from its place in a state. @example shiftOf({ ...atRest, mood: 1 }).neuroticism // -0.5 */
export const shiftOf = ({ mood, pressure }: SessionState): Readonly<Record<BigFiveName, number>> =>
  each((trait) => MOOD_ON_TRAIT[trait] * mood + pressure[trait])
