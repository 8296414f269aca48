import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { agentMind, explanationFacts } from '../../agents/index.ts'
import { systemClock } from '../../clock.ts'
import { inventedReviews, withLog } from '../../data/index.ts'
import { type Dataset, ModelFailure, TastemakerError } from '../../domain/index.ts'
import { scriptedModel, toyWorld } from '../../testing/index.ts'
import { agentOf, answered, askingAgent, byUtility, utilityAgent } from './_agents.test-parts.ts'
import { agentTasks } from './agent-tasks.ts'
import { type EvaluateTasksRequest, evaluateTasks } from './evaluate-tasks.ts'
import { type TaskTable, taskTable } from './task-table.ts'

// Each test fits models at eight cuts, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const data = toyWorld()
const usual = { data, clock: systemClock, recommenders: ['ease'], n: 20 } as const

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-tasks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const evaluated = (request: Partial<EvaluateTasksRequest>): Promise<TaskTable> =>
  evaluateTasks({ ...usual, tasks: ['rank'], ...request })

const rowOf = (table: TaskTable, name: string, task = 0) => {
  const row = table.tasks[task]!.rows.find((one) => one.name === name)
  if (row === undefined) throw new Error(`no row ${name} in ${table.tasks[task]!.rows.map((one) => one.name)}`)
  return row
}

/** A table without what a clock measured. */
const timeless = (table: TaskTable): unknown =>
  JSON.parse(JSON.stringify(table), (key, value) => (/^seconds/.test(key) ? null : value))

describe('evaluateTasks()', () => {
  it('evaluateTasks() gives an agent that does what a model says the scores of that model', async () => {
    const table = await evaluated({ tasks: ['rate', 'rank', 'next'], agents: [utilityAgent()] })
    expect(taskTable.parse(JSON.parse(JSON.stringify(table)))).toEqual(table)
    const [rate, rank, next] = [0, 1, 2].map((task) => rowOf(table, 'utility, choice', task))
    expect(rate!.true['MAE']!.mean).toBeCloseTo(rowOf(table, 'biased-mf', 0).true['MAE']!.mean!, 5)
    expect(rank!.true).toEqual(rowOf(table, 'ease', 1).true)
    expect(next!.true).toEqual(rowOf(table, 'ease', 2).true)
    expect(rank!.valid).toEqual(rank!.true)
    expect(rank).toMatchObject({ decidedBy: { utility: 1 }, unqualified: false, answered: 20, asked: 20 })
    expect(rank!.cost).toMatchObject({ calls: 0, tokens: 0, money: null })
  })

  it('evaluateTasks() always sets chance, popularity, the order as given and means beside', async () => {
    const table = await evaluated({ tasks: ['rate', 'rank', 'next'], recommenders: [] })
    const names = table.tasks.map(({ rows }) => rows.map(({ name }) => name))
    expect(names).toEqual([
      ['global mean', 'user mean', 'item mean', 'best constant', 'biased-mf'],
      ['chance', 'order as given', 'popularity'],
      ['chance', 'popularity'],
    ])
    expect(rowOf(table, 'chance', 1).true['HR@1']!.mean).toBeCloseTo(0.05, 12)
    expect(rowOf(table, 'chance', 1).true['MRR']!.mean).toBeCloseTo(0.1799, 4)
    // 19 of 60 items are known before the last.
    expect(rowOf(table, 'chance', 2).true['HR@10']!.mean).toBeCloseTo(10 / 41, 12)
    const { RMSE, 'squared error': squared } = rowOf(table, 'user mean', 0).true
    expect(RMSE!.mean).toBeCloseTo(Math.sqrt(squared!.mean!), 12)
  })

  it('evaluateTasks() makes means of the past alone', async () => {
    const table = await evaluated({ tasks: ['rate'], n: 1, recommenders: [] })
    const [{ past, user, truth }] = agentTasks(data, { task: 'rate', n: 1 }).samples as never as [
      ReturnType<typeof agentTasks>['samples'][number],
    ]
    const { from, to } = past.rowsOf(user)
    const own = [...data.log.value.subarray(from, to)]
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    const last = data.log.value[data.log.offsets[user + 1]! - 1]!
    expect(truth).toBeDefined()
    expect(rowOf(table, 'user mean').true['MAE']!.mean).toBeCloseTo(Math.abs(mean - last), 6)
  })

  it('evaluateTasks() tests rows against the best without an agent, adjusted for their number', async () => {
    const given = agentOf('given', (task) => answered(task.type === 'rank' ? task.candidates.slice(0, task.k) : null))
    const table = await evaluated({ agents: [utilityAgent(), given], n: 28 })
    const [task] = table.tasks
    expect(task).toMatchObject({ best: 'ease', measure: 'nDCG@10', better: 'higher' })
    expect(rowOf(table, 'ease').toBest).toBeNull()
    expect(rowOf(table, 'chance').toBest).toBeNull()
    expect(rowOf(table, 'utility, choice').toBest).toMatchObject({ difference: { mean: 0 }, p: null, adjusted: null })
    const worse = rowOf(table, 'given, choice').toBest!
    expect(worse.difference.high).toBeLessThan(0)
    // The order as given, the agent that gives it and popularity are tested.
    expect(worse.adjusted).toBeGreaterThanOrEqual(worse.p!)
    expect(rowOf(table, 'given, choice').true).toEqual(rowOf(table, 'order as given').true)
  })

  it('evaluateTasks() counts failures as misses and says what went wrong', async () => {
    let turn = 0
    const failing = agentOf('failing', (task, run) => (turn++ % 2 ? answered(byUtility(task, run)) : answered(null)))
    const table = await evaluated({ agents: [failing] })
    const row = rowOf(table, 'failing, choice')
    expect(row).toMatchObject({ answered: 10, asked: 20, failures: { unparseable: 10 } })
    expect(row.valid['HR@10']).toMatchObject({ count: 10 })
    expect(row.true['HR@10']!.mean).toBeCloseTo(row.valid['HR@10']!.mean! / 2, 12)
    expect(table.tasks[0]!.notes.join(' ')).toContain('50% of the tasks')
  })

  it.each([
    ['an item nobody offered', () => ['comedy-99']],
    ['an item twice', ({ candidates }: { candidates: string[] }) => [candidates[0]!, candidates[0]!]],
    ['stars for a list', () => 4],
  ])('evaluateTasks() takes %s for no answer', async (_, answer) => {
    const wrong = agentOf('wrong', (task) => answered(answer(task as never) as never))
    const row = rowOf(await evaluated({ agents: [wrong], n: 3 }), 'wrong, choice')
    expect(row).toMatchObject({ answered: 0, failures: { ungrounded: 3 } })
  })

  it.each([
    ['worst', 4],
    ['scaleMid', 2],
    ['zero', 5],
  ] as const)('evaluateTasks() puts %s for a rating that did not come', async (failedRating, error) => {
    const { log } = data
    const fives = withLog(data, { ...log, value: log.value.map(() => 5) })
    const silent = agentOf('silent', () => answered(null))
    const table = await evaluated({ data: fives, tasks: ['rate'], agents: [silent], failedRating, n: 5 })
    expect(rowOf(table, 'silent, choice').true['MAE']!.mean).toBe(error)
    expect(rowOf(table, 'silent, choice').valid['MAE']).toMatchObject({ mean: null, count: 0 })
  })

  it('evaluateTasks() shows a system that does not do a task as one that does not', async () => {
    const table = await evaluated({ tasks: ['rank', 'next'], agents: [utilityAgent({ tasks: ['next'] })] })
    expect(rowOf(table, 'utility, choice', 0)).toMatchObject({ declared: false, asked: 0, true: {} })
    expect(rowOf(table, 'utility, choice', 1)).toMatchObject({ declared: true, asked: 20 })
  })

  it('evaluateTasks() says the same whatever is done at once, and something else by another seed', async () => {
    const agents = [utilityAgent()]
    const tasks = ['rate', 'rank', 'explain'] as const
    const one = await evaluated({ tasks, agents, concurrency: 1 })
    expect(timeless(await evaluated({ tasks, agents, concurrency: 7 }))).toEqual(timeless(one))
    expect(timeless(await evaluated({ tasks, agents, seed: 2 }))).not.toEqual(timeless(one))
  })

  it('evaluateTasks() averages over orders, and says how far they moved a score', async () => {
    const given = agentOf('given', (task) => answered(task.type === 'rank' ? task.candidates.slice(0, task.k) : null))
    const table = await evaluated({ agents: [given, utilityAgent()], shuffles: 4, n: 10 })
    expect(rowOf(table, 'given, choice')).toMatchObject({ asked: 40, answered: 40 })
    expect(rowOf(table, 'given, choice').true['HR@5']).toMatchObject({ count: 10 })
    expect(rowOf(table, 'given, choice').spread).toBeGreaterThan(0.05)
    expect(rowOf(table, 'utility, choice').spread).toBe(0)
  })

  it('evaluateTasks() keeps what it fitted, for rows of the same data alone', async () => {
    const out = join(folder, 'fitted')
    const table = await evaluated({ out, n: 10 })
    const kept = (await readdir(join(out, 'models'))).length
    expect(timeless(await evaluated({ out, n: 10 }))).toEqual(timeless(table))
    expect(await readdir(join(out, 'models'))).toHaveLength(kept)
    const { log } = data
    const other = withLog(data, { ...log, item: log.item.map((item) => (item + 1) % 60) })
    await evaluated({ out, n: 10, data: other })
    expect(await readdir(join(out, 'models'))).toHaveLength(2 * kept)
  })

  it('evaluateTasks() tells every result, and where it stands', async () => {
    const told: string[] = []
    const stages = new Set<string>()
    await evaluated({
      agents: [utilityAgent()],
      n: 4,
      onResult: ({ row, task }) => told.push(`${row} ${task.id}`),
      onProgress: ({ stage }) => stages.add(stage),
    })
    expect(told).toHaveLength(4)
    expect([...stages]).toEqual(['fit at cuts', 'rank: utility, choice'])
  })

  it('evaluateTasks() leaves out what data cannot be asked, and refuses where nothing is left', async () => {
    const table = await evaluated({ tasks: ['rank', 'summarise'] })
    expect(table.skipped).toMatchObject([{ task: 'summarise' }])
    expect(table.skipped[0]!.reason).toContain('Amazon and Yelp')
    await expect(evaluated({ tasks: ['summarise'] })).rejects.toThrow('has a review with a title')
    await expect(evaluated({ tasks: [] })).rejects.toThrow('No task was asked for')
    await expect(evaluated({ recommenders: ['eas'] })).rejects.toThrow('eas')
    await expect(evaluated({ agents: [utilityAgent(), utilityAgent()] })).rejects.toThrow(
      'Two agents are called utility',
    )
  })
})

describe('evaluateTasks() with texts', () => {
  const invented = inventedReviews()
  const texts = { data: invented.data, reviews: invented.reviews, tasks: ['summarise', 'explain'] } as const

  it('evaluateTasks() scores titles against those that people gave', async () => {
    const table = await evaluated({ ...texts, agents: [utilityAgent()] })
    const own = rowOf(table, 'utility, choice', 0)
    expect(own.true).toEqual(rowOf(table, 'telling sentence', 0).true)
    expect(own.details).toHaveProperty('corpus BLEU-2')
    const known = new Map(invented.reviews.map(({ text, title }) => [text, title!]))
    const oracle = agentOf('oracle', (task) => answered(task.type === 'summarise' ? known.get(task.review)! : null))
    const best = rowOf(await evaluated({ ...texts, tasks: ['summarise'], agents: [oracle] }), 'oracle, choice')
    expect(best.true['ROUGE-L']!.mean).toBe(1)
  })

  it('evaluateTasks() never lets an agent reach a title or a review that is not written yet', async () => {
    const seen: string[] = []
    const reading = agentOf('reading', (_, { surroundings: { reviews, past } }) => {
      expect(reviews.every(({ at }) => at < past.before)).toBe(true)
      seen.push(JSON.stringify(reviews))
      return answered('words')
    })
    await evaluated({ ...texts, agents: [reading] })
    const everything = seen.join('\n')
    expect(everything).toContain('condensation'.replace('c', 'C'))
    for (const { title } of invented.reviews) expect(everything).not.toContain(JSON.stringify(title))
  })

  it('evaluateTasks() tells explanations that the facts support from others, and who names a reason of their own', async () => {
    const speaking = (name: string, words: (title: string, reason: string) => string) =>
      agentOf(name, (task, { surroundings }) => {
        const { users, items } = surroundings.past.data
        const item = items.index((task as unknown as { item: never }).item)!
        const { title, because } = explanationFacts(surroundings, item, users.index(task.user)!)
        return answered(words(title, because[0]?.value ?? ''), 'template')
      })
    const agents = [
      speaking('honest', (title, reason) => `"${title}" is for you. You liked "${reason}".`),
      speaking('inventive', (title, reason) => `"${title}" won an Oscar in 1987, and you liked "${reason}".`),
      speaking('silent', (title) => `"${title}" is for you.`),
    ]
    const table = await evaluated({ tasks: ['explain'], agents, n: 10 })
    const shares = (name: string) => {
      const { true: scores } = rowOf(table, `${name}, choice`)
      return [scores['supported']!.mean, scores['own reason']!.mean]
    }
    expect(shares('honest')).toEqual([1, 1])
    expect(shares('inventive')).toEqual([0, 1])
    expect(shares('silent')).toEqual([1, 0])
    const row = rowOf(table, 'honest, choice')
    expect(row.true['ROUGE-L']).toMatchObject({ mean: null, count: 0 })
    expect(row.details).not.toHaveProperty('corpus BLEU-2')
    expect(row.details['distinct words']).toBeLessThan(1)
    expect(table.tasks[0]).toMatchObject({ measure: 'supported', references: 0 })
  })
})

describe('evaluateTasks() with a model', () => {
  /** Says what the person did last, and the candidates. */
  const words = (world: Dataset) => (task: { user: string; id: string }, run: { surroundings: { past: never } }) => {
    const past = run.surroundings.past as ReturnType<typeof agentTasks>['samples'][number]['past']
    const { from, to } = past.rowsOf(world.users.index(task.user as never)!)
    const items = [...past.data.log.item.subarray(from, to)].map((item) => world.items.ids[item])
    return JSON.stringify([task, items])
  }
  const asking = (world: Dataset = data) =>
    ((model) => [
      askingAgent(agentMind('language', { model }), words(world) as never),
    ]) satisfies EvaluateTasksRequest['agents']

  it('evaluateTasks() counts calls, tokens, seconds and money, and runs the controls', async () => {
    const model = scriptedModel(() => '0')
    const table = await evaluated({
      agents: asking(),
      model,
      n: 6,
      price: { perMillionPrompt: 1e6, perMillionGenerated: 2e6 },
    })
    const names = table.tasks[0]!.rows.filter(({ system }) => system).map(({ name, kind }) => `${kind}: ${name}`)
    expect(names).toEqual([
      'agent: asking, language',
      'control: asking, language; no history',
      "control: asking, language; another's history",
    ])
    const row = rowOf(table, 'asking, language')
    expect(row.cost).toMatchObject({ calls: 1, toolCalls: 0 })
    expect(row.cost!.tokens).toBeGreaterThan(3)
    expect(row.cost!.money).toBeCloseTo(6 * (row.cost!.tokens + 1), 6)
    expect(row.cost!.secondsP50).toBeGreaterThan(0)
    expect(row).toMatchObject({ decidedBy: { model: 1 }, unqualified: true })
    expect(table.tasks[0]!.notes.join(' ')).toContain('Unqualified: in asking, language')
    expect(table.model).toMatchObject({ name: 'scripted' })
    const told = model.calls.map(({ user }) => JSON.parse(user)[1] as string[])
    expect(told.slice(0, 6).every((items) => items.length === 19)).toBe(true)
    expect(told.slice(6, 12)).toEqual(Array(6).fill([]))
    // A stranger's history is told, less the candidates, and it is not the person's own.
    for (const [place, items] of told.slice(12).entries()) {
      expect(items.length).toBeGreaterThan(5)
      expect(items).not.toEqual(told[place])
      const { candidates } = JSON.parse(model.calls[12 + place]!.user)[0] as { candidates: string[] }
      expect(items.filter((item) => candidates.includes(item))).toEqual([])
    }
  })

  it('evaluateTasks() lets a model decide what its card grants', async () => {
    const gates = ['ranking', 'history'].map((job) => ({ job, n: 10, gate: 10, verdict: 'decide' }))
    const card = { jobs: gates } as never
    const table = await evaluated({ agents: asking(), model: scriptedModel(() => '0'), n: 3, card })
    expect(rowOf(table, 'asking, language').unqualified).toBe(false)
  })

  it('evaluateTasks() asks the same words whatever the truth is', async () => {
    const options = { protocol: 'full', n: 12 } as const
    const truths = new Set(agentTasks(data, { task: 'rank', ...options }).samples.map(({ user }) => user))
    const { log } = data
    const item = log.item.slice()
    for (const user of truths) {
      const [from, last] = [log.offsets[user]!, log.offsets[user + 1]! - 1]
      const own = new Set(log.item.subarray(from, last + 1))
      item[last] = [...Array(60).keys()].find((other) => !own.has(other))!
    }
    const [first, second] = [scriptedModel(() => '0'), scriptedModel(() => '0')]
    await evaluated({ ...options, agents: asking(), model: first })
    await evaluated({ ...options, agents: asking(), model: second, data: withLog(data, { ...log, item }) })
    // The person's own past and the candidates; a stranger's past may hold a row that was another's truth.
    expect(second.calls.slice(0, 24)).toEqual(first.calls.slice(0, 24))
    expect(second.calls).toHaveLength(first.calls.length)
  })

  it('evaluateTasks() that was stopped goes on without asking anything twice, and comes out the same', async () => {
    const whole = await evaluated({ agents: asking(), model: scriptedModel(() => '1'), n: 8 })
    const stop = new AbortController()
    let results = 0
    const out = join(folder, 'stopped')
    const first = scriptedModel(() => '1', { concurrency: 1 })
    const stopped = evaluated({
      agents: asking(),
      model: first,
      n: 8,
      out,
      signal: stop.signal,
      onResult: () => {
        if (++results === 11) stop.abort()
      },
    })
    await expect(stopped).rejects.toSatisfy(
      (error) => error instanceof TastemakerError && error.code === 'runtime/interrupted',
    )
    expect(first.calls.length).toBeGreaterThanOrEqual(11)
    const second = scriptedModel(() => '1', { concurrency: 1 })
    const table = await evaluated({ agents: asking(), model: second, n: 8, out })
    expect(timeless(table)).toEqual(timeless(whole))
    // One call may have been under way when it was stopped.
    expect(second.calls.length).toBeLessThanOrEqual(24 - 11)
    expect(first.calls.length + second.calls.length).toBeLessThanOrEqual(24 + 1)
    const third = scriptedModel(() => '1')
    const again = await evaluated({ agents: asking(), model: third, n: 8, out })
    expect(third.calls).toHaveLength(0)
    const asked = ({ tasks }: TaskTable) => tasks[0]!.rows.filter(({ system }) => system !== null)
    expect(asked(again)).toEqual(asked(table))
  })

  it('evaluateTasks() lets an agent turn a failing model into a result', async () => {
    const caught = (mind: ReturnType<typeof agentMind>) =>
      agentOf('careful', async (task, run) => {
        try {
          return await askingAgent(mind, words(data) as never).perform(task as never, run)
        } catch (error) {
          if (!(error instanceof ModelFailure)) throw error
          return answered(null, 'model', { failure: { kind: error.kind, raw: error.message } })
        }
      })
    const model = scriptedModel(() => new ModelFailure('refused', 'no'))
    const table = await evaluated({ agents: (given) => [caught(agentMind('language', { model: given }))], model, n: 4 })
    expect(rowOf(table, 'careful, choice')).toMatchObject({ answered: 0, failures: { refused: 4 } })
  })
})
