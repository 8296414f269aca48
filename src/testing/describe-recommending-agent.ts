import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AgentMind,
  type AgentRun,
  agentMind,
  pastOf,
  type RecommendingAgent,
  searchIndex,
  surroundings,
  titlesIn,
} from '../agents/index.ts'
import { datasetFromRows } from '../data/index.ts'
import {
  type AgentTask,
  type AgentTaskResult,
  type Dataset,
  type Fitted,
  itemId,
  type JsonSchema,
  Label,
  type ModelCall,
  type Task,
  type UserId,
} from '../domain/index.ts'
import { biasedMf, itemKnn } from '../models/index.ts'
import { type RandomStream, randomStream } from '../random.ts'
import { fittingValue } from './_fitting-value.ts'
import { scriptedModel } from './scripted-model.ts'
import { toyWorld } from './toy-world.ts'

/** How the suite drives an agent. */
export interface DescribeAgentOptions {
  /** Answers that are looked at for each mind; 60 unless given. */
  readonly answers?: number
}

const MINDS = ['choice', 'language', 'hybrid'] as const
const REVIEW = 'I watched it twice. The second half drags, but the songs are lovely.'
const SAID = [
  'a comedy before 1990',
  'not that one',
  'never horror',
  'why?',
  'more',
  'like this but older',
  'drama or western',
  'qwertz',
]
/** Titles and ids that nobody has: a model that names them must not be heard. */
const INVENTED = ['Gone Fishing', 'x99', 'The Last Zeppelin (1931)']

/**
 * Registers the tests that every agent that recommends must pass: it never names what is not in the catalogue, whatever a model says;
 * keeps to scale, candidates and k; does not change with what happens later; holds no label; answers the same to the same.
 *
 * It works in the toy world, without a model and with one that answers anything: what fits the form, and what does not. Call it at the
 * top level of a test file.
 *
 * @param make a fresh agent with a mind
 * @example describeRecommendingAgent('recmind', (mind) => recommendingAgent('recmind', mind))
 */
export function describeRecommendingAgent(
  name: string,
  make: (mind: AgentMind) => RecommendingAgent,
  { answers = 60 }: DescribeAgentOptions = {},
): void {
  const data = toyWorld()
  const before = data.log.at.toSorted()[Math.floor(0.8 * data.log.length)]!
  let ranker: Fitted
  let rater: Fitted
  beforeAll(async () => {
    ranker = await itemKnn().fit(data, { random: randomStream(1), threads: 1 })
    rater = await biasedMf().fit(data, { random: randomStream(1), threads: 1 })
  })
  const run = async (random: RandomStream, world = data): Promise<AgentRun> => ({
    surroundings: surroundings({ past: pastOf(world, { before }), ranker, rater, search: await searchIndex(world) }),
    random,
    elapsed: () => 0,
  })

  describe(name, () => {
    it.each(MINDS)(
      `${name} names nothing but items of the catalogue, each once, within scale and k (%s)`,
      async (kind) => {
        const random = randomStream(7, name, kind)
        const { mind } = minded(kind, random)
        const agent = make(mind)
        const tasks = agent.tasks.filter((task) => task !== 'converse' && task !== 'feedback')
        const shared = await run(random)
        for (let turn = 0; turn < answers; turn++) {
          const task = drawn(data, tasks[turn % tasks.length]!, random.split('task', turn), turn)
          const result = await agent.perform(task, { ...shared, random: random.split('run', turn) })
          requireSound(data, task, result, shared)
        }
      },
    )

    it.each(MINDS)(`${name} shows cards of the catalogue only, in every turn (%s)`, async (kind) => {
      const random = randomStream(8, name, kind)
      const agent = make(minded(kind, random).mind)
      if (!agent.open) return expect(agent.tasks).not.toContain('converse')
      const shared = await run(random)
      for (let talk = 0; talk < Math.ceil(answers / SAID.length); talk++) {
        const conversation = agent.open({
          ...shared,
          random: random.split('talk', talk),
          user: data.users.ids[talk % data.users.size]!,
        })
        for (const said of SAID) {
          const { text, items } = await conversation.reply(said)
          expect(text.trim()).not.toBe('')
          for (const invented of INVENTED) expect(text).not.toContain(invented)
          for (const { id, title } of items) expect(data.catalogue[data.items.index(id)!]?.title).toBe(title)
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
        }
      }
    })

    it(`${name} does not change with what happens later`, async () => {
      const later = withLaterRows(data)
      const agent = make(agentMind('choice'))
      for (const type of agent.tasks.filter((task) => task !== 'converse' && task !== 'feedback')) {
        const task = drawn(data, type, randomStream(3, type), 1)
        const [now, then] = [await run(randomStream(3)), await run(randomStream(3), later)]
        expect(await agent.perform(task, then)).toEqual(await agent.perform(task, now))
      }
    })

    it(`${name} puts no title into a prompt that the task does not bring along`, async () => {
      const random = randomStream(9, name)
      const { mind, calls } = minded('language', random)
      const agent = make(mind)
      const shared = await run(random)
      const finder = titlesIn(data.catalogue)
      for (const type of agent.tasks.filter((one) => one === 'rank' || one === 'rate' || one === 'explain')) {
        for (let turn = 0; turn < 4; turn++) {
          const from = calls.length
          const task = drawn(data, type, random.split(type, turn), turn)
          await agent.perform(task, { ...shared, random: random.split('run', turn) })
          const own = new Set([...titlesOf(data, task), ...historyTitles(data, task.user, before)])
          for (const { system, user } of calls.slice(from)) {
            // What a model says itself is quoted again: it invents titles here, and nothing else is its doing.
            for (const title of finder.find(`${system}\n${user}`)) expect(own).toContain(title)
          }
        }
      }
    })

    it(`${name} refuses what it does not do, and a task that holds a label`, async () => {
      const agent = make(agentMind('choice'))
      const shared = await run(randomStream(1))
      const all = ['rate', 'rank', 'next', 'summarise', 'explain'] as const
      for (const type of all.filter((one) => !agent.tasks.includes(one))) {
        await expect(agent.perform(drawn(data, type, randomStream(2), 1), shared)).rejects.toMatchObject({
          code: 'planner/bad-input',
        })
      }
      const task = {
        ...drawn(data, agent.tasks.find((one) => all.includes(one as 'rate'))!, randomStream(2), 1),
        truth: new Label(4),
      }
      await expect(agent.perform(task as never, shared)).rejects.toMatchObject({ code: 'planner/label' })
    })
  })
}

/** A mind with a model that says anything, and what it was asked. */
function minded(
  kind: (typeof MINDS)[number],
  random: RandomStream,
): { readonly mind: AgentMind; readonly calls: readonly ModelCall[] } {
  if (kind === 'choice') return { mind: agentMind('choice'), calls: [] }
  let count = 0
  const model = scriptedModel(({ wanted }) => {
    const own = random.split('says', count++)
    const nonsense = INVENTED[own.int(INVENTED.length)]!
    if (wanted.type === 'choice') return wanted.labels[own.int(wanted.labels.length)]!
    if (wanted.type === 'text') return `You will love "${nonsense}".`
    if (own.int(4) === 0) return `${nonsense}, surely!`
    const fitting = JSON.stringify(fittingValue(wanted.schema as JsonSchema, own))
    // Some of the words of an answer that fits are invented too.
    return own.int(3) === 0 ? fitting.replace(/"[a-z]{1,12}"(?=[\],}])/g, JSON.stringify(nonsense)) : fitting
  })
  const granted = new Set(['wording', 'tools'] as const)
  return { mind: agentMind(kind, { model, granted }), calls: model.calls }
}

function drawn(data: Dataset, type: Task, random: RandomStream, turn: number): AgentTask {
  const user = data.users.ids[random.int(data.users.size)]!
  const item = data.items.ids[random.int(data.items.size)]!
  const id = `t${turn}`
  switch (type) {
    case 'rank':
      return { type, id, user, k: 1 + random.int(8), candidates: random.shuffle([...data.items.ids]).slice(0, 8) }
    case 'next':
      return { type, id, user, k: 1 + random.int(10) }
    case 'summarise':
      return { type, id, user, item, review: REVIEW }
    case 'explain':
      return { type, id, user, item }
    default:
      return { type: 'rate', id, user, item }
  }
}

/** Whether an answer could be right: of its form, of the catalogue, and in words of nobody's invention. */
function requireSound(
  data: Dataset,
  task: AgentTask,
  { answer, status, failure }: AgentTaskResult,
  { surroundings: { past } }: AgentRun,
): void {
  if (answer === null) {
    expect(status).not.toBe('answered')
    expect(failure).not.toBe(null)
    return
  }
  if (typeof answer === 'number') {
    expect(answer).toBeGreaterThanOrEqual(1)
    expect(answer).toBeLessThanOrEqual(5)
  } else if (typeof answer === 'string') {
    expect(answer.trim()).not.toBe('')
    for (const invented of INVENTED) expect(answer).not.toContain(invented)
  } else {
    expect(new Set(answer).size).toBe(answer.length)
    expect(answer.length).toBeLessThanOrEqual('k' in task ? task.k : 0)
    const known = task.type === 'rank' ? new Set(task.candidates) : new Set(data.items.ids)
    const user = data.users.index(task.user)!
    for (const id of answer) {
      expect(known).toContain(id)
      if (task.type === 'next') expect(past.touched(user, data.items.index(id)!)).toBe(false)
    }
  }
}

/** The same people and items, with a row for everybody after all others. */
function withLaterRows(data: Dataset): Dataset {
  const { log, users, items, catalogue, people, name, licence } = data
  const rows = Array.from({ length: log.length }, (_, row) => ({
    user: users.ids[log.user[row]!]!,
    item: items.ids[log.item[row]!]!,
    value: log.value[row]!,
    at: log.at[row]!,
  }))
  const last = Math.max(...log.at)
  const more = users.ids.map((user, place) => ({
    user,
    item: itemId(`horror-${1 + (place % 15)}`),
    value: 1,
    at: last + 1000 * (place + 1),
  }))
  const seen = new Set(rows.map(({ user, item }) => `${user} ${item}`))
  const fresh = more.filter(({ user, item }) => !seen.has(`${user} ${item}`))
  return datasetFromRows([...rows, ...fresh], {
    name,
    licence,
    catalogue,
    people,
    ...(data.scale ? { scale: data.scale } : {}),
  })
}

function titlesOf(data: Dataset, task: AgentTask): readonly string[] {
  const ids = task.type === 'rank' ? task.candidates : 'item' in task ? [task.item] : []
  return ids.map((id) => data.catalogue[data.items.index(id)!]!.title)
}

function historyTitles(data: Dataset, id: UserId, before: number): readonly string[] {
  const past = pastOf(data, { before })
  const { from, to } = past.rowsOf(data.users.index(id)!)
  return Array.from(data.log.item.subarray(from, to), (item) => data.catalogue[item]!.title)
}
