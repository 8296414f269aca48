import {
  type ConversationStart,
  type Facets,
  facetsOf,
  type Grounder,
  grounder,
  itemTest,
  noWishes,
  readMessage,
  type TitleFinder,
  titlesIn,
  type WishState,
  withAct,
  yearOf,
} from '../../agents/index.ts'
import {
  type Conversation,
  type ItemCard,
  type ItemId,
  type ItemIndex,
  type Recommender,
  type Reply,
  TastemakerError,
  ToolError,
  type UserId,
} from '../../domain/index.ts'
import { listed } from '../../words.ts'

/** Cards a reply, unless something else is asked for. */
const CARDS = 5

/**
 * A conversation that hears no word: with every message it shows the next items of a recommender.
 *
 * The control of every conversation: what it finds is found without having listened.
 *
 * @param start whose conversation it is; only somebody of the data can have one
 * @param k cards a reply; 5 unless given
 * @throws {TastemakerError} `config/option` for a start without a person
 * @example await recommenderConversation(recommender, start).reply('Anything')
 */
export function recommenderConversation(recommender: Recommender, start: ConversationStart, k = CARDS): Conversation {
  const { user } = start
  if (user === undefined) {
    throw new TastemakerError('config/option', `${recommender.name} knows people by their past only: name a person.`)
  }
  return control(recommender.name, start, async (_, shown) => ({
    ids: await nextOf(recommender, user, new Set(shown.flat()), k),
    applied: [],
    dropped: [],
    state: null,
  }))
}

async function nextOf(recommender: Recommender, user: UserId, exclude: ReadonlySet<ItemId>, k: number) {
  const { entries } = await recommender.recommend({ user, k, exclude })
  return entries.map(({ item }) => item)
}

/** What is read off a catalogue once for all conversations. */
export interface Reading {
  readonly facets: Facets
  readonly grounder: Grounder
  readonly titles: TitleFinder
}

/** Reads a catalogue for `filterConversation`. @example readingOf(around.columns) */
export const readingOf = (columns: ConversationStart['surroundings']['columns']): Reading => ({
  facets: facetsOf(columns),
  grounder: grounder(columns.items),
  titles: titlesIn(columns.items),
})

/**
 * A conversation that understands conditions and nothing else: what fits them, the most popular first.
 *
 * The control of every system that also knows the person: it reads words by the same rules, and has no model. Where nothing fits, the
 * newest conditions are dropped, and the reply says so.
 *
 * @param k cards a reply; 5 unless given
 * @example await filterConversation(readingOf(columns), start).reply('A comedy from the eighties')
 */
export function filterConversation(reading: Reading, start: ConversationStart, k = CARDS): Conversation {
  const { surroundings: around, user } = start
  const { columns, popularity, past } = around
  const person = user === undefined ? undefined : past.data.users.index(user)
  const known = person === undefined ? { from: 0, to: 0 } : past.rowsOf(person)
  const seen = new Set(past.data.log.item.subarray(known.from, known.to))
  const order = Array.from(popularity.keys())
    .filter((item) => !seen.has(item) && columns.items[item]!.title.trim() !== '')
    .sort((one, other) => popularity[other]! - popularity[one]! || one - other)
  return control<WishState>('filter only', start, async (text, shown, before, turn) => {
    const last = (shown.at(-1) ?? []).map((id) => columns.vocabulary.index(id)!)
    const { acts } = readMessage(text, { ...reading, shown: last })
    const state = acts.reduce((wishes, act) => withAct(wishes, act, turn), before ?? noWishes(k))
    const out = new Set<number>(state.refused)
    for (const id of shown.flat()) out.add(columns.vocabulary.index(id)!)
    const conditions = state.wishes.flatMap(({ aim, strength, words }) => {
      const test = aim.type === 'condition' && strength !== 'prefer' ? testOf(columns, aim.constraint) : null
      return test ? [{ words, test: strength === 'not' || strength === 'never' ? negated(test) : test }] : []
    })
    const fresh = order.filter((item) => !out.has(item))
    const fitting = (some: typeof conditions) => fresh.filter((item) => some.every(({ test }) => test(item)))
    let held = conditions
    let left = fitting(held)
    while (left.length === 0 && held.length > 0) {
      held = held.slice(0, -1)
      left = fitting(held)
    }
    return {
      ids: left.slice(0, k).map((item) => columns.vocabulary.ids[item]!),
      applied: held.map(({ words }) => words),
      dropped: conditions.slice(held.length).map(({ words }) => words),
      state,
    }
  })
}

type Test = (item: number) => boolean
const negated =
  (test: Test): Test =>
  (item) =>
    !test(item)

/** A condition that the catalogue cannot test filters nothing. */
function testOf(columns: Facets['columns'], constraint: Parameters<typeof itemTest>[1]): Test | null {
  try {
    return itemTest(columns, constraint)
  } catch (error) {
    if (error instanceof ToolError) return null
    throw error
  }
}

interface Shown<State> {
  readonly ids: readonly ItemId[]
  readonly applied: readonly string[]
  readonly dropped: readonly string[]
  readonly state: State | null
}

/** A conversation of a rule from words and what was shown before to what is shown next. */
function control<State>(
  agent: string,
  { surroundings: { columns }, surroundings, elapsed }: ConversationStart,
  next: (
    text: string,
    shown: readonly (readonly ItemId[])[],
    state: State | null,
    turn: number,
  ) => Promise<Shown<State>>,
): Conversation {
  const turns: Shown<State>[] = []
  const card = (id: ItemId): ItemCard => {
    const item = columns.vocabulary.index(id) as ItemIndex
    const { title, categories } = columns.items[item]!
    return { id, title, categories, year: yearOf(surroundings, item), reason: null }
  }
  const reply = async (text: string): Promise<Reply> => {
    if (text.trim() === '') throw new TastemakerError('config/option', 'The message has no words.')
    const started = elapsed()
    const turn = turns.length + 1
    const made = await next(
      text,
      turns.map(({ ids }) => ids),
      turns.at(-1)?.state ?? null,
      turn,
    )
    turns.push(made)
    const items = made.ids.map(card)
    return {
      turn,
      text: wordsFor(items, made.dropped),
      items,
      applied: made.applied,
      dropped: made.dropped,
      failure: null,
      cost: { calls: 0, promptTokens: 0, generatedTokens: 0, milliseconds: elapsed() - started },
      trace: [],
    }
  }
  return {
    agent,
    reply,
    async *stream(text) {
      const whole = await reply(text)
      yield { type: 'items', items: whole.items }
      yield { type: 'words', delta: whole.text }
      yield { type: 'reply', reply: whole }
    },
    undo: () => turns.pop() !== undefined,
  }
}

function wordsFor(items: readonly ItemCard[], dropped: readonly string[]): string {
  const without = dropped.length > 0 ? ` I could not heed ${listed(dropped)}.` : ''
  const titles = items.flatMap(({ title }) => (title.trim() === '' ? [] : [title]))
  return titles.length === 0 ? `I have nothing to show.${without}` : `Here are ${listed(titles)}.${without}`
}
