import { generatedPopulation } from '../../data/index.ts'
import { type Dataset, type ItemId, type Mind, MindFailure, type Question, type UserId } from '../../domain/index.ts'
import type { ChoiceFacts, LikeFacts } from './facts.ts'

/*
 * For tests: people enough for every gate, and minds whose verdicts are plain.
 */

/** Data with at least 150 people in the gate half who liked and disliked something later. */
export function examData(): Dataset {
  return generatedPopulation({ users: 720, items: 300, seed: 3 }).data
}

/** A mind that remembers what it was asked. */
export interface ExaminedMind extends Mind {
  readonly asked: readonly Question[]
}

/** Answers by functions of the facts: the probability of a like, the weight of each film of a list. */
export function mindThat(
  likes: (facts: LikeFacts, question: Question) => number,
  picks: (facts: ChoiceFacts, question: Question) => readonly number[],
): ExaminedMind {
  const asked: Question[] = []
  const weigh = (question: Question): readonly number[] => {
    if (question.type === 'qualify/choose') return picks(question.facts as ChoiceFacts, question)
    const yes = likes(question.facts as LikeFacts, question)
    return [yes, 1 - yes]
  }
  return {
    name: 'scripted',
    asked,
    async choose(question, options) {
      asked.push(question)
      const weights = weigh(question)
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const probabilities = weights.map((weight) => weight / total)
      return { picked: options[probabilities.indexOf(Math.max(...probabilities))]!, probabilities }
    },
    async extract(question, schema) {
      asked.push(question)
      const number = (question.facts as LikeFacts).film.length
      return schema.parse({ stars: String(1 + (number % 5)), action: number % 2 === 0 ? 'watch' : 'skip' })
    },
    rate: (question) => Promise.reject(new MindFailure('policy', question.type, 'not asked')),
    write: (question) => Promise.reject(new MindFailure('policy', question.type, 'not asked')),
  }
}

/** Knows what everybody rated, later too, and nothing about nobody. */
export function knowingMind(data: Dataset): ExaminedMind {
  const { log, users, items } = data
  const ratings = new Map<string, number>()
  const name = (user: UserId, item: ItemId): string => JSON.stringify([user, item])
  for (let row = 0; row < log.length; row++) {
    ratings.set(name(users.ids[log.user[row]!]!, items.ids[log.item[row]!]!), log.value[row]!)
  }
  return mindThat(
    ({ user, item }) => (user === null ? 0.5 : Number((ratings.get(name(user, item)) ?? 0) > 3)),
    ({ user, options }) => options.map(({ item }) => Number(ratings.has(name(user, item)))),
  )
}

/** Says yes to everything, and A to every list. */
export const yesMind = (): ExaminedMind =>
  mindThat(
    () => 1,
    ({ options }) => options.map((_, place) => Number(place === 0)),
  )

/** Thinks of films alone, whoever is asked about: `worth` is above 0. */
export const valuingMind = (worth: (item: ItemId) => number): ExaminedMind =>
  mindThat(
    ({ item }) => worth(item) / (1 + worth(item)),
    ({ options }) => options.map(({ item }) => worth(item)),
  )

/** Guesses by the luck of the question. */
export const guessingMind = (): ExaminedMind =>
  mindThat(
    (_, { random }) => random.next(),
    ({ options }, { random }) => options.map((_, place) => random.split(place).next()),
  )
