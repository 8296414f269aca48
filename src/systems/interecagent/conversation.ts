import {
  type Act,
  type AgentMind,
  type ConversationStart,
  catalogueWords,
  dialogue,
  type Message,
  neverAgainst,
  noWishes,
  readMessage,
  type WishState,
  withAct,
} from '../../agents/index.ts'
import {
  type Conversation,
  type ItemCard,
  type ItemIndex,
  type ReplyPart,
  TastemakerError,
  type TraceStep,
} from '../../domain/index.ts'
import { aside } from './aside.ts'
import { heardByModel } from './heard-by-model.ts'
import { modelTurn } from './model-turn.ts'
import type { InterecagentOptions } from './options.ts'
import { ruleTurn } from './rule-turn.ts'
import { type Spending, spending } from './spending.ts'
import type { Answer, Remembered, Turn } from './turn.ts'
import { cardFacts, cardOf } from './words.ts'
import { openWorkbench } from './workbench.ts'

/** What is answered without a plan. */
const ASIDE: ReadonlySet<string> = new Set(['chat', 'why', 'tell', 'history', 'wishes', 'reset'])

const FREE = { calls: 0, promptTokens: 0, generatedTokens: 0 }
const MOST_LETTERS = 2000

/** Opens a conversation. @example openConversation(mind, options, start).reply('comedies before 1980') */
export function openConversation(
  mind: AgentMind,
  options: InterecagentOptions,
  start: ConversationStart,
  agent: string,
): Conversation {
  const { surroundings: around } = start
  const words = catalogueWords(around.columns)
  const user = start.user === undefined ? undefined : around.past.data.users.index(start.user)
  if (start.user !== undefined && user === undefined) {
    throw new TastemakerError(
      'config/unknown-name',
      `There is no user "${start.user}" in ${around.past.data.name}.`,
      'Leave the user out to talk with somebody new.',
    )
  }
  const talk = dialogue()
  const bench = openWorkbench(around, words.grounder, options, user)
  let now: Remembered = { wishes: noWishes(options.show), shown: [], everShown: new Set(), asked: false, kept: null }
  const before: Remembered[] = []
  let number = 0

  let busy: Promise<unknown> = Promise.resolve()
  /** How it was before each message, an "undo" among them. */
  const messages: { readonly now: Remembered; readonly before: readonly Remembered[] }[] = []
  const goBack = (to: (typeof messages)[number]): void => {
    now = to.now
    before.splice(0, before.length, ...to.before)
  }

  async function* stream(text: string, signal?: AbortSignal): AsyncGenerator<ReplyPart> {
    if (text.trim() === '')
      throw new TastemakerError('config/option', 'A message needs words.', 'Say what you are looking for.')
    // One message after the other, also where the last reply is still being made.
    const turns = busy
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    busy = done
    await turns
    try {
      yield* spoken(text.slice(0, MOST_LETTERS), signal)
    } finally {
      finish()
    }
  }

  async function* spoken(said: string, signal: AbortSignal | undefined): AsyncGenerator<ReplyPart> {
    signal?.throwIfAborted()
    const began = start.elapsed()
    const message = readMessage(said, { ...words, shown: now.shown })
    const saved = { now, before: [...before] }
    messages.push(saved)
    const trace: TraceStep[] = []
    const parts = queue<ReplyPart>()
    number++
    const add = (step: TraceStep): void => {
      trace.push(step)
      parts.push({ type: 'step', step })
    }
    const answered = answer(said, message, add, (items) => parts.push({ type: 'items', items }), signal ?? start.signal)
    answered.then(
      () => parts.end(),
      () => parts.end(),
    )
    let isWhole = false
    try {
      yield* parts.items()
      await answered
      isWhole = true
    } finally {
      // A reply that failed or that nobody waited for was never given.
      if (!isWhole) {
        await answered.catch(() => null)
        messages.pop()
        goBack(saved)
      }
    }
    const { text: reply, items, applied, dropped, failure = null, cost = FREE, cards } = await answered
    for (const delta of reply.match(/[^.!?]+[.!?]*\s*|\s*[.!?]+\s*/g) ?? []) yield { type: 'words', delta }
    talk.say({ speaker: 'user', text: said })
    talk.say({ speaker: 'agent', text: reply, items: items.map((item) => around.columns.vocabulary.ids[item]!) })
    const milliseconds = start.elapsed() - began
    yield {
      type: 'reply',
      reply: {
        turn: number,
        text: reply,
        items: cards,
        applied,
        dropped,
        failure,
        cost: { ...cost, milliseconds },
        trace,
      },
    }
  }

  async function answer(
    text: string,
    read: Message,
    trace: Turn['trace'],
    shows: Turn['shows'],
    signal: AbortSignal | undefined,
  ): Promise<Answer & { readonly cards: readonly ItemCard[] }> {
    if (read.acts.some(({ type }) => type === 'undo')) return { ...undone(), cards: [] }
    before.push(now)
    const asked = spending()
    const message = await heard(read, text, trace, asked)
    const state = { ...now, wishes: message.acts.reduce((wishes, act) => kept(wishes, act, number), now.wishes) }
    const alike = state.wishes.wishes.flatMap(({ aim }) => (aim.type === 'like' ? aim.items : []))
    const facts = (item: ItemIndex) => cardFacts(around, item, { user, alike, liked: state.wishes.liked })
    const made = new Map<ItemIndex, ItemCard>()
    const card = (item: ItemIndex): ItemCard => {
      const one = made.get(item) ?? cardOf(around, item, facts(item))
      made.set(item, one)
      return one
    }
    const turn: Turn = {
      ...words,
      number,
      text,
      message,
      state,
      start,
      options,
      mind,
      user,
      signal,
      card,
      trace,
      turns: talk.turns,
      shows,
      bench,
    }
    const given = (await aside(turn)) ?? (mind.does('tools') ? await modelTurn(turn) : await ruleTurn(turn))
    const { items, wishes = state.wishes } = given
    const rest = { ...state, wishes, asked: given.asked ?? false, kept: given.kept ?? null }
    now = items.length > 0 ? { ...rest, shown: items, everShown: new Set([...state.everShown, ...items]) } : rest
    const cards = items.map(card)
    return { ...given, cards, cost: sumOf(given.cost ?? FREE, asked.so()) }
  }

  /** What was said as a model reads it, where it earned that and makes no plan of its own; else as the grammar reads it. */
  async function heard(read: Message, text: string, trace: Turn['trace'], asked: Spending): Promise<Message> {
    if (!mind.does('slots') || mind.does('tools') || read.acts.some(({ type }) => ASIDE.has(type))) return read
    const asks = mind.mind('interecagent', undefined, asked.onUsage)
    const by = { mind: asks, random: start.random.split('slots', number) }
    const { message, note } = await heardByModel(read, text, words, by)
    trace({ step: 'slots', input: text, output: note })
    return message
  }

  function undone(): Answer {
    const last = before.pop()
    if (!last) return { text: 'There is nothing to take back.', items: [], applied: [], dropped: [] }
    now = last
    const applied = now.wishes.wishes.map((wish) => wish.words)
    return {
      text:
        applied.length > 0 ? `Taken back. Now it is ${applied.join(', ')}.` : 'Taken back. Nothing is asked for now.',
      items: [],
      applied,
      dropped: [],
    }
  }

  return {
    agent,
    stream,
    async reply(text, signal) {
      for await (const part of stream(text, signal)) if (part.type === 'reply') return part.reply
      throw new Error('a reply ended without its last part')
    },
    undo() {
      const last = messages.pop()
      if (!last) return false
      goBack(last)
      talk.undo()
      return true
    },
  }
}

/** Wishes after an act; one that a "never" stands against is not kept. */
const kept = (wishes: WishState, act: Act, turn: number): WishState =>
  act.type === 'wish' && neverAgainst(wishes, act.wish) ? wishes : withAct(wishes, act, turn)

const sumOf = (one: typeof FREE, other: typeof FREE): typeof FREE => ({
  calls: one.calls + other.calls,
  promptTokens: one.promptTokens + other.promptTokens,
  generatedTokens: one.generatedTokens + other.generatedTokens,
})

/** Parts that are pushed while somebody reads them. */
function queue<Part>(): { push(part: Part): void; end(): void; items(): AsyncGenerator<Part> } {
  const waiting: Part[] = []
  let wake: () => void = () => {}
  let isOver = false
  return {
    push(part) {
      waiting.push(part)
      wake()
    },
    end() {
      isOver = true
      wake()
    },
    async *items() {
      while (true) {
        while (waiting.length > 0) yield waiting.shift()!
        if (isOver) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
