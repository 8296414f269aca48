import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgentRun, agentMind, pastOf, titlesIn, useTool } from '../../agents/index.ts'
import { type AgentTask, itemId, Label, userId } from '../../domain/index.ts'
import { wordFacts } from '../../minds/index.ts'
import { parseNameWithOptions, readOptions } from '../../name-with-options.ts'
import { scriptedModel } from '../../testing/index.ts'
import type { Desk } from './_desk.ts'
import {
  cast,
  command,
  finish,
  itemBias,
  person,
  tasks,
  thing,
  toyAgent,
  toyAround,
  toyData,
  toyRows,
  toyRun,
  userBias,
} from './_toy.test-parts.ts'
import { analystTools } from './analyst.ts'
import { configurations } from './configurations.ts'
import { type MacRecOptions, macrec, macrecOptions } from './index.ts'
import { checkTask, factsOf } from './tasks.ts'

const minute = (n: number): number => 1e12 + 60_000 * n

describe('without a model', () => {
  it('macrec rates by the numbers of both analysts, ranks by the utility, explains from facts, and asks no model', async () => {
    const agent = toyAgent()
    const run = await toyRun()
    const [rate, rank, next, explain] = await Promise.all(Object.values(tasks).map((task) => agent.perform(task, run)))
    expect(rate).toMatchObject({ status: 'answered', decidedBy: 'rule', failure: null })
    expect(rate!.answer).toBeCloseTo(3 + userBias(0) + itemBias(0), 8)
    expect(rate!.transcript.map(({ step }) => step)).toEqual(['task', 'user-analyst', 'item-analyst'])
    expect(rank).toMatchObject({ answer: ['i19', 'i04', 'i03', 'i00'], decidedBy: 'utility' })
    // Person 0 met all but the first and the last item.
    expect(next).toMatchObject({ answer: ['i19', 'i00'], decidedBy: 'utility' })
    const facts = factsOf(run.surroundings, checkTask(tasks.explain, run.surroundings))
    expect(explain).toMatchObject({ answer: wordFacts(facts), decidedBy: 'template' })
    for (const result of [rate, rank, next, explain]) expect(result!.cost.calls).toBe(0)
  })

  it('macrec lets popularity settle equal scores, then the id', async () => {
    const around = await toyAround()
    const popularity = Float32Array.from({ length: 20 }, (_, item) => Number(item === 7))
    const run = await toyRun({ surroundings: { ...around, popularity, preference: () => () => new Float32Array(20) } })
    const candidates = [9, 7, 3].map(thing)
    const { answer } = await toyAgent().perform({ type: 'rank', id: 't', user: person(0), candidates, k: 3 }, run)
    expect(answer).toEqual(['i07', 'i03', 'i09'])
  })

  it('macrec gives the first k of the candidates', async () => {
    const { answer } = await toyAgent().perform({ ...tasks.rank, k: 2 } as AgentTask, await toyRun())
    expect(answer).toEqual(['i19', 'i04'])
  })

  it('macrec rates by the mean alone where the configuration has no analysts, and fails where nothing is known', async () => {
    const run = await toyRun()
    expect((await toyAgent({ configuration: 'single' }).perform(tasks.rate, run)).answer).toBeCloseTo(3, 8)
    const empty = await toyRun({ surroundings: await toyAround(pastOf(toyData(), { before: 0 })) })
    expect(await toyAgent().perform(tasks.rate, empty)).toMatchObject({
      answer: null,
      status: 'failed',
      failure: { kind: 'bad_input' },
    })
  })
})

describe('with a model', () => {
  it('macrec lets the model rank what it is given and order what the retriever brings', async () => {
    const model = cast({ manager: [finish(['i03', 'i03', 'i99', 'i00'])] })
    const run = await toyRun()
    const agent = toyAgent({ configuration: 'single' }, model)
    expect(await agent.perform(tasks.rank, run)).toMatchObject({
      answer: ['i03', 'i00', 'i19', 'i04'],
      decidedBy: 'model',
      mended: { unknown: 1, duplicate: 1, missing: 2 },
    })
    const next = await agent.perform(tasks.next, run)
    // i03 was met before, so that the retriever does not bring it.
    expect(next).toMatchObject({ answer: ['i00', 'i19'], decidedBy: 'model', mended: { unknown: 3, missing: 1 } })
    expect(next.transcript[1]).toMatchObject({ step: 'retriever', observation: '["i19","i00"]' })
  })

  it('macrec lets the model word what the facts say, and a template speak where it says more', async () => {
    const run = await toyRun()
    const facts = factsOf(run.surroundings, checkTask(tasks.explain, run.surroundings))
    const good = `${JSON.stringify(facts.title)} is a comedy.`
    const said = cast({ manager: [finish('It won five Oscars.'), finish(good)] })
    expect(await toyAgent({ configuration: 'analyse' }, said).perform(tasks.explain, run)).toMatchObject({
      answer: good,
      decidedBy: 'model',
      details: { refused: 1 },
    })
    const liar = cast({ manager: [finish('It won five Oscars.')] })
    expect(await toyAgent({ configuration: 'analyse' }, liar).perform(tasks.explain, run)).toMatchObject({
      answer: wordFacts(facts),
      status: 'answered',
      decidedBy: 'template',
    })
    expect(await toyAgent({}, cast({ manager: ['No.'] })).perform(tasks.explain, run)).toMatchObject({
      answer: null,
      failure: { kind: 'unparseable' },
    })
  })

  it('macrec asks a hybrid mind only for the jobs that the model was granted', async () => {
    const run = await toyRun()
    for (const [type, job] of [
      ['rate', 'taste'],
      ['rank', 'ranking'],
      ['next', 'ranking'],
      ['explain', 'wording'],
    ] as const) {
      const others = (['taste', 'ranking', 'wording', 'tools'] as const).filter((one) => one !== job)
      const model = scriptedModel(() => 'No.')
      const without = await toyAgent({}, model, others).perform(tasks[type], run)
      expect(without).toEqual(await toyAgent().perform(tasks[type], run))
      expect(model.calls).toHaveLength(0)
      await toyAgent({}, model, [job]).perform(tasks[type], run)
      expect(model.calls.length).toBeGreaterThan(0)
    }
  })

  it('macrec answers with known ids alone, whatever the model says', async () => {
    const run = await toyRun()
    const id = fc.oneof(fc.constantFrom('i00', 'i03', 'i19', 'u0', 'i99'), fc.string(), fc.integer())
    const text = fc.oneof(
      fc.string(),
      fc.array(id).map(finish),
      fc.jsonValue().map(finish),
      fc.jsonValue().map((input) => command('analyse', input)),
      fc
        .array(id)
        .map((ids) => command('analyse', { subjects: ids.map((one) => ({ kind: 'item', id: String(one) })) })),
    )
    const property = fc.asyncProperty(
      fc.constantFrom(...Object.values(tasks)),
      fc.array(text, { minLength: 1, maxLength: 12 }),
      async (task, texts) => {
        let place = 0
        const model = scriptedModel(() => texts[place++ % texts.length]!)
        const { answer, cost } = await toyAgent({ analystTurns: 2, split: false }, model).perform(task, run)
        expect(cost.calls).toBe(model.calls.length)
        if (task.type === 'rate')
          expect(answer === null || ((answer as number) >= 1 && (answer as number) <= 5)).toBe(true)
        if (typeof answer !== 'object' || answer === null) return
        const allowed = task.type === 'rank' ? task.candidates : run.surroundings.past.data.items.ids
        expect(new Set(answer).size).toBe(answer.length)
        for (const one of answer) expect(allowed).toContain(one)
        if (task.type === 'rank') expect(answer).toHaveLength(4)
      },
    )
    await fc.assert(property, { numRuns: 60, seed: 7 })
  })
})

/** Asks analysts for all they know of a person and an item, with a searcher beside them. */
const curious = () =>
  cast({
    manager: [
      command('analyse', {
        subjects: [
          { kind: 'user', id: 'u0' },
          { kind: 'item', id: 'i00' },
          { kind: 'item', id: 'i19' },
        ],
      }),
      command('search', { request: 'sea' }),
      finish(3),
    ],
    'user-analyst': [
      command('look_up_user', { id: 'u0' }),
      command('user_history', { id: 'u0', k: 100 }),
      finish('A user.'),
    ],
    'item-analyst': [
      command('look_up_item', { id: 'i00' }),
      command('item_history', { id: 'i00' }),
      command('look_up_item', { id: 'i19' }),
      command('user_history', { id: 'u3' }),
      finish('An item.'),
    ],
    searcher: [command('search_catalogue', { query: 'Horror' }), command('read_text', { id: 'i19' }), finish('i19')],
    reflector: [JSON.stringify({ correct: false, reason: 'Hm.' })],
  })

describe('the past', () => {
  // Person 0 at item 6, which stands after 6 items, the first of which is held out.
  const end = { row: 5 }

  it('user_history of 10 rows gives 5 where the target stands at position 6, none of them later', async () => {
    const past = pastOf(toyData(), end)
    const around = await toyAround(past)
    const desk = {
      around,
      user: person(0),
      options: macrecOptions.parse({}),
      may: { item: () => true },
      tally: { outside: 0 },
    } as unknown as Desk
    const [, , history, ofItem] = analystTools(desk)
    const used = await useTool(history!, { id: 'u0', k: 10 })
    const { rows } = (used as { readonly output: { readonly rows: readonly { readonly item: string }[] } }).output
    expect(rows.map(({ item }) => item)).toEqual(['i05', 'i04', 'i03', 'i02', 'i01'])
    // At minute 120 nobody has met item 6 yet, and person 9 met item 5 at minute 109.
    expect(await useTool(ofItem!, { id: 'i06' })).toMatchObject({ output: { rows: [], left: 0 } })
    expect(await useTool(ofItem!, { id: 'i05', k: 3 })).toMatchObject({
      output: { rows: [{ rating: 3 + userBias(9) + itemBias(5) }, {}, {}], left: 7 },
    })
  })

  it('macrec says and answers the same whatever happened later', async () => {
    const cut = minute(20 * 6)
    const all = ['rate', 'rank', 'next', 'explain'] as const
    const under = async (rows: typeof toyRows) => {
      const run = await toyRun({ surroundings: await toyAround(pastOf(toyData(rows), { before: cut })) })
      const model = curious()
      const agents = [toyAgent({ configuration: 'reflect+analyse+search' }, model), toyAgent()]
      const results = []
      for (const type of all) for (const agent of agents) results.push(await agent.perform(tasks[type], run))
      return { results, calls: model.calls }
    }
    const later = toyRows.map((row) => (row.at < cut ? row : { ...row, value: 6 - row.value, at: row.at + 1e9 }))
    const base = await under(toyRows)
    expect(await under(later)).toEqual(base)
    expect(await under(toyRows.filter(({ at }) => at < cut))).toEqual(base)
    expect(base.calls.length).toBeGreaterThan(50)
  })
})

it('macrec shows titles of candidates, the item asked about and the own history alone', async () => {
  const finder = titlesIn(toyData().catalogue)
  // Person 0 met items 1 to 5 when the past ends.
  const run = await toyRun({ surroundings: await toyAround(pastOf(toyData(), { before: minute(120) })) })
  const own = [1, 2, 3, 4, 5]
  const shown = async (task: AgentTask): Promise<ReadonlySet<string>> => {
    const model = curious()
    await toyAgent({ configuration: 'reflect+analyse+search' }, model).perform(task, run)
    return new Set(model.calls.flatMap(({ system, user }) => finder.find(`${system}\n${user}`)))
  }
  const titles = (numbers: readonly number[]) => new Set(numbers.map((n) => toyData().catalogue[n]!.title))
  expect((await shown(tasks.rate)).isSubsetOf(titles([0, ...own]))).toBe(true)
  expect(await shown(tasks.rank)).toEqual(titles([0, 19, ...own]))
  expect((await shown(tasks.explain)).isSubsetOf(titles([0, ...own]))).toBe(true)
})

describe('bad input', () => {
  it('macrec refuses what is wrong before any call', async () => {
    const model = scriptedModel(() => 'No.')
    const run = await toyRun()
    const rows: readonly (readonly [object, RegExp])[] = [
      [{ type: 'summarise', user: person(0), item: thing(0), review: 'x' }, /is to summarise/],
      [{ ...tasks.rate, user: userId('nobody') }, /person "nobody"/],
      [{ ...tasks.rate, item: itemId('i99') }, /item "i99"/],
      [{ ...tasks.rank, candidates: [] }, /offers no candidates/],
      [{ ...tasks.rank, candidates: [thing(1), thing(2), thing(1)] }, /offers a candidate twice/],
      [{ ...tasks.rank, candidates: [thing(1), itemId('x')] }, /item "x"/],
      [{ ...tasks.rank, k: 0 }, /wants 0 items/],
      [{ ...tasks.next, k: 1.5 }, /wants 1.5 items/],
    ]
    for (const [task, message] of rows) {
      for (const agent of [toyAgent({}, model), toyAgent()]) {
        const asked = agent.perform({ id: 't', ...task } as AgentTask, run)
        await expect(asked).rejects.toMatchObject({
          code: 'planner/bad-input',
          message: expect.stringMatching(message),
        })
      }
    }
    const { scale: _, ...unscaled } = toyData()
    const events: AgentRun = await toyRun({ surroundings: await toyAround(pastOf(unscaled)) })
    await expect(toyAgent().perform(tasks.rate, events)).rejects.toMatchObject({ code: 'planner/bad-input' })
    const labelled = { ...tasks.rate, truth: new Label(4) } as unknown as AgentTask
    await expect(toyAgent().perform(labelled, run)).rejects.toMatchObject({ code: 'planner/label' })
    expect(() => pastOf(toyData(), { row: 9999 })).toThrow(/no row 9999/)
    expect(model.calls).toHaveLength(0)
  })
})

describe('options', () => {
  it('macrec is known by the options that differ from the published ones', () => {
    const text = 'macrec:configuration=reflect+analyse+search,trials=3,split=false'
    const { options } = parseNameWithOptions(text)
    const read = readOptions(macrecOptions, options, 'macrec') as MacRecOptions
    const agent = macrec.create({ mind: agentMind('choice') }, read)
    expect(agent).toMatchObject({ name: text, mind: 'choice', tasks: macrec.tasks })
    expect(toyAgent().name).toBe('macrec')
  })

  it('macrec has the published configurations', () => {
    const lines = Object.entries(configurations).map(
      ([name, { steps, ...agents }]) =>
        `${name}: ${steps}, ${Object.keys(agents)
          .filter((one) => agents[one as keyof typeof agents])
          .join(' ')}`,
    )
    expect(lines).toEqual([
      'single: 1, ',
      'analyse: 6, analyse',
      'search: 6, search',
      'reflect: 6, reflect',
      'reflect+analyse: 6, analyse reflect',
      'reflect+analyse+search: 6, analyse search reflect',
      'reflect+analyse+search+interpret: 6, analyse search interpret reflect',
      'chat: 10, search interpret',
    ])
  })
})
