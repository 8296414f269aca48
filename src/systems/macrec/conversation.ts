import {
  type AgentMind,
  type ConversationStart,
  catalogueWords,
  explanationFacts,
  itemTest,
  type KeptWish,
  noWishes,
  readMessage,
  type SearchIndex,
  touchedBy,
  type WishState,
  withAct,
  yearOf,
} from '../../agents/index.ts'
import {
  type Conversation,
  type ItemCard,
  type ItemId,
  type ItemIndex,
  type LanguageModel,
  type Reply,
  type ReplyPart,
  TastemakerError,
  type TraceStep,
  type UserIndex,
} from '../../domain/index.ts'
import { wordFacts } from '../../minds/index.ts'
import { listed } from '../../words.ts'
import type { Desk } from './_desk.ts'
import { openTeam } from './_team.ts'
import { itemsAnswer } from './answers.ts'
import { configurations, type MacRecOptions } from './configurations.ts'
import { manage } from './manager.ts'
import { candidatesText, personText, REQUESTS } from './prompts.ts'
import { idsOf, orderByUtility } from './retriever.ts'

/** Items shown at once. */
const SHOWN = 3
/** How deep the search goes, and the share of the best score that an item must reach to count as found. */
const DEPTH = 50
const NEAR_BEST = 0.5
/** Messages of the conversation that a model reads. */
const REMEMBERED = 6

/** A message and all that held when it was answered. */
interface Turn {
  readonly said: string
  readonly wishes: WishState
  readonly shown: readonly ItemIndex[]
}

/** What a message came to. */
type Picked = Pick<Reply, 'dropped' | 'failure' | 'cost' | 'trace'> & { readonly items: readonly ItemIndex[] }

/**
 * Opens a simple conversation: the searcher finds what the words say, the retriever orders it by the utility, and what was ruled out
 * stays out. Where a model does the job `tools`, a manager with searcher and interpreter picks instead. The words are a template's.
 *
 * @throws {TastemakerError} `planner/bad-input` for a person whom the data does not know
 * @example await openConversation('macrec', mind, options, start).reply('A comedy, please.')
 */
export function openConversation(
  name: string,
  mind: AgentMind,
  options: MacRecOptions,
  start: ConversationStart,
): Conversation {
  const { surroundings: around } = start
  const person = start.user === undefined ? undefined : around.past.data.users.index(start.user)
  if (start.user !== undefined && person === undefined) {
    throw new TastemakerError('planner/bad-input', `Nobody in the data is called "${start.user}".`)
  }
  const words = catalogueWords(around.columns)
  const model = mind.does('tools') ? mind.model : null
  const turns: Turn[] = []
  let last: Promise<unknown> = Promise.resolve()

  async function answer(said: string, signal: AbortSignal | undefined): Promise<Reply> {
    const before = turns.at(-1)
    const shown = before?.shown ?? []
    const { acts } = readMessage(said, { ...words, shown: shown.slice(-SHOWN) })
    const wishes = acts.reduce((so, act) => withAct(so, act, turns.length + 1), before?.wishes ?? noWishes(SHOWN))
    const found = await find(start, person, wishes, shown)
    const picked = model ? await askManager(model, found, said, wishes, signal) : found
    turns.push({ said, wishes, shown: [...shown, ...picked.items] })
    const items = picked.items.map((item) => cardOf(start, person, item))
    const applied = wishes.wishes.flatMap((wish) => (picked.dropped.includes(wish.words) ? [] : [wish.words]))
    const { dropped, failure, cost, trace } = picked
    return { turn: turns.length, text: textOf(items, applied, picked), items, applied, dropped, failure, cost, trace }
  }

  async function askManager(
    model: LanguageModel,
    found: Picked,
    said: string,
    wishes: WishState,
    signal: AbortSignal | undefined,
  ): Promise<Picked> {
    const id = `turn-${turns.length + 1}`
    const signals = [start.signal, signal].filter((one) => one !== undefined)
    const random = start.random.split(id)
    const team = openTeam(
      model,
      { ...start, random, signal: signals.length > 0 ? AbortSignal.any(signals) : undefined },
      id,
    )
    const { items } = around.past.data
    const mayShow = allowedIn(start, person, wishes)
    const indexOf = (one: string): ItemIndex | undefined => items.index(one as ItemId)
    const allowed = (one: string): boolean => {
      const item = indexOf(one)
      return item !== undefined && mayShow(item)
    }
    const messages = [...turns.slice(-REMEMBERED).map((turn) => turn.said), said]
    const desk: Desk = {
      ...{ id, around, options, team, user: start.user, agents: configurations.chat },
      request: [
        ...(person === undefined ? [] : [personText(around, person, options.historyLimit)]),
        REQUESTS.converse,
        `What they said, the latest last:\n${messages.map((one) => `- ${JSON.stringify(one)}`).join('\n')}`,
        candidatesText(around, found.items),
      ].join('\n\n'),
      answer: itemsAnswer(SHOWN, allowed),
      may: { user: (one) => one === start.user, item: allowed },
      tally: { outside: 0, broken: 0, refused: 0 },
    }
    const { finished, failure } = await manage(desk)
    const { cost, transcript } = team.sum()
    const trace = transcript.slice(1).map(({ step, action, thought, observation = '' }) => ({
      ...{ step, output: thought ?? observation },
      ...(action ? { input: action } : {}),
    }))
    const picked = finished ? (finished.answer as readonly ItemId[]).map((one) => indexOf(one)!) : []
    return {
      items: picked,
      dropped: finished ? [] : found.dropped,
      failure: finished ? null : failure,
      cost,
      trace: [...found.trace, ...trace],
    }
  }

  async function reply(text: string, signal?: AbortSignal): Promise<Reply> {
    if (text.trim() === '')
      throw new TastemakerError('config/option', 'A message must have words.', 'Say what you look for.')
    // One after the other; a reply that was called off does not stop the next.
    const next = last.then(
      () => answer(text, signal),
      () => answer(text, signal),
    )
    last = next
    return next
  }

  return {
    agent: name,
    reply,
    async *stream(text, signal): AsyncGenerator<ReplyPart> {
      const whole = await reply(text, signal)
      for (const step of whole.trace) yield { type: 'step', step }
      if (whole.items.length > 0) yield { type: 'items', items: whole.items }
      yield { type: 'words', delta: whole.text }
      yield { type: 'reply', reply: whole }
    },
    undo: () => turns.pop() !== undefined,
  }
}

/** What may be shown at all: nothing that was refused, ruled out or met before. */
function allowedIn(
  { surroundings: around }: ConversationStart,
  person: UserIndex | undefined,
  { wishes, refused }: WishState,
): (item: ItemIndex) => boolean {
  const met = person === undefined ? new Set<number>() : touchedBy(around, person)
  const tests = wishes
    .filter(({ strength }) => strength === 'never' || strength === 'not')
    .map((wish) => testOf(around, wish))
  return (item) => !met.has(item) && !refused.includes(item) && tests.every((passes) => passes(item))
}

const testOf = ({ columns }: ConversationStart['surroundings'], { aim }: KeptWish): ((item: ItemIndex) => boolean) =>
  aim.type === 'condition' ? itemTest(columns, aim.constraint) : () => true

/** The searcher and the retriever by rules: conditions hold, words are searched for, and what finds nothing is dropped, the oldest first. */
async function find(
  start: ConversationStart,
  person: UserIndex | undefined,
  state: WishState,
  shown: readonly ItemIndex[],
): Promise<Picked> {
  const { surroundings: around, elapsed } = start
  const began = elapsed()
  const { past, search } = around
  const mayShow = allowedIn(start, person, state)
  let left = past.data.catalogue
    .map((_, item) => item as ItemIndex)
    .filter((item) => !shown.includes(item) && mayShow(item))
  const dropped: string[] = []
  const trace: TraceStep[] = []
  for (const wish of state.wishes.toReversed()) {
    const { aim, words } = wish
    if (aim.type === 'like') continue
    const passes = aim.type === 'text' ? await found(search, aim.query) : testOf(around, wish)
    const kept = left.filter(passes)
    trace.push({
      step: aim.type === 'text' ? 'searcher' : 'filter',
      input: words,
      output: `${kept.length} of ${left.length} left`,
    })
    if (kept.length === 0) dropped.push(words)
    else left = kept
  }
  const items = orderByUtility(around, person, left).slice(0, SHOWN)
  trace.push({ step: 'retriever', output: JSON.stringify(idsOf(around, items)) })
  const cost = { calls: 0, promptTokens: 0, generatedTokens: 0, milliseconds: elapsed() - began }
  return { items, dropped, failure: null, cost, trace }
}

/** Whether an item is among what a search finds, the near ones only. */
async function found(search: SearchIndex | null, query: string): Promise<(item: ItemIndex) => boolean> {
  const hits = search ? await search.search(query, DEPTH) : []
  const near = new Set(hits.filter(({ score }) => score >= NEAR_BEST * hits[0]!.score).map(({ item }) => item))
  return (item) => near.has(item)
}

function cardOf({ surroundings: around }: ConversationStart, person: UserIndex | undefined, item: ItemIndex): ItemCard {
  const { id, title, categories } = around.columns.items[item]!
  return {
    id,
    title,
    categories,
    year: yearOf(around, item),
    reason: wordFacts(explanationFacts(around, item, person)),
  }
}

function textOf(items: readonly ItemCard[], applied: readonly string[], { dropped, failure }: Picked): string {
  if (failure) return `I could not work that out (${failure.kind}). Please say it again in other words.`
  if (items.length === 0) return 'Nothing is left that you have not seen or ruled out.'
  const titles = listed(items.map(({ title }) => JSON.stringify(title)))
  const missed = dropped.length > 0 ? `I found nothing for ${listed(dropped)}. ` : ''
  return `${missed}${applied.length === 0 ? 'You' : `For ${listed(applied)} you`} may like ${titles}.`
}
