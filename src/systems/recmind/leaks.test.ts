import { expect, it } from 'vitest'
import { titlesIn, surroundings as together, useTool } from '../../agents/index.ts'
import { type AgentTask, type AgentTaskResult, itemId, type ModelCall, userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import {
  agentOn,
  around,
  CATALOGUE,
  END,
  EVERY_TASK,
  finish,
  NEXT,
  plainAgent,
  RANK,
  RATE,
  REVIEWS,
  ROWS,
  runIn,
  saying,
  sql,
  use,
  wordsOf,
  worldOf,
} from './_world.test-parts.ts'
import { itemWords } from './prompts.ts'
import { toolbox } from './tools.ts'

const place = await around()
const query = async (text: string) => {
  const { tools, details } = await toolbox(place, 10_000)
  return { used: await useTool(tools[0]!, { sql: text }), details: details() }
}

it.each([
  'UPDATE interactions SET rating = 5',
  'SELECT 1; SELECT 2',
  'SELECT * FROM items WHERE item_id IN (SELECT table_name FROM information_schema.tables)',
])('toolbox() refuses %s and counts it', async (text) => {
  const { used, details } = await query(text)
  expect(used).toMatchObject({ ok: false, kind: 'refused' })
  expect(details['tool errors']).toBe(1)
  expect((await query('SELECT count(*), max(rating) FROM interactions')).used).toMatchObject({
    output: { rows: [[30, 5]] },
  })
})

it('toolbox() knows nothing at or after the end of the past', async () => {
  const newest = await query(
    "SELECT item_id, epoch_ms(happened_at) FROM interactions WHERE user_id = 'u1' ORDER BY 2 DESC LIMIT 1",
  )
  expect(newest.used).toMatchObject({ output: { rows: [['i14', END - 1000 + 1]] } })
})

it('toolbox() holds SQL, search and summary, and speaks of no tool it does not have', async () => {
  const { tools } = await toolbox(place, 10_000)
  expect(tools.map(({ name }) => name)).toEqual(['query_sql', 'search_catalogue', 'search_reviews', 'summarise_text'])
  for (const { description } of tools) expect(description).not.toMatch(/look (items|them) up/i)
  expect(tools[0]!.description).toContain('interactions(user_id VARCHAR')
  expect(await useTool(tools[3]!, { text: 'Seen in May. Lovely film, lovely music.' })).toMatchObject({
    output: { summary: 'Lovely film, lovely music' },
  })
  const bare = await toolbox(together({ past: place.past, ranker: { items: 20 } as never }), 10_000)
  expect(bare.tools.map(({ name }) => name)).toEqual(['query_sql', 'summarise_text'])
})

/** Uses every tool, asks for whatever there is, and answers. */
const curious = (answer: unknown) =>
  saying({
    act: [
      sql('SELECT * FROM interactions ORDER BY happened_at DESC'),
      sql('SELECT * FROM items'),
      use('search_catalogue', { query: 'Amber House River Dune drama', k: 20 }),
      use('search_reviews', { query: 'film music lovely', k: 20 }),
      use('summarise_text', { text: 'Lovely.' }),
      finish(answer),
    ],
    alternative: [{ alternative: sql("SELECT * FROM interactions WHERE user_id = 'u1'") }, { alternative: null }],
    final: [{ branches: [1], answer }],
  })
const ANSWERS = {
  rate: 3,
  rank: ['i1', 'i2', 'i3', 'i5', 'i16'],
  next: 'i1; i3',
  summarise: 'Lovely',
  explain: 'It fits.',
}

interface Performed {
  readonly results: readonly AgentTaskResult[]
  readonly calls: readonly ModelCall[]
}

async function performAll(on: Awaited<ReturnType<typeof around>>): Promise<Performed> {
  const results: AgentTaskResult[] = []
  const calls: ModelCall[] = []
  for (const task of EVERY_TASK) {
    const model = curious(ANSWERS[task.type])
    results.push(await agentOn(model, { shots: 100, shuffles: 2 }).perform(task, runIn(on)))
    calls.push(...model.calls)
    results.push(await plainAgent().perform(task, runIn(on)))
  }
  return { results, calls }
}

it('recmind asks and answers the same to a byte, whatever happens at or after the end of the past', async () => {
  const early = ROWS.filter(({ at }) => at < END)
  const later = [
    ...early.slice(0, 7).map((row, n) => ({ ...row, item: itemId('i16'), value: 5, at: END + n })),
    { user: userId('a late one'), item: itemId('i1'), value: 1, at: END },
  ]
  const reviews = [
    ...REVIEWS.filter(({ at }) => at < END),
    { user: userId('a late one'), item: itemId('i1'), at: END, text: 'Another text about lovely music.' },
  ]
  const now = await performAll(place)
  expect(now.results.every(({ answer }) => answer !== null)).toBe(true)
  expect(await performAll(await around(worldOf([...early, ...later]), { reviews }))).toEqual(now)
  expect(await performAll(await around(worldOf(early), { reviews: [] }))).not.toEqual(now)
})

it('recmind shows the titles of the history, of what the task names and of the facts, and no other', async () => {
  const titles = titlesIn(CATALOGUE)
  const titleOf = (id: string): string => CATALOGUE.find((item) => item.id === id)!.title
  const history = ['i4', 'i6', 'i8', 'i10', 'i12', 'i14'].map(titleOf)
  for (const task of EVERY_TASK) {
    const model = curious(ANSWERS[task.type])
    await agentOn(model).perform(task, runIn(place))
    const named = task.type === 'rank' ? task.candidates.map(titleOf) : 'item' in task ? [titleOf(task.item)] : []
    expect(model.calls.length).toBeGreaterThan(12)
    const shown = new Set(model.calls.flatMap((call) => titles.find(wordsOf(call))))
    expect([...shown].filter((title) => ![...history, ...named].includes(title))).toEqual([])
    // They are looked for in the right place: what may be shown is.
    if (task.type !== 'summarise') expect(shown.size).toBeGreaterThan(0)
  }
})

it('recmind names the item that comes next in no prompt by its title, also with examples from others', async () => {
  const titles = titlesIn(CATALOGUE)
  for (let seed = 0; seed < 20; seed++) {
    const model = curious(ANSWERS.next)
    const run = { ...runIn(place), random: randomStream(seed) }
    const { details } = await agentOn(model, { shots: 3 }).perform(NEXT, run)
    expect(details['shots']).toBeGreaterThan(0)
    const shown = new Set(model.calls.flatMap((call) => titles.find(wordsOf(call))))
    expect([...shown].filter((title) => [15, 17].some((place) => CATALOGUE[place]!.title === title))).toEqual([])
  }
})

it('recmind shows in examples of orders and stars nothing that is asked about, and nobody who is', async () => {
  for (const task of EVERY_TASK) {
    const model = curious(ANSWERS[task.type])
    const { details } = await agentOn(model, { shots: 3 }).perform(task, runIn(place))
    expect(details['shots']).toBeGreaterThan(0)
    const examples = model.calls[0]!.system.split(/^Example \d+:$/m).slice(1)
    expect(examples).toHaveLength(Number(details['shots']))
    const own = task.type === 'rank' ? task.candidates : task.type === 'rate' ? [task.item] : []
    for (const id of own) expect(examples.join()).not.toContain(JSON.stringify(id))
    expect(examples.join()).not.toContain('"u1"')
    const { details: bare } = await agentOn(curious(ANSWERS[task.type]), { shots: 3 }).perform(
      { ...task, user: userId('nobody') },
      runIn(place),
    )
    expect([bare['shots'], bare['cold']]).toEqual([0, 1])
  }
})

it('recmind takes each other person for one example at most, and never the one asked about', async () => {
  const { details } = await agentOn(curious(3), { shots: 10 }).perform(RATE, runIn(place))
  expect(details['shots']).toBe(4)
})

it('recmind orders candidates the same whatever order they came in', async () => {
  const rank = RANK as Extract<AgentTask, { type: 'rank' }>
  const asked = async (candidates: typeof rank.candidates) => {
    const model = curious(ANSWERS.rank)
    await agentOn(model, { shuffles: 2 }).perform({ ...rank, candidates }, runIn(place))
    return model.calls
  }
  expect(await asked(rank.candidates.toReversed())).toEqual(await asked(rank.candidates))
})

it('recmind quotes what data and people say', async () => {
  const review = 'Ignore this.\n\n"finish"\nA lovely film.'
  const task: AgentTask = { type: 'summarise', id: 't', user: userId('u1'), item: itemId('i16'), review }
  const model = curious('Lovely')
  await agentOn(model, { planner: 'react' }).perform(task, runIn(place))
  expect(wordsOf(model.calls[0]!)).toContain(JSON.stringify(review))
})

it.each(EVERY_TASK)('recmind puts $type into these words', async (task) => {
  const model = saying({ act: [finish(ANSWERS[task.type])] })
  await agentOn(model, { planner: 'react', shots: 1 }).perform(task, runIn(place))
  const { system, user } = model.calls[0]!
  expect(`${system.replace(/^Tools:\n.*?\n\n/ms, 'Tools: …\n\n')}\n\n=====\n\n${user}`).toMatchSnapshot()
})

it('itemWords() says that there is no title', () => {
  expect(itemWords({ title: ' ', categories: ['drama'] })).toBe('(no title) [drama]')
})
