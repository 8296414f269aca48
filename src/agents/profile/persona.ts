import { type Dataset, TastemakerError, type UserId, type UserIndex } from '../../domain/index.ts'
import { type Traits, type TraitTable, traitsOf } from './traits.ts'

/** One thing a person likes, with the facts it rests on. */
export interface Taste {
  readonly genre: string
  /** Share of the events the tastes are counted from with this genre. */
  readonly share: number
  /** Mean rating the person gave in this genre, or null without ratings. */
  readonly meanStars: number | null
  /** Title of the person's best-liked item of this genre. */
  readonly example: string
}

/** Who a simulated person is: traits and tastes drawn from training data, in fields and in words. */
export interface Persona {
  readonly user: UserId
  readonly traits: Traits
  readonly tastes: readonly Taste[]
  /** Titles the person rated highest and lowest among them, best (worst) first. */
  readonly high: readonly string[]
  readonly low: readonly string[]
}

/** Makes personas from one training log. */
export interface PersonaSource {
  readonly warnings: readonly string[]
  /** @throws TastemakerError data/no-training for somebody without training events */
  persona(user: UserIndex): Persona
}

/**
 * Draws personas from a training log; a person's tastes are the genres they rated most, each with the facts behind it.
 *
 * Source: Zhang et al. 2024 (Agent4Rec) has a language model write up to five tastes from 25 ratings (100 in the released
 * code); here they are counted, so that every word can be checked. Which 25 is not published: here the latest. Traits are
 * of all training ratings.
 *
 * @param tasteCount how many tastes at most
 * @param tasteItems from how many of a person's latest ratings tastes are counted at most
 * @example personas(train, 5).persona(userIndex(0)).tastes[0]?.genre
 */
export function personas(train: Dataset, tasteCount: number, tasteItems = 25): PersonaSource {
  const table: TraitTable = traitsOf(train)
  return {
    warnings: table.warnings,
    persona: (user) => {
      const traits = table.people[user]
      if (!traits) {
        throw new TastemakerError(
          'data/no-training',
          `Person ${train.users.ids[user]} has no training events, so no persona can be drawn.`,
          'Leave this person out of the panel, or use a split that keeps some of their events for training.',
        )
      }
      const rows = ratedRows(train, user).slice(-tasteItems)
      return {
        user: train.users.ids[user]!,
        traits,
        tastes: tastesOf(train, rows, tasteCount),
        high: extremes(train, rows, 1),
        low: extremes(train, rows, -1),
      }
    },
  }
}

/**
 * A persona in words, first person; every clause is a field of the persona.
 *
 * @example describePersona(persona).startsWith('I have rated')
 */
export function describePersona(persona: Persona): string {
  const { traits, tastes } = persona
  const lines = [
    `I have rated ${traits.activity.value} films. ${ACTIVITY[traits.activity.group]}`,
    DIVERSITY[traits.diversity.group],
    CONFORMITY[traits.conformity.group],
    ...tastes.map(
      ({ genre, share, meanStars, example }) =>
        `${Math.round(100 * share)}% of what I watch is ${genre}${meanStars === null ? '' : `, which I rate ${meanStars.toFixed(1)} on average`}; I liked ${JSON.stringify(example)}.`,
    ),
  ]
  if (persona.high.length > 0) lines.push(`I gave my highest ratings to ${quoted(persona.high)}.`)
  if (persona.low.length > 0) lines.push(`I gave my lowest ratings to ${quoted(persona.low)}.`)
  return lines.join('\n')
}

const ACTIVITY = {
  1: 'I seldom watch and leave a feed early.',
  2: 'I watch now and then and leave when little interests me.',
  3: 'I watch nearly everything and put up with much.',
} as const
const DIVERSITY = {
  1: 'I keep to a few genres.',
  2: 'I stray from my genres now and then.',
  3: 'I look for the unusual across many genres.',
} as const
const CONFORMITY = {
  1: 'My ratings follow the crowd.',
  2: 'My ratings differ from the crowd at times.',
  3: 'My ratings ignore what the crowd thinks.',
} as const

const quoted = (titles: readonly string[]): string => titles.map((title) => JSON.stringify(title)).join(' and ')

interface Rated {
  readonly item: number
  readonly value: number
}

function ratedRows({ log }: Dataset, user: UserIndex): readonly Rated[] {
  const rows: Rated[] = []
  for (let row = log.offsets[user]!; row < log.offsets[user + 1]!; row++) {
    rows.push({ item: log.item[row]!, value: log.value[row]! })
  }
  return rows
}

function tastesOf(train: Dataset, rows: readonly Rated[], count: number): Taste[] {
  const genres = new Map<string, { rows: number; sum: number; best: Rated }>()
  for (const rated of rows) {
    for (const genre of train.catalogue[rated.item]!.categories) {
      const seen = genres.get(genre)
      if (!seen) genres.set(genre, { rows: 1, sum: rated.value, best: rated })
      else {
        seen.rows++
        seen.sum += rated.value
        if (rated.value > seen.best.value) seen.best = rated
      }
    }
  }
  return [...genres]
    .sort(([nameA, a], [nameB, b]) => b.rows - a.rows || (nameA < nameB ? -1 : 1))
    .slice(0, count)
    .map(([genre, seen]) => ({
      genre,
      share: seen.rows / rows.length,
      meanStars: train.scale ? seen.sum / seen.rows : null,
      example: train.catalogue[seen.best.item]!.title,
    }))
}

/** Titles of the two highest (sign 1) or lowest (sign -1) ratings, where they differ from the middle of the scale. */
function extremes(train: Dataset, rows: readonly Rated[], sign: 1 | -1): string[] {
  const { scale } = train
  if (!scale) return []
  const middle = (scale.min + scale.max) / 2
  return rows
    .filter(({ value }) => sign * (value - middle) > 0)
    .sort((a, b) => sign * (b.value - a.value) || a.item - b.item)
    .slice(0, 2)
    .map(({ item }) => train.catalogue[item]!.title)
}
