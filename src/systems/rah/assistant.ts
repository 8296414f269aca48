import type { AgentMind } from '../../agents/index.ts'
import {
  type Dataset,
  type Feedback,
  type Item,
  type ItemId,
  TastemakerError,
  type UserId,
  userId,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Guess, RahAgents } from './agents.ts'
import type { AssistantEvent } from './assistant-event.ts'
import type { FeedbackRecord, Perceived, PersonalityEntry, RahLibraries } from './libraries.ts'
import { type Learned, type LoopParts, learnFrom, orNull } from './loop.ts'
import type { RahOptions } from './options.ts'
import { itemReader } from './perceive.ts'
import { judgedBy, newPerson, nextEventId, type Person } from './person.ts'
import { mayLeave, type OutgoingRecord, type PrivacyPolicy, requirePolicy, USUAL_POLICY } from './privacy.ts'
import type { ProxyFeedback } from './proxy-feedback.ts'
import { type ProxyGate, proxyGate } from './proxy-gate.ts'
import { modelAgents } from './questions.ts'
import { ruleAgents } from './rules.ts'

/** An item that the assistant took out of a recommendation, and why. */
export interface DroppedItem {
  readonly item: ItemId
  /** That the person likes it. */
  readonly probability: number
  readonly reasons: readonly string[]
}

/** What became of a recommendation. */
export interface Filtered {
  /** In the order recommended. */
  readonly shown: readonly ItemId[]
  readonly dropped: readonly DroppedItem[]
  /** What was sent to the recommender on the person's behalf. */
  readonly proxies: readonly ProxyFeedback[]
}

/** Stands between a recommender and people: learns who they are, filters for them, answers for them. */
export interface RahAssistant {
  /** Who has the last word. */
  readonly decidedBy: RahAgents['decidedBy']
  /** Learns from what a person did. One after the other: later events rest on earlier ones. */
  onFeedback(user: UserId, item: ItemId, feedback: Omit<Feedback, 'user' | 'item'>): Promise<Learned>
  /** Takes out what the person would dislike. Items without an answer stay, and nothing is sent for them. */
  onRecommendation(user: UserId, items: readonly ItemId[]): Promise<Filtered>
  /** Would they like it? Null where the model had no answer. */
  judge(user: UserId, item: ItemId): Promise<Guess | null>
  /** Holds the assistant against the person's own feedback that it never learned from, and opens or closes the gate by it. */
  checkGate(user: UserId, heldOut: readonly Feedback[]): Promise<ProxyGate>
  /** The person's own switch. */
  allowProxies(user: UserId, allowed: boolean): void
  personality(user: UserId): readonly PersonalityEntry[]
  /** Shows a dropped item again, from now on always. */
  restore(user: UserId, item: ItemId): void
  /** Hands out what the policy lets go of a personality. */
  share(user: UserId): readonly PersonalityEntry[]
  /** The three libraries, to be kept. */
  libraries(): RahLibraries
  readonly log: readonly AssistantEvent[]
  /** All that ever left. */
  readonly outgoing: readonly OutgoingRecord[]
}

/** Of what an assistant is made. */
export interface RahAssistantParts {
  readonly mind: AgentMind
  readonly options: RahOptions
  readonly data: Pick<Dataset, 'name' | 'catalogue' | 'items'>
  readonly random: RandomStream
  /** Proxies may leave and personalities stay, unless given. */
  readonly policy?: PrivacyPolicy
  /** Goes on with libraries that were kept. */
  readonly from?: RahLibraries
  /** Refuses feedback that is earlier than the person's last; false unless given. */
  readonly ordered?: boolean
  /** On whose account models are asked; `rah` unless given. */
  readonly agent?: string
  /** Other agents than rules or the mind's model. */
  readonly agents?: RahAgents
  /** A control: lessons that nobody checks, or no Reflect. */
  readonly without?: 'loop' | 'reflect'
}

/**
 * Makes an assistant of RAH (Shu et al. 2024).
 *
 * @throws {TastemakerError} `planner/bad-input` for a policy that names an unknown domain; its methods throw the same for unknown
 *   items, feedback that is none, and items that come twice, before any call and before anything is written
 * @example const { shown } = await rahAssistant({ mind, options, data, random }).onRecommendation(user, items)
 */
export function rahAssistant(parts: RahAssistantParts): RahAssistant {
  const { options, data, policy = USUAL_POLICY, ordered = false, from } = parts
  const read = itemReader(data.name, data.catalogue)
  requirePolicy(policy, read.domains)
  const log: AssistantEvent[] = []
  const outgoing: OutgoingRecord[] = []
  const note = (event: AssistantEvent): void => void log.push(event)
  const agents = parts.agents ?? agentsOf(parts, read.perceive, note)
  const library = new Map<string, Perceived>(from?.items.map((about) => [about.item, about]))
  const people = new Map<UserId, Person>()
  for (const record of from?.records ?? []) personOf(userId(record.user)).records.set(record.id, record)
  for (const { user, entries, proxies, restored } of from?.personality ?? []) {
    Object.assign(personOf(userId(user)), { entries, proxies, restored: new Set(restored) })
  }
  const about = (item: string): Perceived | undefined => library.get(item)
  const loop: LoopParts = { agents, options, about, note, without: parts.without }

  async function judge(user: UserId, item: ItemId): Promise<Guess | null> {
    const seen = await perceived(requireItem(data, item))
    const person = people.get(user) ?? newPerson(user)
    const evidence = judgedBy(person, seen, options, about)
    return orNull(note, () => agents.act(seen, evidence, `${user}/${item}/${person.records.size}`))
  }

  return {
    decidedBy: agents.decidedBy,
    log,
    outgoing,
    judge,
    async onFeedback(user, item, feedback) {
      const card = requireItem(data, item)
      requireFeedback(feedback, people.get(user), ordered)
      const seen = await perceived(card)
      const person = personOf(user)
      const { liked, comment = null, at } = feedback
      const record: FeedbackRecord = {
        id: nextEventId(person),
        user,
        item,
        domain: seen.domain,
        liked,
        comment,
        at: Number.isNaN(at) ? null : at,
        attempts: 0,
        explained: false,
      }
      person.records.set(record.id, record)
      return learnFrom(person, record, seen, loop)
    },
    async onRecommendation(user, items) {
      for (const item of items) requireItem(data, item)
      if (new Set(items).size < items.length) throw badInput('A recommendation holds an item twice.')
      const person = personOf(user)
      const guesses = new Map<ItemId, Guess | null>()
      for (const item of items) guesses.set(item, await judge(user, item))
      const proxies = items.flatMap((item) => proxyFor(person, item, guesses.get(item)!) ?? [])
      const { shown, dropped } = filtered(person, items, guesses)
      return { shown, dropped, proxies }
    },
    async checkGate(user, heldOut) {
      for (const { item } of heldOut) requireHeldOut(item, people.get(user))
      const guessed: (boolean | null)[] = []
      for (const { item } of heldOut) guessed.push((await judge(user, item))?.liked ?? null)
      const liked = heldOut.map((one) => one.liked)
      const gate = proxyGate(liked, guessed)
      personOf(user).gate = gate
      return gate
    },
    allowProxies(user, allowed) {
      personOf(user).proxies = allowed
    },
    personality: (user) => people.get(user)?.entries ?? [],
    restore(user, item) {
      const was = log.some((event) => event.type === 'item-dropped' && event.user === user && event.item === item)
      if (!was) throw badInput(`The item ${JSON.stringify(item)} was never dropped for ${JSON.stringify(user)}.`)
      personOf(user).restored.add(item)
      note({ type: 'item-restored', user, item })
    },
    share: (user) =>
      (people.get(user)?.entries ?? []).filter((entry) => sent({ type: 'entry', domain: entry.domain, user, entry })),
    libraries: () => ({
      version: 1,
      items: [...library.values()],
      records: [...people.values()].flatMap(({ records }) => [...records.values()]),
      personality: [...people.values()].map(({ user, entries, proxies, restored }) => {
        return { user, entries: [...entries], proxies, restored: [...restored] }
      }),
    }),
  }

  function personOf(user: UserId): Person {
    const known = people.get(user)
    if (known) return known
    const made = newPerson(user)
    people.set(user, made)
    return made
  }

  function requireHeldOut(item: ItemId, person: Person | undefined): void {
    requireItem(data, item)
    if (![...(person?.records.values() ?? [])].some((record) => record.item === item)) return
    throw badInput(
      `The item ${JSON.stringify(item)} is not held out: the assistant learned from it.`,
      'A gate that opens on what was learned from says nothing.',
    )
  }

  async function perceived(item: Item): Promise<Perceived> {
    const known = library.get(item.id)
    if (known) return known
    // What a model cannot describe is described by rules: an item has to be something.
    const seen = (await orNull(note, () => agents.perceive(item, item.id))) ?? read.perceive(item)
    library.set(item.id, seen)
    return seen
  }

  /** Drops what would be disliked, the least liked first where some have to stay. */
  function filtered(
    person: Person,
    items: readonly ItemId[],
    guesses: ReadonlyMap<ItemId, Guess | null>,
  ): Pick<Filtered, 'shown' | 'dropped'> {
    const { user, restored } = person
    const disliked = items
      .filter((item) => guesses.get(item)?.liked === false && !restored.has(item))
      .sort((a, b) => guesses.get(b)!.probability - guesses.get(a)!.probability)
    const missing = Math.max(0, options.minShown - (items.length - disliked.length))
    for (const item of disliked.slice(0, missing)) {
      note({ type: 'item-kept', user, item, probability: guesses.get(item)!.probability })
    }
    const gone = new Set(disliked.slice(missing))
    const dropped = items
      .filter((item) => gone.has(item))
      .map((item): DroppedItem => {
        const { probability, reasonsAgainst } = guesses.get(item)!
        return { item, probability, reasons: reasonsAgainst }
      })
    for (const one of dropped) note({ type: 'item-dropped', user, ...one })
    return { shown: items.filter((item) => !gone.has(item)), dropped }
  }

  function proxyFor(person: Person, item: ItemId, guess: Guess | null): ProxyFeedback | null {
    if (guess === null) return null
    const { user, gate, records } = person
    const withheld = (why: 'off' | 'gate' | 'policy'): null => {
      note({ type: 'proxy-withheld', user, item, why })
      return null
    }
    if (options.proxies === 'off' || !person.proxies) return withheld('off')
    if (options.proxies === 'gated' && !gate.open) return withheld('gate')
    const { liked, probability } = guess
    // A proxy has no time of its own: it belongs to what was known of the person last.
    const at = [...records.values()].at(-1)?.at ?? Number.NaN
    const proxy: ProxyFeedback = {
      user,
      item,
      liked,
      at,
      origin: 'simulated',
      probability,
      weight: options.proxyWeight,
    }
    return sent({ type: 'proxy', domain: library.get(item)!.domain, proxy }) ? proxy : withheld('policy')
  }

  /** Lets a record go where the policy allows it, and writes down that it went. */
  function sent(record: OutgoingRecord): boolean {
    if (!mayLeave(policy, record)) return false
    outgoing.push(record)
    return true
  }
}

function agentsOf(
  { mind, random, agent = 'rah' }: RahAssistantParts,
  perceive: (item: Item) => Perceived,
  note: (event: AssistantEvent) => void,
): RahAgents {
  if (!mind.does('taste')) return ruleAgents(perceive)
  return modelAgents({
    mind: mind.mind(agent),
    random,
    plain: perceive,
    facts: factsOf,
    onUngrounded: (item, unsupported) => note({ type: 'words-ungrounded', item, unsupported }),
    describes: mind.does('wording'),
  })
}

const factsOf = ({ title, categories, attributes }: Item) => ({
  title,
  year: typeof attributes['year'] === 'number' ? attributes['year'] : null,
  genres: categories,
  because: [],
})

function requireItem({ items, catalogue }: RahAssistantParts['data'], item: ItemId): Item {
  const index = items.index(item)
  if (index !== undefined) return catalogue[index]!
  throw badInput(`The catalogue has no item ${JSON.stringify(item)}.`)
}

function requireFeedback(
  feedback: Omit<Feedback, 'user' | 'item'>,
  person: Person | undefined,
  ordered: boolean,
): void {
  const { liked, at, origin } = feedback
  if (typeof liked !== 'boolean') throw badInput(`liked must be true or false, got ${JSON.stringify(liked)}.`)
  if (origin !== 'logged') {
    throw badInput(
      `The assistant learns from what people did, got feedback of the origin ${JSON.stringify(origin)}.`,
      'What it said itself would only confirm it.',
    )
  }
  const last = [...(person?.records.values() ?? [])].at(-1)?.at ?? null
  if (!ordered || last === null || at >= last) return
  throw badInput(`Feedback must not be earlier than the last, which was at ${last}, got ${at}.`)
}

const badInput = (message: string, hint?: string): TastemakerError =>
  new TastemakerError('planner/bad-input', message, hint)
