import { likedFromOf, pastOf } from '../../agents/index.ts'
import { threeWay } from '../../data/index.ts'
import {
  type Dataset,
  type Feedback,
  type ItemIndex,
  TastemakerError,
  type UserId,
  type UserIndex,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/** One event of a person. */
export interface PersonEvent extends Feedback {
  readonly index: ItemIndex
}

/** One person of the study: what the assistant learns from, what the gate is checked on, what only the scoring sees. */
export interface StudyPerson {
  readonly user: UserId
  readonly index: UserIndex
  /** Oldest first. */
  readonly train: readonly PersonEvent[]
  readonly gate: readonly PersonEvent[]
  readonly test: readonly PersonEvent[]
}

/** People of a study and what everybody did. */
export interface StudyPeople {
  readonly people: readonly StudyPerson[]
  /** Everybody's training part. */
  readonly train: Dataset
  /** Stars from which an event counts as liked; everything below counts as disliked. */
  readonly likedFrom: number
  readonly eligible: number
  readonly notes: readonly string[]
}

/** Events that a person must have to be learned from, to open a gate, and to be tested on. */
const LEAST = { train: 5, gate: 20, test: 5 } as const

/**
 * Draws people, each with the first 40% of their events to learn from, the next 30% to check the gate on, and the rest to test on.
 *
 * @throws {TastemakerError} `config/range` for fewer than two people, `data/empty` for data without ratings, `data/under-powered` where nobody has enough events
 * @example studyPeople(data, 60, randomStream(1)).people.length // 60
 */
export function studyPeople(data: Dataset, n: number, random: RandomStream): StudyPeople {
  if (!(Number.isInteger(n) && n >= 2)) {
    throw new TastemakerError('config/range', `n must be a whole number from 2, got ${n}: one person has no stranger.`)
  }
  if (!data.scale) {
    throw new TastemakerError('data/empty', `${data.name} has no ratings, so that nobody is known to dislike anything.`)
  }
  const split = threeWay(data, { train: 0.4, private: 0.3, test: 0.3 }, random.split('split'))
  const { train } = split
  const parts = { train, gate: split.private!, test: split.test }
  const likedFrom = likedFromOf({ past: pastOf(data) })
  const eventsOf = ({ log, items, users }: Dataset, index: UserIndex): PersonEvent[] =>
    Array.from({ length: log.offsets[index + 1]! - log.offsets[index]! }, (_, place): PersonEvent => {
      const row = log.offsets[index]! + place
      const item = log.item[row]! as ItemIndex
      const [stars, at] = [log.value[row]!, log.at[row]!]
      const user = users.ids[index]!
      return { user, item: items.ids[item]!, index: item, liked: stars >= likedFrom, stars, at, origin: 'logged' }
    })
  const eligible = [...data.users.ids.keys()].filter((index) =>
    (['train', 'gate', 'test'] as const).every((part) => {
      const { offsets } = parts[part].log
      return offsets[index + 1]! - offsets[index]! >= LEAST[part]
    }),
  ) as UserIndex[]
  if (eligible.length < 2) {
    throw new TastemakerError(
      'data/under-powered',
      `Fewer than two people in ${data.name} have ${LEAST.train} events to learn from, ${LEAST.gate} for the gate and ${LEAST.test} to test on.`,
      'That takes about 67 ratings of one person.',
    )
  }
  const drawn = random
    .split('people')
    .shuffle([...eligible])
    .slice(0, n)
    .sort((a, b) => a - b)
  return {
    people: drawn.map((index) => ({
      user: data.users.ids[index]!,
      index,
      train: eventsOf(parts.train, index),
      gate: eventsOf(parts.gate, index),
      test: eventsOf(parts.test, index),
    })),
    train,
    likedFrom,
    eligible: eligible.length,
    notes: [
      split.describe,
      `liked: ${likedFrom} stars and more; disliked: everything below`,
      ...(eligible.length < n ? [`${n} people were asked for, and ${eligible.length} have enough events`] : []),
    ],
  }
}
