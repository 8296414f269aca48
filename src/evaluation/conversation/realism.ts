import type { Talk } from './judge-talk.ts'

/*
 * How the seekers talk, beside how they fare: simulators are known to say everything at once, to be polite beyond measure and to
 * repeat themselves. Nothing here is compared with people: there are no people's conversations to compare with.
 *
 *   front-loading  wishes told in the first message / wishes told in all
 *   politeness     share of messages with a polite word
 *   MATTR          mean share of different words in every window of 25 in a row (Covington and McFall 2010)
 *   repetition     share of messages that had been said before, word for word, by anybody
 */

/** How seekers talk. */
export interface Realism {
  readonly messages: number
  readonly frontLoading: number | null
  readonly politeness: number | null
  /** Of words a message. */
  readonly words: {
    readonly mean: number | null
    readonly deviation: number | null
    readonly least: number | null
    readonly most: number | null
  }
  /** Over each seeker's words, then over the seekers with at least as many words as the window holds. */
  readonly mattr: { readonly window: number; readonly mean: number | null; readonly seekers: number }
  readonly repetition: number | null
}

const POLITE = /\b(?:please|thanks?|thank you|kind of you|would you|could you|sorry)\b/i
/** Short, since few people say fifty words to a machine. */
const WINDOW = 25

/**
 * Describes how the seekers of some conversations talked.
 *
 * @returns nulls where nothing was said
 * @example realism(talks).politeness // 0.34
 */
export function realism(talks: readonly Talk[]): Realism {
  const texts = talks.flatMap(({ said }) => said.map(({ text }) => text)).filter((text) => text.trim() !== '')
  const lengths = texts.map((text) => wordsOf(text).length)
  const told = talks.map(({ said }) => said.map(({ tells }) => tells)).filter((tells) => sum(tells) > 0)
  const diversities = talks.flatMap(({ said }) => mattr(said.flatMap(({ text }) => wordsOf(text))) ?? [])
  const average = mean(lengths)
  return {
    messages: texts.length,
    frontLoading: mean(told.map((tells) => tells[0]! / sum(tells))),
    politeness: mean(texts.map((text) => Number(POLITE.test(text)))),
    words: {
      mean: average,
      deviation: average === null || lengths.length < 2 ? null : deviation(lengths, average),
      least: lengths.length === 0 ? null : Math.min(...lengths),
      most: lengths.length === 0 ? null : Math.max(...lengths),
    },
    mattr: { window: WINDOW, mean: mean(diversities), seekers: diversities.length },
    repetition:
      texts.length === 0 ? null : 1 - new Set(texts.map((text) => wordsOf(text).join(' '))).size / texts.length,
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

function mattr(words: readonly string[]): number | null {
  if (words.length < WINDOW) return null
  const shares: number[] = []
  for (let from = 0; from + WINDOW <= words.length; from++) {
    shares.push(new Set(words.slice(from, from + WINDOW)).size / WINDOW)
  }
  return mean(shares)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : sum(values) / values.length)
const deviation = (values: readonly number[], average: number): number =>
  Math.sqrt(sum(values.map((value) => (value - average) ** 2)) / (values.length - 1))
