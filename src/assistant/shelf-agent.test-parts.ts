import { explanationFacts, type RecommendingAgent, type Surroundings, yearOf } from '../agents/index.ts'
import {
  type Conversation,
  type ItemCard,
  type ItemIndex,
  type Reply,
  type ReplyPart,
  TastemakerError,
  type UserIndex,
} from '../domain/index.ts'
import { wordFacts } from '../minds/index.ts'

/** What was asked for so far: kept by the conversation, taken back a turn at a time. */
interface Wishes {
  readonly wanted: string | null
  readonly never: readonly string[]
  readonly refused: ReadonlySet<ItemIndex>
  readonly shown: readonly ItemIndex[]
}

/**
 * An agent that converses by four rules, for tests: a category is a wish, "no" and a category a refusal, "not the first one" refuses
 * an item, and "break" breaks.
 *
 * @param calls what a reply says to have cost, for tests of sums
 */
export function shelfAgent(calls = 0): RecommendingAgent {
  return {
    name: 'shelf',
    mind: 'choice',
    tasks: ['converse'],
    perform: () => Promise.reject(new TastemakerError('planner/bad-input', 'The shelf only converses.')),
    open: ({ surroundings, user, elapsed }) => {
      const index = user === undefined ? undefined : surroundings.past.data.users.index(user)
      return conversation(surroundings, index, elapsed, calls)
    },
  }
}

function conversation(
  around: Surroundings,
  user: UserIndex | undefined,
  elapsed: () => number,
  calls: number,
): Conversation {
  const turns: Wishes[] = [{ wanted: null, never: [], refused: new Set(), shown: [] }]
  const scores = around.preference(user)([])
  async function* stream(text: string, signal?: AbortSignal): AsyncGenerator<ReplyPart> {
    const started = elapsed()
    signal?.throwIfAborted()
    if (text.trim() === '') throw new TastemakerError('config/option', 'A message needs words.')
    if (text === 'break') throw new Error('a secret of the database')
    const wishes = understood(around, turns.at(-1)!, text)
    const items = bestFor(around, wishes, scores)
    turns.push({ ...wishes, shown: items })
    const step = { step: 'filter', input: { category: wishes.wanted }, output: `${items.length} items are left.` }
    yield { type: 'step', step }
    const cards = items.map((item) => cardOf(around, item, user))
    yield { type: 'items', items: cards }
    const words = [`Here are ${items.length} for you. `, 'Tell me what is wrong with them.']
    for (const delta of words) yield { type: 'words', delta }
    await Promise.resolve()
    signal?.throwIfAborted()
    const milliseconds = elapsed() - started
    const cost = { calls, promptTokens: 10 * calls, generatedTokens: calls, milliseconds }
    const applied = [...(wishes.wanted ? [wishes.wanted] : []), ...wishes.never.map((name) => `not ${name}`)]
    const said = { turn: turns.length - 1, text: words.join(''), items: cards, applied, dropped: [], cost }
    yield { type: 'reply', reply: { ...said, failure: null, trace: [step] } }
  }
  return {
    agent: 'shelf',
    stream,
    async reply(text, signal) {
      let whole: Reply | undefined
      for await (const part of stream(text, signal)) if (part.type === 'reply') whole = part.reply
      return whole!
    },
    undo: () => turns.length > 1 && turns.pop() !== undefined,
  }
}

function understood({ columns }: Surroundings, before: Wishes, text: string): Wishes {
  const said = text.toLowerCase()
  const categories = new Set(columns.items.flatMap((item) => item.categories))
  const named = [...categories].find((name) => said.includes(name.toLowerCase().replace(/y$/, '')))
  const refused = new Set(before.refused)
  if (/not the first/.test(said) && before.shown[0] !== undefined) refused.add(before.shown[0])
  if (named === undefined) return { ...before, refused }
  if (/\bno\b/.test(said)) return { ...before, refused, never: [...before.never, named] }
  return { ...before, refused, wanted: named }
}

function bestFor({ columns }: Surroundings, { wanted, never, refused }: Wishes, scores: Float32Array): ItemIndex[] {
  const fits = (item: ItemIndex): boolean => {
    const { categories } = columns.items[item]!
    return (
      !refused.has(item) &&
      (wanted === null || categories.includes(wanted)) &&
      !categories.some((name) => never.includes(name))
    )
  }
  return columns.items
    .map((_, item) => item as ItemIndex)
    .filter(fits)
    .sort((one, other) => scores[other]! - scores[one]!)
    .slice(0, 5)
}

function cardOf(around: Surroundings, item: ItemIndex, user: UserIndex | undefined): ItemCard {
  const { id, title, categories } = around.columns.items[item]!
  const facts = explanationFacts(around, item, user)
  const reason = facts.because.length > 0 ? wordFacts(facts) : null
  return { id, title, categories, year: yearOf(around, item), reason }
}
