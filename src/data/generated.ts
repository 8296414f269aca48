/*
 * A population whose taste is known, for tests and for places where nothing can be pulled.
 *
 * A person likes a film for its genres and its quality; which films they meet depends on fame as well, which few have:
 *
 *   utility(u, i)  =  taste_u · genres_i + Q quality_i
 *   P(u picks i)   ∝  exp(utility(u, i) + F fame_i)            among films not yet picked (Plackett and Luce)
 *   rating(u, i)   =  the step of the scale where utility + generosity_u + noise falls
 *
 * Each person and each film draws from a stream of its own, so a larger population begins with the smaller one's people.
 */
import { z } from 'zod'
import { type Dataset, type Item, type ItemIndex, itemId, type UserIndex, userId } from '../domain/index.ts'
import { readOptions } from '../name-with-options.ts'
import { type RandomStream, randomStream } from '../random.ts'
import { filmGenres, inventTitle } from './_film-titles.ts'
import { datasetFromRows, type Row } from './dataset.ts'

/** What a generated population can be told. */
export const generatedOptionsSchema = z.object({
  users: z.int().min(1).default(600),
  items: z.int().min(2).default(800),
  genres: z.int().min(2).max(filmGenres.length).default(12),
  /** The mean, about; people differ, from a third of it up to half of the films. */
  eventsPerUser: z.int().min(1).default(60),
  /** How much of the taste is replaced from the first day to the last: 0 none, 1 all. */
  drift: z.number().min(0).max(1).default(0),
  seed: z.int().default(1),
})

/** The options in code; what is left out has the schema's default. */
export type GeneratedOptions = Partial<z.output<typeof generatedOptionsSchema>>

/** A data set together with the truth behind it. */
export interface GeneratedPopulation {
  readonly data: Dataset
  readonly genres: readonly string[]
  /**
   * How much a person wants an item.
   *
   * @param progress 0 on the first day, 1 (the default) after the last, where recommendations are made; matters with drift only
   */
  utility(user: UserIndex, item: ItemIndex, progress?: number): number
  /** How much a person likes each of `genres`: normal around 0 over people, in units of utility. */
  taste(user: UserIndex, progress?: number): Float64Array
}

const tasteSpread = 1.8
const qualityWeight = 0.7
const fameWeight = 1.1
const noise = 0.9
/** Lower bounds of two to five stars on utility + generosity + noise; chosen to give shares like those of MovieLens 100K. */
const starBounds = [-0.9, 0.3, 1.85, 3.7] as const
const firstDay = Date.UTC(2024, 0, 1)
const day = 86_400_000
const lastDay = firstDay + 180 * day

interface Film {
  readonly card: Item
  /** Weight of each genre, of length 1. */
  readonly mix: Float64Array
  readonly quality: number
  readonly fame: number
}

interface Person {
  readonly start: Float64Array
  readonly end: Float64Array
  readonly generosity: number
  readonly stream: RandomStream
}

/**
 * Makes a population of people and invented films, and lets the people pick and rate films over half a year.
 *
 * @returns the data set `generated` with ratings 1 to 5, and the hidden utility that made it
 * @throws {TastemakerError} `config/option` for a value out of range
 * @example const { data, utility } = generatedPopulation({ users: 100, items: 200, seed: 7 })
 */
export function generatedPopulation(options: GeneratedOptions = {}): GeneratedPopulation {
  const settings = readOptions(generatedOptionsSchema, options, 'generated')
  const root = randomStream(settings.seed, 'generated')
  const genres = filmGenres.slice(0, settings.genres).map((genre) => genre.name)
  const used = new Set<string>()
  const films = Array.from({ length: settings.items }, (_, i) => makeFilm(i, genres, used, root.split('item', i)))
  const people = Array.from({ length: settings.users }, (_, u) => makePerson(genres.length, root.split('user', u)))
  const taste = (person: Person, progress: number): Float64Array =>
    person.start.map((weight, g) => weight + settings.drift * progress * (person.end[g]! - weight))
  const utilities = (person: Person, progress: number): Float64Array => {
    const weights = taste(person, progress)
    return Float64Array.from(films, (film) => utilityOf(weights, film))
  }
  const rows = people.flatMap((person, u) => {
    const user = userId(String(u + 1))
    const first = utilities(person, 0)
    const last = settings.drift > 0 ? utilities(person, 1) : first
    const events = eventsOf(person, settings.eventsPerUser, films.length)
    return picksOf(person, films, events, first, last).map((pick): Row => ({ user, ...pick }))
  })
  const data = datasetFromRows(rows, {
    name: 'generated',
    licence: 'MIT (generated)',
    scale: { min: 1, max: 5, step: 1 },
    catalogue: films.map((film) => film.card),
    people: people.map((_, u) => ({ id: userId(String(u + 1)) })),
    notes: [`made by chance with seed ${settings.seed}: the films do not exist, the people neither`],
  })
  return {
    data,
    genres,
    utility: (user, item, progress = 1) => utilityOf(taste(people[user]!, progress), films[item]!),
    taste: (user, progress = 1) => taste(people[user]!, progress),
  }
}

function makeFilm(number: number, genres: readonly string[], used: Set<string>, stream: RandomStream): Film {
  const common = genres.map((_, g) => 1 / (g + 2))
  const sum = common.reduce((total, weight) => total + weight, 0)
  const shares = common.map((weight) => weight / sum)
  const main = stream.pick(shares)
  const mix = new Float64Array(genres.length)
  mix[main] = 1
  for (const chance of [0.55, 0.2]) if (stream.next() < chance) mix[stream.pick(shares)] ||= 0.6
  const length = Math.hypot(...mix)
  const quality = stream.normal()
  const year = 2023 - Math.floor(60 * stream.next() ** 2.5)
  return {
    card: {
      id: itemId(String(number + 1)),
      title: `${inventTitle(main, used, stream)} (${year})`,
      categories: genres.filter((_, g) => mix[g]! > 0),
      attributes: { year },
    },
    mix: mix.map((weight) => weight / length),
    quality,
    fame: 0.4 * quality + stream.normal(),
  }
}

function makePerson(genres: number, stream: RandomStream): Person {
  const draw = (): Float64Array => Float64Array.from({ length: genres }, () => tasteSpread * stream.normal())
  return { start: draw(), end: draw(), generosity: 0.5 * stream.normal(), stream }
}

/** How many films a person picks: log-normal, as activity is in real logs, and from a third of the mean. */
function eventsOf({ stream }: Person, mean: number, items: number): number {
  const drawn = 0.72 * mean * Math.exp(0.75 * stream.normal())
  return Math.min(Math.ceil(items / 2), Math.max(1, Math.round(mean / 3), Math.round(drawn)))
}

/**
 * One person's picks in order of time.
 *
 * Utility is linear in taste and taste in time, so the utilities of the first and the last day give those of each moment.
 */
function picksOf(
  { stream, generosity }: Person,
  films: readonly Film[],
  events: number,
  first: Float64Array,
  last: Float64Array,
): readonly Omit<Row, 'user'>[] {
  const utility = (i: number, progress: number): number => first[i]! + progress * (last[i]! - first[i]!)
  const seen = new Uint8Array(films.length)
  const appeal = new Float64Array(films.length)
  return timesOf(events, stream).map((at, event) => {
    const progress = (at - firstDay) / (lastDay - firstDay)
    if (event === 0 || first !== last) {
      for (let i = 0; i < appeal.length; i++) {
        appeal[i] = seen[i] === 1 ? 0 : Math.exp(utility(i, progress) + fameWeight * films[i]!.fame)
      }
    }
    const pick = drawInProportion(appeal, stream)
    seen[pick] = 1
    appeal[pick] = 0
    const felt = utility(pick, progress) + generosity + noise * stream.normal()
    return { item: films[pick]!.card.id, value: 1 + starBounds.filter((bound) => felt >= bound).length, at }
  })
}

/** Evenings of about six films each, some minutes apart, from the day somebody joins to the last. */
function timesOf(events: number, stream: RandomStream): readonly number[] {
  const joined = firstDay + 120 * day * stream.next()
  const evenings = Array.from(
    { length: Math.ceil(events / 6) },
    () => joined + (lastDay - day - joined) * stream.next(),
  )
  evenings.sort((one, other) => one - other)
  const times = Array.from({ length: events }, (_, event) => {
    const second = Math.floor(evenings[Math.floor(event / 6)]! / 1000)
    return (second + (event % 6) * 600 + stream.int(540)) * 1000
  })
  return times.sort((one, other) => one - other)
}

function utilityOf(taste: Float64Array, film: Film): number {
  let sum = qualityWeight * film.quality
  for (let g = 0; g < taste.length; g++) sum += taste[g]! * film.mix[g]!
  return sum
}

function drawInProportion(weights: Float64Array, stream: RandomStream): number {
  let sum = 0
  for (const weight of weights) sum += weight
  let left = sum * stream.next()
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue
    last = i
    left -= weights[i]!
    if (left < 0) break
  }
  return last
}
