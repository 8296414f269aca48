import { generatedPopulation } from '../../../data/index.ts'
import { type Dataset, type Item, type ItemId, Label, TastemakerError, type UserIndex } from '../../../domain/index.ts'
import { type RandomStream, randomStream } from '../../../random.ts'
import { suits, tauCard } from './_tau-data.ts'
import { meets } from './meets.ts'
import type { TauConstraint, TauItem, TauPolicy, TauSuite, TauTask, TauWish } from './tau-suite.ts'

/** How an invented suite is made. */
export interface InventedTauOptions {
  /** From 1; 45 unless given. */
  readonly tasks?: number
  /** 1 unless given. */
  readonly seed?: number
}

const SERVICES = ['Lantern', 'Harbour', 'Foxglove', 'Nimbus', 'Quarry'] as const
const RATINGS = ['G', 'PG', 'PG-13', 'R', 'NC-17'] as const
const DIRECTORS = ['Ada Morrow', 'Ilse Brandt', 'Tomas Vey', 'Nuria Calder', 'Piet Oster', 'Wen Harrow'] as const
const OPTIONAL: readonly TauPolicy[] = [
  'watch_history',
  'sponsored',
  'age_restricted',
  'single_recommendation',
  'transparency',
]
/** One task in so many has no item that fits. */
const NONE_FITS_EVERY = 8
const LEVELS = [
  { complexity: 'simple', constraints: 2 },
  { complexity: 'medium', constraints: 3 },
  { complexity: 'complex', constraints: 5 },
] as const
const REVEALS = ['volunteer', 'mixed', 'hidden'] as const

/**
 * A verifier set of the same shape on an invented world: films, people, services and directors that do not exist.
 *
 * Every task starts from a film that its person has not watched and can stream; its constraints are true of that film, so that the task
 * can be done, or, in one of eight, of no film at all. Complexity and what is revealed go round.
 *
 * @throws {TastemakerError} `config/range` for fewer than one task
 * @example inventedTauSuite({ tasks: 30, seed: 7 }).tasks.length // 30
 */
export function inventedTauSuite({ tasks: count = 45, seed = 1 }: InventedTauOptions = {}): TauSuite {
  if (!Number.isInteger(count) || count < 1) {
    throw new TastemakerError('config/range', `tasks must be a whole number from 1, got ${count}.`, 'Try 45.')
  }
  const random = randomStream(seed, 'invented-tau-suite')
  const { data } = generatedPopulation({ users: Math.max(60, count), items: 120, genres: 8, eventsPerUser: 14, seed })
  const items = data.catalogue.map((film) => inventedItem(film, data, random.split('item', film.id)))
  const tasks: TauTask[] = []
  const wishes = new Map<string, Label<TauWish>>()
  for (let number = 0; number < count; number++) {
    const { task, wish } = inventedTask(number, items, data, random.split('task', number))
    tasks.push(task)
    wishes.set(task.id, new Label(wish))
  }
  const cards = items.map(tauCard)
  return {
    name: 'invented',
    origin: 'invented',
    items: new Map(items.map((item) => [item.id, item])),
    data: { ...data, name: 'invented', catalogue: cards },
    tasks,
    wishes,
    notes: [`an invented world, made by chance with seed ${seed}: its figures do not compare with published ones`],
  }
}

function inventedItem({ id, title, categories, attributes }: Item, data: Dataset, random: RandomStream): TauItem {
  const item = data.items.index(id)!
  const stars: number[] = []
  for (let row = 0; row < data.log.length; row++) if (data.log.item[row] === item) stars.push(data.log.value[row]!)
  const mean = stars.reduce((sum, one) => sum + one, 0) / stars.length
  const services = SERVICES.filter(() => random.next() < 0.35)
  return {
    id,
    title,
    values: {
      title,
      genres: categories,
      runtime: 78 + random.int(80),
      release_date: `${attributes['year']}-${String(1 + random.int(12)).padStart(2, '0')}-15`,
      director: DIRECTORS[random.int(DIRECTORS.length)]!,
      rating: stars.length === 0 ? 5 : Number((2 * mean).toFixed(1)),
      vote_count: stars.length,
      streaming_services: services,
      sponsored: random.next() < 0.2,
      content_rating: RATINGS[random.pick([0.1, 0.2, 0.35, 0.3, 0.05])]!,
    },
  }
}

function inventedTask(number: number, items: readonly TauItem[], data: Dataset, random: RandomStream) {
  const user = number as UserIndex
  const watched: readonly ItemId[] = Array.from(
    data.log.item.subarray(data.log.offsets[user]!, data.log.offsets[user + 1]!),
    (item) => data.items.ids[item]!,
  )
  const { complexity, constraints: wanted } = LEVELS[number % LEVELS.length]!
  const revealed = REVEALS[Math.floor(number / LEVELS.length) % REVEALS.length]!
  const noneFits = number % NONE_FITS_EVERY === NONE_FITS_EVERY - 1
  const policies: readonly TauPolicy[] = [
    'recommend_tool',
    'availability',
    ...OPTIONAL.filter(() => random.next() < 0.5),
  ]
  for (let attempt = 0; ; attempt++) {
    const draw = random.split('attempt', attempt)
    const target = items[draw.int(items.length)]!
    const other = items[draw.int(items.length)]!
    const own = target.values['streaming_services'] as readonly string[]
    if (own.length === 0 || watched.includes(target.id)) continue
    const services = SERVICES.filter((service) => service === own[0] || draw.next() < 0.25)
    const demands = demandsOf(target, services, draw).slice(0, wanted)
    // A film that is like one in some things and like another in the rest: mostly there is none.
    if (noneFits) demands.push(...demandsOf(other, services, draw).slice(0, 3))
    const constraints = demands.map((demand, place) => ({ ...demand, reveal: revealOf(revealed, place) }))
    const wish: TauWish = { constraints, policies, noneFits }
    const id = `invented_${String(number + 1).padStart(3, '0')}`
    const task: TauTask = {
      id,
      user: data.users.ids[user]!,
      persona: 'You look for a film for tonight.',
      softPreferences: [],
      complexity,
      watched,
      services,
    }
    const met = items.some((item) => demands.every((demand) => meets(demand, item)))
    if (noneFits ? !met : items.some((item) => suits(item, task, wish))) return { task, wish }
  }
}

type Demand = Omit<TauConstraint, 'reveal'>

/** Demands that a film meets: its genre first, the others by chance. */
function demandsOf({ values }: TauItem, services: readonly string[], random: RandomStream): Demand[] {
  const genres = values['genres'] as readonly string[]
  const [runtime, rating] = [values['runtime'] as number, values['rating'] as number]
  const year = Number((values['release_date'] as string).slice(0, 4))
  const strict = RATINGS.slice(0, RATINGS.indexOf(values['content_rating'] as 'G') + 1)
  const rest: Demand[] = [
    { field: 'runtime', op: '<=', value: 10 * Math.ceil(runtime / 10) },
    { field: 'rating', op: '>=', value: Math.floor(rating) },
    { field: 'release_date', op: '>=', value: `${10 * Math.floor(year / 10)}-01-01` },
    { field: 'content_rating', op: 'in', value: strict },
    { field: 'streaming_services', op: 'contains_any', value: services },
    { field: 'director', op: '!=', value: DIRECTORS.find((name) => name !== values['director'])! },
    ...(genres.includes('Horror') ? [] : [{ field: 'genres', op: 'not_contains', value: 'Horror' } as const]),
  ]
  return [{ field: 'genres', op: 'contains', value: genres[0]! }, ...random.shuffle(rest)]
}

/** The first demand is always spoken of at once: a person has to begin somewhere. */
function revealOf(revealed: (typeof REVEALS)[number], place: number): TauConstraint['reveal'] {
  if (place === 0 || revealed === 'volunteer') return 'volunteer'
  if (revealed === 'mixed') return 'on_ask'
  return place % 2 === 0 ? 'on_ask' : 'hidden'
}
