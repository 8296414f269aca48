import { beforeAll, describe, expect, it } from 'vitest'
import { type ConversationStart, catalogueColumns, pastOf, surroundings } from '../../agents/index.ts'
import { targetSeeker } from '../../agents/seeking/index.ts'
import { datasetFromRows, generatedPopulation, type Row } from '../../data/index.ts'
import {
  type Conversation,
  type ItemIndex,
  itemId,
  type Label,
  reveal,
  type UserIndex,
  userId,
} from '../../domain/index.ts'
import { namesTitle, type Talk } from '../../evaluation/conversation/index.ts'
import { popularity, recommenderOf } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { talk } from '../../worlds/conversation/index.ts'
import { type CompareConversationsRequest, compareConversations } from './compare-conversations.ts'
import { type ConversationComparison, conversationComparison } from './comparison.ts'
import { filterConversation, readingOf, recommenderConversation } from './control-conversations.ts'
import { seekingCases } from './seeking-cases.ts'
import { talkingAgents } from './talking-agents.ts'

const { data } = generatedPopulation({ users: 60, items: 160, genres: 8, seed: 5 })
const still = { now: () => 0, elapsed: () => 0 }
const random = randomStream(1, 'conversations')

/** Breaks off with every second person. */
const broken = {
  name: 'broken, choice',
  mind: 'choice' as const,
  open: (start: ConversationStart): Conversation => {
    if (Number(start.user) % 2 === 0) return recommenderConversation(nothing, start)
    return { ...recommenderConversation(nothing, start), reply: () => Promise.reject(new Error('lost the thread')) }
  },
}
const nothing = { name: 'nothing', recommend: async () => ({ entries: [], recommender: 'nothing' }) }

const compare = (over: Partial<CompareConversationsRequest> = {}): Promise<ConversationComparison> =>
  compareConversations({ data, agents: [], n: 24, clock: still, ...over })

const row = ({ rows }: ConversationComparison, name: string) => rows.find((one) => one.name === name)!

describe('seekingCases', () => {
  it('seekingCases() holds out the last liked event and all that came after, and nothing else', () => {
    const { cases, targets, train, eligible } = seekingCases(data, 20, random)
    expect(cases.length).toBe(20)
    expect(eligible).toBeGreaterThan(20)
    let hidden = 0
    for (const { id, user, past, known, liked } of cases) {
      const target = reveal(targets.get(id) as Label<ItemIndex>)
      const { from, to } = past.rowsOf(user)
      hidden += data.log.offsets[user + 1]! - to
      expect(known).not.toContain(target)
      expect(known.length).toBe(to - from)
      expect(train.log.offsets[user + 1]! - train.log.offsets[user]!).toBe(known.length)
      expect(liked.every((item) => known.includes(item))).toBe(true)
      const later = Array.from(
        data.log.value.subarray(data.log.item.indexOf(target, to) + 1, data.log.offsets[user + 1]!),
      )
      expect(later.every((stars) => stars < 4)).toBe(true)
    }
    expect(data.log.length - train.log.length).toBe(hidden)
  })

  it('seekingCases() leaves out who cannot look for anything, and says so', () => {
    const rows = (user: string, stars: number, last: string): Row[] =>
      ['a', 'b', 'c', last].map((item, at) => ({ user: userId(user), item: itemId(item), value: stars, at }))
    const item = (id: string, title: string) => ({ id: itemId(id), title, categories: [], attributes: {} })
    const facts = {
      name: 'toy',
      licence: 'MIT',
      scale: { min: 1, max: 5, step: 1 },
      catalogue: [item('a', 'A'), item('b', 'B'), item('c', 'C'), item('d', 'D'), item('e', ' ')],
    }
    const some = datasetFromRows([...rows('1', 5, 'd'), ...rows('2', 2, 'd'), ...rows('3', 5, 'e')], facts)
    const found = seekingCases(some, 5, random)
    expect(found.cases.map(({ id }) => id)).toEqual(['1'])
    expect(found.notes).toEqual([
      '5 people were asked for, and 1 of toy can look for their last liked item.',
      '1 person left out: their item has no title to be checked for.',
    ])
    expect(() => seekingCases(datasetFromRows(rows('2', 2, 'd'), facts), 5, random)).toThrow('Nobody in toy has')
    expect(() => seekingCases(data, 0, random)).toThrow('n must be a whole number of people from 1, got 0.')
    expect(() => seekingCases({ ...data, catalogue: [] }, 5, random)).toThrow('The catalogue of generated is empty.')
  })
})

describe('control conversations', () => {
  const [one] = seekingCases(data, 1, random).cases
  let start: ConversationStart
  let recommender: ReturnType<typeof recommenderOf>
  beforeAll(async () => {
    const fitted = await popularity().fit(data, { random, threads: 1 })
    recommender = recommenderOf(fitted, data, { exclude: 'seen' })
    start = {
      surroundings: surroundings({ past: one!.past, ranker: fitted }),
      user: one!.id,
      random,
      elapsed: still.elapsed,
    }
  })

  it('recommenderConversation() shows the next items whatever is said, none twice, and takes back what it showed', async () => {
    const talkedTo = recommenderConversation(recommender, start, 3)
    const first = await talkedTo.reply('A comedy.')
    const second = await talkedTo.reply('Not that.')
    const { entries } = await recommender.recommend({ user: one!.id, k: 6 })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(entries.map(({ item }) => item))
    expect(talkedTo.undo()).toBe(true)
    expect((await talkedTo.reply('Something else.')).items).toEqual(second.items)
    await expect(talkedTo.reply(' ')).rejects.toThrow('The message has no words.')
    expect(() => recommenderConversation(recommender, { ...start, user: undefined })).toThrow('name a person')
  })

  it('filterConversation() shows what fits, the most popular first, and says what it could not heed', async () => {
    const reading = readingOf(start.surroundings.columns)
    const { categories } = data.catalogue[one!.liked[0]!]!
    const talkedTo = filterConversation(reading, start, 4)
    const { items, applied } = await talkedTo.reply(`I would like some ${categories[0]!.toLowerCase()}.`)
    expect(applied.length).toBe(1)
    expect(items.length).toBe(4)
    expect(items.every((card) => card.categories.includes(categories[0]!))).toBe(true)
    const known = new Set(one!.known.map((item) => data.items.ids[item]!))
    expect(items.some(({ id }) => known.has(id))).toBe(false)
    const impossible = await talkedTo.reply('Nothing before 2050.')
    expect(impossible.dropped.length).toBe(1)
    expect(impossible.text).toContain('I could not heed')
  })

  it('a conversation replies byte for byte the same to the same messages, whatever is looked for', async () => {
    const columns = catalogueColumns(data)
    const reading = readingOf(columns)
    const said: string[] = []
    const seeker = targetSeeker({
      id: one!.id,
      columns,
      target: 3 as ItemIndex,
      liked: one!.liked,
      known: one!.known,
      random,
      names: namesTitle,
      leaves: false,
    })
    const heard: string[] = []
    const first = filterConversation(reading, start)
    const listening: Conversation = {
      ...first,
      async reply(text) {
        said.push(text)
        const reply = await first.reply(text)
        heard.push(JSON.stringify(reply))
        return reply
      },
    }
    for await (const event of talk(seeker, listening, { turns: 4 })) expect(event.type).not.toBe('talk-failed')
    // Another label for the same person: the held-out event is replaced in the log by another item.
    const row = one!.past.rowsOf(one!.user as UserIndex).to
    const item = Int32Array.from(data.log.item)
    item[row] = (item[row]! + 1) % data.items.size
    const past = pastOf({ ...data, log: { ...data.log, item } }, { row })
    const other = { ...start, surroundings: { ...start.surroundings, ...surroundingsOf(past, start) } }
    const again = filterConversation(reading, other)
    const replayed: string[] = []
    for (const text of said) replayed.push(JSON.stringify(await again.reply(text)))
    expect(replayed).toEqual(heard)
  })

  const surroundingsOf = (past: ReturnType<typeof pastOf>, { surroundings: around }: ConversationStart) => ({
    past,
    popularity: Float32Array.from(past.counts(), (count) => Math.log1p(count)),
    columns: around.columns,
  })
})

describe('compareConversations', () => {
  it('compareConversations() gives the same whatever the concurrency, and a document that its schema reads', async () => {
    const [one, eight] = await Promise.all([compare({ concurrency: 1 }), compare({ concurrency: 8 })])
    expect(one).toEqual(eight)
    expect(conversationComparison.parse(JSON.parse(JSON.stringify(one)))).toEqual(one)
  }, 30_000)

  it('compareConversations() puts chance, popularity and a filter beside what is asked for', async () => {
    const comparison = await compare({ recommenders: ['item-knn'] })
    expect(comparison.rows.map(({ name }) => name)).toEqual(['random', 'popularity', 'item-knn', 'filter only'])
    const filter = row(comparison, 'filter only')
    expect(filter.patient['Hit@5']!.mean).toBeGreaterThan(row(comparison, 'random').patient['Hit@5']!.mean!)
    expect(filter.patient['wishes kept']!.mean).toBeGreaterThan(
      row(comparison, 'popularity').patient['wishes kept']!.mean!,
    )
    expect(filter.patient['leaked']!.mean).toBe(0)
    expect(row(comparison, 'popularity').toPopularity).toBeNull()
    const { silent, instructs } = filter.leaving!
    expect(instructs['depth']!.mean).toBeGreaterThanOrEqual(silent['depth']!.mean!)
    expect(comparison.notes.join(' ')).toContain('The seekers are simulated, by rules of this project')
  }, 30_000)

  it('compareConversations() counts conversations that break off as misses, and says so', async () => {
    const comparison = await compare({ agents: [broken], leaving: false })
    const { errors, patient, leaving } = row(comparison, broken.name)
    const failed = Object.values(errors).reduce((sum, count) => sum + count, 0)
    expect(failed).toBeGreaterThan(0)
    expect(patient['failed']!.mean).toBeCloseTo(failed / 24, 9)
    expect(patient['Hit@5']!.mean).toBe(0)
    expect(patient['AT']!.mean).toBe(6)
    expect(leaving).toBeNull()
    expect(comparison.notes.join(' ')).toContain(`${failed} conversations broke off and count as misses`)
  }, 30_000)

  it('compareConversations() sends seekers with a taste, who may be talked into something, and names kin', async () => {
    const talks: Talk[] = []
    const comparison = await compare({
      seekers: 'utility',
      utility: 'ials:factors=8',
      recommenders: ['pure-svd:factors=8'],
      onTalk: ({ talk: one }) => talks.push(one),
    })
    expect(comparison.protocol.utility).toBe('ials:factors=8')
    const taken = talks.filter(({ accepts }) => accepts !== null)
    expect(taken.some(({ because }) => because === 'settled')).toBe(true)
    expect(talks.length).toBe(24 * 3 * comparison.rows.length)
    expect(comparison.rows.some(({ patient }) => (patient['talked into']!.mean ?? 0) > 0)).toBe(true)
    expect(comparison.notes.join(' ')).toContain('pure-svd:factors=8 rest on a model of the family')
  }, 30_000)

  it.each([
    [{ turns: 0 }, 'turns must be a whole number from 1, got 0.'],
    [{ cards: 0 }, 'cards must be a whole number from 1, got 0.'],
    [{ n: 0 }, 'n must be a whole number of people from 1, got 0.'],
    [{ ranker: 'eese' }, 'eese'],
  ] as const)('compareConversations() refuses %o', async (over, sentence) => {
    await expect(compare(over)).rejects.toThrow(sentence)
  })

  it('compareConversations() is interrupted by its signal', async () => {
    const stop = new AbortController()
    const stopped = compare({ signal: stop.signal, onTalk: () => stop.abort() })
    await expect(stopped).rejects.toMatchObject({ code: 'runtime/interrupted' })
  })

  it('talkingAgents() refuses a system that is none', () => {
    expect(() => talkingAgents({ systems: ['nobody-at-all'], minds: ['choice'] })).toThrow('nobody-at-all')
  })
})
