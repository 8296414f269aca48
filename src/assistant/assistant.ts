import {
  type AgentMind,
  agentMind,
  catalogueColumns,
  type EmbedTexts,
  pastOf,
  type RecommendingAgent,
  searchIndex,
  surroundings,
} from '../agents/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import {
  type Dataset,
  type Fitted,
  type Job,
  type LanguageModel,
  type Recommender,
  TastemakerError,
  type UserId,
} from '../domain/index.ts'
import { modelByName, recommenderOf } from '../models/index.ts'
import { nearest } from '../nearest.ts'
import { type RandomStream, randomStream } from '../random.ts'
import { recommendingAgent } from '../systems/index.ts'
import { counted, whole } from '../words.ts'
import { chooseRanker, EASE_IMPOSSIBLE } from './_choose-ranker.ts'
import { fitWithoutEvents } from './_fit-without-events.ts'
import { type AgentSurface, type AgentSurfaceOptions, asAgent } from './as-agent.ts'
import type { Talker } from './talker.ts'

/** Of what an assistant is made; all but the data has a default. */
export interface AssistantParts {
  readonly data: Dataset
  /** A published system that converses, with options: `interecagent` unless given. */
  readonly system?: string | undefined
  /** An agent of your own in place of a system. */
  readonly agent?: RecommendingAgent | undefined
  /** `choice` without a model, `hybrid` with one, unless given. */
  readonly mind?: AgentMind['name'] | undefined
  readonly model?: LanguageModel | undefined
  /** The jobs that the model has earned; `grantedJobs(card)` reads them from a card. None unless given. */
  readonly granted?: ReadonlySet<Job> | undefined
  /** The model that ranks, by name; chosen by the size of the data unless given. */
  readonly ranker?: string | undefined
  /** The model that foresees ratings; `biased-mf` where there are ratings, unless given. */
  readonly rater?: string | undefined
  /** Vectors of texts, so that words are also searched by meaning. */
  readonly embed?: EmbedTexts | undefined
  readonly clock?: Clock | undefined
  /** 1 unless given. */
  readonly seed?: number | undefined
}

/** A catalogue that can be talked with. Made once, it holds any number of conversations. */
export interface Assistant extends Talker {
  readonly data: Dataset
  readonly mind: AgentMind['name']
  /** What ranks behind the conversation, for tools and lists of one's own: `recommendationTools(recommender, data)`. */
  readonly recommender: Recommender
  /** What was decided and what one should know of the data, in sentences. */
  readonly notes: readonly string[]
  /** The assistant where an agent of the AI SDK is expected; see {@link asAgent}. */
  agent(options?: AgentSurfaceOptions): AgentSurface
}

/**
 * Makes an assistant of a catalogue: fits what ranks, indexes what is written, and puts an agent in front of it.
 *
 * Without a language model rules plan, a fitted utility decides and templates word; with one it does the jobs that it has earned.
 * A catalogue without any events works: items are then compared by what is written of them.
 *
 * @throws {TastemakerError} `data/empty` for a catalogue without items; `config/option` for a mind that needs a model and has none, an
 *   agent that does not converse, or EASE on too many items; `config/unknown-name` for a name that nobody knows
 * @example const talk = (await assistant({ data })).open(); console.log((await talk.reply('comedies please')).text)
 */
export async function assistant(parts: AssistantParts): Promise<Assistant> {
  const { data, model, granted, clock = systemClock, seed = 1 } = parts
  if (data.catalogue.length === 0) {
    throw new TastemakerError(
      'data/empty',
      `The catalogue ${JSON.stringify(data.name)} has no items.`,
      'Give one item.',
    )
  }
  const mind = parts.mind ?? (model ? 'hybrid' : 'choice')
  const agent = parts.agent ?? recommendingAgent(parts.system ?? 'interecagent', agentMind(mind, { model, granted }))
  if (!agent.open || !agent.tasks.includes('converse')) {
    const hint = 'Choose a system that does, such as interecagent.'
    throw new TastemakerError('config/option', `"${agent.name}" does not converse.`, hint)
  }
  const chosen = parts.ranker === undefined ? chooseRanker(data) : { name: parts.ranker, because: 'it was asked for' }
  const random = randomStream(seed, 'assistant')
  const ranker = await fitted(chosen.name, data, random.split('ranker'))
  const rates = data.log.length > 0 && data.scale !== undefined
  const raterName = parts.rater ?? (rates && !ranker.rate ? 'biased-mf' : undefined)
  const rater = raterName === undefined ? undefined : await fitted(raterName, data, random.split('rater'))
  const around = surroundings({
    past: pastOf(data),
    ranker,
    rater,
    columns: catalogueColumns(data),
    search: await searchIndex(data, parts.embed),
  })
  const begin = agent.open.bind(agent)
  const speaks = parts.agent ? agent.mind : mind
  const made: Assistant = {
    name: agent.name,
    data,
    mind: speaks,
    model: speaks === 'choice' ? null : (model?.name ?? null),
    recommender: recommenderOf(ranker, data, { exclude: 'seen', reasons: true }),
    notes: [
      `${ranker.name} ranks: ${chosen.because}.`,
      ...(speaks === 'hybrid' && (granted?.size ?? 0) === 0
        ? ['The model has earned no job, so it is not asked: give the jobs of its card as granted.']
        : []),
      ...notesOf(data),
    ],
    open({ user, seed: own = seed } = {}) {
      if (user !== undefined) requirePerson(data, user)
      const stream = randomStream(own, 'conversation', ...(user === undefined ? [] : [user]))
      return begin({ surroundings: around, random: stream, elapsed: () => clock.elapsed(), user })
    },
    agent: (options) => asAgent(made, options),
  }
  return made
}

function fitted(name: string, data: Dataset, random: RandomStream): Promise<Fitted> {
  const items = data.catalogue.length
  if (/^ease\b/.test(name) && items >= EASE_IMPOSSIBLE) {
    const hint = 'Leave the ranker out, or name item-knn.'
    throw new TastemakerError(
      'config/option',
      `EASE keeps the square of items: ${whole(items)} of them take ${Math.round((4 * items * items) / 1e9)} GB.`,
      hint,
    )
  }
  return data.log.length === 0
    ? fitWithoutEvents(name, data, random)
    : modelByName(name).fit(data, { random, threads: 1 })
}

function requirePerson({ name, users }: Dataset, user: UserId): void {
  if (users.index(user) !== undefined) return
  const near = nearest(user, users.ids)
  throw new TastemakerError(
    'config/unknown-name',
    `Nobody in ${JSON.stringify(name)} has the id ${JSON.stringify(user)}.`,
    `${near.length > 0 ? `Near it: ${near.join(', ')}. ` : ''}Somebody new talks without a user.`,
  )
}

/** What one should know before somebody asks for an item by its title. */
function notesOf({ catalogue }: Dataset): readonly string[] {
  const titles = new Map<string, number>()
  for (const { title } of catalogue) titles.set(title.trim(), (titles.get(title.trim()) ?? 0) + 1)
  const nameless = titles.get('') ?? 0
  titles.delete('')
  const shared = [...titles.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0)
  return [
    ...(nameless > 0 ? [`${counted(nameless, 'item')} without a title: nobody can ask for them by name.`] : []),
    ...(shared > 0
      ? [`${counted(shared, 'item')} share their title with another: a title alone means the first.`]
      : []),
  ]
}
