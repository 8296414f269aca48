import { type ConversationStart, catalogueColumns, surroundings } from '../../agents/index.ts'
import type { Clock } from '../../clock.ts'
import { type Dataset, type LanguageModel, TastemakerError } from '../../domain/index.ts'
import { type JudgedTalk, judgeTalk, namesTitle, realism, type Talk } from '../../evaluation/conversation/index.ts'
import { modelByName, recommenderOf } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import type { OnProgress } from '../progress.ts'
import { fitRecommenders } from '../recommenders.ts'
import { conversationNotes } from './_conversation-notes.ts'
import { rowsOf } from './_rows.ts'
import { runTalks, talkOf } from './_run-talks.ts'
import { type SeekerMaker, seekersOf, TOP_SHARE } from './_seekers.ts'
import type { TalkedRow, TalkSetting } from './_talked-row.ts'
import type { ConversationComparison } from './comparison.ts'
import { filterConversation, readingOf, recommenderConversation } from './control-conversations.ts'
import { type SeekingCase, type SeekingCases, seekingCases } from './seeking-cases.ts'
import type { TalkingAgent } from './talking-agents.ts'

/** What a comparison is asked for. */
export interface CompareConversationsRequest {
  readonly data: Dataset
  /** Compared beside the controls; `talkingAgents` makes them of systems. */
  readonly agents: readonly TalkingAgent[]
  /** Models whose next items are shown with every message, unheard; chance and popularity always take part. */
  readonly recommenders?: readonly string[]
  /** The model around the agents; `ease` unless given. */
  readonly ranker?: string
  /** `target` unless given. */
  readonly seekers?: 'target' | 'utility'
  /** By what seekers with a taste decide; `biased-mf` for ratings and `ials` for events unless given. */
  readonly utility?: string
  /** The share of the catalogue with any of which they are content; 0.002 unless given. */
  readonly topShare?: number
  /** People; 100 unless given. */
  readonly n?: number
  /** Messages that are answered; 5 unless given. */
  readonly turns?: number
  /** Cards a reply of the controls; 5 unless given. */
  readonly cards?: number
  /** Share of seekers who tell all at once; 0.25 unless given. */
  readonly frontLoaded?: number
  /** Whether seekers who may leave are sent too, with and without a last instruction; true unless given. */
  readonly leaving?: boolean
  /** What seekers say they look for, in one word; `title` unless given. */
  readonly noun?: string
  /** The model behind the agents, for the record. */
  readonly model?: Pick<LanguageModel, 'name' | 'fingerprint'> | null
  readonly clock: Clock
  readonly seed?: number
  /** Conversations at once; 4 unless given. */
  readonly concurrency?: number
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  readonly onTalk?: OnTalk
}

/** Hears of each conversation, row by row in the order of the seekers. */
export type OnTalk = (of: {
  readonly row: string
  readonly setting: TalkSetting
  readonly id: string
  readonly talk: Talk
}) => void

/**
 * Compares agents that recommend by conversations with the same simulated seekers, beside controls that hear no word or no person.
 *
 * What a seeker looks for is their last liked item, which neither the agents nor the models around them have seen. Every row meets the
 * same seekers with the same streams. A conversation that somebody breaks off is counted as a miss.
 *
 * @throws {TastemakerError} what `seekingCases` throws; `config/range` for turns below 1; `config/unknown-name` for a model;
 *   `runtime/interrupted` when the signal fires
 * @example await compareConversations({ data, agents: talkingAgents({ systems, minds }), clock: systemClock })
 */
export async function compareConversations(request: CompareConversationsRequest): Promise<ConversationComparison> {
  const { data, turns = 5, cards = 5, n = 100, seed = 1, seekers = 'target', ranker = 'ease', signal } = request
  const root = randomStream(seed, 'conversations')
  for (const [name, value] of Object.entries({ turns, cards })) requireWhole(name, value)
  const found = seekingCases(data, n, root)
  try {
    const parts = await partsOf(request, found)
    const makers = await seekersOf({
      ...request,
      found,
      columns: parts.columns,
      train: found.train,
      random: root,
      turns,
    })
    const rows: TalkedRow[] = []
    for (const { agent, kind } of parts.agents)
      rows.push(await talkedRow(agent, kind, { request, found, makers, parts }))
    const talks = rows.flatMap((row) => row.talks.silent ?? row.talks.patient ?? [])
    const made = {
      version: 1,
      data: { name: data.name, hash: data.hash },
      model: request.model ? { name: request.model.name, fingerprint: request.model.fingerprint } : null,
      protocol: {
        seekers,
        utility: makers.utility,
        topShare: makers.utility === null ? null : (request.topShare ?? TOP_SHARE),
        ranker,
        people: found.cases.length,
        eligible: found.eligible,
        turns,
        cards,
        frontLoaded: request.frontLoaded ?? 0.25,
        seed,
        labels: 'real target, simulated seeker',
      },
      rows: rowsOf(rows, { turns, random: root.split('intervals') }),
      realism: realism(talks),
    } as const
    const kin = parts.agents.flatMap(({ agent, family }) => (family === makers.family ? [agent.name] : []))
    return { ...made, notes: [...found.notes, ...conversationNotes(made, kin)] }
  } catch (error) {
    if (!signal?.aborted) throw error
    throw new TastemakerError('runtime/interrupted', 'The conversations were interrupted.')
  }
}

interface Parts {
  readonly columns: ReturnType<typeof catalogueColumns>
  readonly agents: readonly {
    readonly agent: TalkingAgent
    readonly kind: TalkedRow['kind']
    /** Of the model behind it, to warn where a seeker's taste is of the same. */
    readonly family: string
  }[]
  startOf(one: SeekingCase, stream: string): ConversationStart
}

/** Fits what the rows need, on what the models may learn from. */
async function partsOf(request: CompareConversationsRequest, { train }: SeekingCases): Promise<Parts> {
  const { clock, seed = 1, cards = 5, ranker = 'ease', onProgress, signal } = request
  // Both floors stand in every table.
  const names = [...new Set(['random', 'popularity', ...(request.recommenders ?? [])])]
  const models = await fitRecommenders([...names, ranker], train, {
    random: randomStream(seed, 'conversation-models'),
    clock,
    threads: 1,
    ...(onProgress ? { onProgress } : {}),
  })
  const columns = catalogueColumns(train)
  const own = models.find(({ name }) => name === modelByName(ranker).name)!.fitted
  const shown = new Set(names.map((name) => modelByName(name).name))
  const around = new Map<string, ConversationStart['surroundings']>()
  const reading = readingOf(columns)
  const controls = models
    .filter(({ name }) => shown.has(name))
    .map(({ name, fitted }) => {
      const recommender = recommenderOf(fitted, train, { exclude: 'seen' })
      const open: TalkingAgent['open'] = (start) => recommenderConversation(recommender, start, cards)
      return { agent: { name, mind: null, open }, kind: 'control', family: fitted.family } as const
    })
  const filter: TalkingAgent = {
    name: 'filter only',
    mind: null,
    open: (start) => filterConversation(reading, start, cards),
  }
  return {
    columns,
    agents: [
      ...controls,
      { agent: filter, kind: 'control', family: 'none' },
      ...request.agents.map((agent) => ({ agent, kind: 'system', family: own.family }) as const),
    ],
    startOf({ id, past }, stream) {
      // Shared by all rows: counting a past takes time, and nothing in it changes.
      const made = around.get(id) ?? surroundings({ past, ranker: own, columns })
      around.set(id, made)
      const random = randomStream(seed, 'conversation-agents', stream, id)
      return { surroundings: made, user: id, random, elapsed: clock.elapsed, ...(signal ? { signal } : {}) }
    },
  }
}

interface Running {
  readonly request: CompareConversationsRequest
  readonly found: SeekingCases
  readonly makers: SeekerMaker
  readonly parts: Parts
}

async function talkedRow(agent: TalkingAgent, kind: TalkedRow['kind'], running: Running): Promise<TalkedRow> {
  const { request, found, makers, parts } = running
  const { turns = 5, concurrency = 4, leaving = true, onProgress, onTalk, signal } = request
  const settings: readonly TalkSetting[] = leaving ? ['patient', 'silent', 'instructs'] : ['patient']
  const talks: Partial<Record<TalkSetting, Talk[]>> = {}
  const judged: Partial<Record<TalkSetting, JudgedTalk[]>> = {}
  const errors: Record<string, number> = {}
  let done = 0
  const total = settings.length * found.cases.length
  for (const setting of settings) {
    const jobs = found.cases.map((one) => () => {
      const title = makers.sought(one).title
      return {
        seeker: makers.make(one, setting),
        conversation: agent.open(parts.startOf(one, setting)),
        names: title === null ? undefined : (text: string) => namesTitle(text, title),
      }
    })
    const all: Talk[] = []
    for await (const events of runTalks(jobs, { turns, lanes: concurrency, signal })) {
      const talk = talkOf(events)
      for (const event of events) {
        if (event.type === 'talk-failed')
          errors[`${event.who}: ${event.raw}`] = (errors[`${event.who}: ${event.raw}`] ?? 0) + 1
      }
      onTalk?.({ row: agent.name, setting, id: found.cases[all.length]!.id, talk })
      all.push(talk)
      onProgress?.({ stage: agent.name, done: ++done, total, unit: 'conversations' })
    }
    talks[setting] = all
    judged[setting] = all.map((talk, place) => judgeTalk(talk, makers.sought(found.cases[place]!)))
  }
  return { agent, kind, judged, talks, errors }
}

function requireWhole(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return
  throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`, 'Try 5.')
}
