import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentMind, explanationFacts, type Surroundings, shortSummary } from '../../agents/index.ts'
import { type AgentTask, type ItemIndex, itemId, Label, ModelFailure, userId } from '../../domain/index.ts'
import { checkClaims } from '../../minds/index.ts'
import { scriptedModel } from '../../testing/index.ts'
import {
  agentOn,
  around,
  CATALOGUE,
  EVERY_TASK,
  EXPLAIN,
  finish,
  NEXT,
  plainAgent,
  RANK,
  RATE,
  runIn,
  SUMMARISE,
  saying,
  sql,
  WORLD,
} from './_world.test-parts.ts'
import { recmind } from './index.ts'

const place = await around()
const react = { planner: 'react' }
const said = (answer: unknown, task: AgentTask, options: Readonly<Record<string, unknown>> = react) =>
  agentOn(saying({ act: [finish(answer)] }), options).perform(task, runIn(place))
const MET = ['i4', 'i6', 'i8', 'i10', 'i12', 'i14']

describe('recmind on choice', () => {
  it('rates by the utility, and by damped means where nothing learned from ratings', async () => {
    const rated = await plainAgent().perform(RATE, runIn(await around(WORLD, { mean: 3.5 })))
    expect([rated.answer, rated.decidedBy, rated.cost.calls]).toEqual([3.5, 'utility', 0])
    const rows = [...WORLD.log.at.keys()].filter((row) => WORLD.log.at[row]! < place.past.before)
    const mean = (of: readonly number[]) => of.reduce((sum, row) => sum + WORLD.log.value[row]!, 0) / of.length
    const all = mean(rows)
    const own = rows.filter((row) => WORLD.log.user[row] === WORLD.users.index(userId('u1')))
    const its = rows.filter((row) => WORLD.items.ids[WORLD.log.item[row]!] === 'i16')
    const beyond = (of: readonly number[]) =>
      of.reduce((sum, row) => sum + WORLD.log.value[row]! - all, 0) / (of.length + 10)
    const ruled = await plainAgent().perform(RATE, runIn(place))
    expect(its.length).toBeGreaterThan(0)
    expect(ruled.answer).toBeCloseTo(all + beyond(own) + beyond(its), 10)
    expect(ruled.decidedBy).toBe('rule')
    expect(ruled.transcript.map(({ action }) => action?.tool)).toEqual([
      undefined,
      'expected_rating',
      'mean_rating',
      undefined,
    ])
  })

  it('ranks by the utility, whatever the order given', async () => {
    const { answer, decidedBy, transcript } = await plainAgent().perform(RANK, runIn(place))
    expect(decidedBy).toBe('utility')
    expect(transcript.at(-1)?.answer).toEqual(answer)
    const { candidates } = RANK as Extract<AgentTask, { type: 'rank' }>
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...candidates], { minLength: candidates.length }), async (order) => {
        const again = await plainAgent().perform({ ...RANK, candidates: order } as AgentTask, runIn(place))
        expect(again.answer).toEqual(answer)
      }),
      { numRuns: 20 },
    )
  })

  it('names what comes next as a full sort of the untouched catalogue does, ties by popularity, then by id', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 1, max: 25 }),
        async (scores, counts, k) => {
          const other: Surroundings = {
            ...place,
            popularity: Float32Array.from(counts),
            preference: () => () => Float32Array.from(scores),
          }
          const { answer, mended } = await plainAgent().perform({ ...NEXT, k } as AgentTask, runIn(other))
          const expected = WORLD.items.ids
            .map((id, item) => ({ id, item }))
            .filter(({ id }) => !MET.includes(id))
            .sort((a, b) => scores[b.item]! - scores[a.item]! || counts[b.item]! - counts[a.item]! || a.item - b.item)
            .slice(0, k)
          expect(answer).toEqual(expected.map(({ id }) => id))
          expect(mended.missing).toBe(k - expected.length)
        },
      ),
    )
  })

  it('titles a review with its own words and explains by facts', async () => {
    const titled = await plainAgent().perform(SUMMARISE, runIn(place))
    expect([titled.answer, titled.decidedBy]).toEqual(['A lovely slow film with lovely music', 'rule'])
    const explained = await plainAgent().perform(EXPLAIN, runIn(place))
    expect(explained.decidedBy).toBe('template')
    expect(explained.answer).toMatchSnapshot()
  })

  it('does every task for somebody without a past, and says that they are new', async () => {
    for (const task of EVERY_TASK) {
      const { answer, details } = await plainAgent().perform({ ...task, user: userId('nobody') }, runIn(place))
      expect(answer).not.toBeNull()
      expect(details['cold']).toBe(1)
    }
  })

  it('is also what a hybrid mind without a grant does, at no call', async () => {
    const model = saying({})
    const hybrid = recmind.create({ mind: agentMind('hybrid', { model }) }, recmind.options.parse({}))
    for (const task of EVERY_TASK) {
      expect(await hybrid.perform(task, runIn(place))).toEqual(await plainAgent().perform(task, runIn(place)))
    }
    expect(model.calls).toHaveLength(0)
  })
})

describe('recmind on a model', () => {
  it('rates and ranks as the model says; what a ranking leaves out follows by popularity, then by id', async () => {
    expect((await said(2, RATE)).answer).toBe(2)
    const { answer, mended, decidedBy } = await said(['i3', 'i99', 'i3', 'i1'], { ...RANK, k: 5 } as AgentTask)
    expect([answer, decidedBy]).toEqual([
      ['i3', 'i1', 'i5', 'i2', 'i16'].sort((a, b) => rankOf(a) - rankOf(b)),
      'model',
    ])
    expect(mended).toEqual({ unknown: 1, duplicate: 1, missing: 3 })
  })

  const rankOf = (id: string): number => {
    if (id === 'i3') return -2
    if (id === 'i1') return -1
    const item = WORLD.items.index(itemId(id))!
    return 100 - place.past.counts()[item]! + item / 1000
  }

  it('shows candidates in shuffled orders, merges by Borda and says how far the orders disagreed', async () => {
    // It likes what it sees first: five orders, no agreement.
    const first = scriptedModel((call) => {
      const ids = [...call.user.matchAll(/^(i\d+): "/gm)].map(([, id]) => id)
      return JSON.stringify(finish(ids))
    })
    const { answer, transcript, cost, details } = await agentOn(first, { ...react, shuffles: 5 }).perform(
      RANK,
      runIn(place),
    )
    expect(answer).toHaveLength(3)
    expect([cost.calls, details['shuffles used']]).toEqual([5, 5])
    const orders = transcript.flatMap(({ order }) => (order ? [order.join()] : []))
    expect(new Set(orders).size).toBeGreaterThan(1)
    expect(Math.abs(Number(details['kendall tau of shuffles']))).toBeLessThan(0.8)
    for (const node of transcript.slice(1)) expect(transcript[node.parent!]?.id).toBeLessThan(node.id)
    const firm = await said(['i1', 'i2', 'i3', 'i5', 'i16'], RANK, { ...react, shuffles: 3 })
    expect([firm.answer, firm.details['kendall tau of shuffles']]).toEqual([['i1', 'i2', 'i3'], 1])
  })

  it('keeps what earlier orders came to when the budget ends, and stops there', async () => {
    const model = saying({ act: [finish(['i2', 'i1', 'i3', 'i5', 'i16'])] })
    const run = runIn(place, { budget: { calls: 2 } })
    const { answer, status, failure } = await agentOn(model, { ...react, shuffles: 5 }).perform(RANK, run)
    expect([answer, status, failure?.kind, model.calls.length]).toEqual([['i2', 'i1', 'i3'], 'budget', 'budget', 2])
  })

  it('grounds names: titles and ids in, what is unknown, twice or already taken out, its place empty', async () => {
    const title = CATALOGUE[0]!.title
    const words = `1. "${title.toLowerCase()}"; i2; Nowhere Ever; ${title}; i4`
    const { answer, mended, details } = await said(words, NEXT)
    expect(answer).toEqual(['i1', 'i2'])
    expect(mended).toEqual({ unknown: 1, duplicate: 1, missing: 2 })
    expect(details['already taken']).toBe(1)
    expect((await said('i1, i2, "Dune Tower, The (1983)", i3', NEXT)).answer).toEqual(['i1', 'i2', 'i3'])
    expect((await said('["i1", "i3"]', NEXT)).answer).toEqual(['i1', 'i3'])
  })

  it('has failed, and says how, when it names nothing of the catalogue or only what was taken', async () => {
    const lost = await said('Something else entirely', NEXT)
    expect([lost.answer, lost.status, lost.failure?.kind, lost.mended.unknown]).toEqual([
      null,
      'failed',
      'ungrounded',
      1,
    ])
    const old = await said('i4; i6', NEXT)
    expect([old.answer, old.failure?.kind, old.details['already taken']]).toEqual([null, 'policy', 2])
  })

  it('titles with words of the review, else the rule speaks', async () => {
    expect(await said('Lovely slow music', SUMMARISE)).toMatchObject({
      answer: 'Lovely slow music',
      decidedBy: 'model',
    })
    const foreign = await said('The best thriller of 1995', SUMMARISE)
    expect(foreign.answer).toBe(shortSummary((SUMMARISE as Extract<AgentTask, { type: 'summarise' }>).review))
    expect([foreign.decidedBy, foreign.details['words refused']]).toEqual(['rule', 3])
  })

  it('explains in words that state only facts, else the template speaks', async () => {
    const { title } = CATALOGUE[15]!
    const fine = await said(`"${title}" is a western from 1995.`, EXPLAIN)
    expect([fine.decidedBy, fine.details['words refused']]).toEqual(['model', 0])
    const invented = await said(`"${title}" is a sequel with a great cast.`, EXPLAIN)
    const ruled = await plainAgent().perform(EXPLAIN, runIn(place))
    expect([invented.answer, invented.decidedBy]).toEqual([ruled.answer, 'template'])
    expect(invented.details['words refused']).toBeGreaterThan(0)
  })

  it('hands on a failure of the model and puts nothing in its place', async () => {
    const model = scriptedModel(() => new ModelFailure('provider', 'out of order'))
    for (const task of EVERY_TASK) {
      const { answer, status, failure } = await agentOn(model).perform(task, runIn(place))
      expect([answer, status, failure?.kind]).toEqual([null, 'failed', 'provider'])
    }
  })

  it('does only the jobs that a card grants', async () => {
    const model = saying({ act: [finish('Lovely slow music')] })
    const mind = agentMind('hybrid', { model, granted: new Set(['wording'] as const) })
    const agent = recmind.create({ mind }, recmind.options.parse(react))
    const decided = await Promise.all(
      EVERY_TASK.map(async (task) => (await agent.perform(task, runIn(place))).decidedBy),
    )
    expect(decided).toEqual(['rule', 'utility', 'utility', 'model', 'template'])
  })

  it('runs on every planner, declaring only tasks whose answers the planner gives', async () => {
    const answerOf = (task: AgentTask): unknown =>
      ({ rate: 3, rank: ['i1', 'i2', 'i3', 'i5', 'i16'], next: 'i1; i3', summarise: 'Lovely', explain: 'This fits.' })[
        task.type
      ]
    const planners = ['chain-of-thought', 'self-consistency', 'react', 'reflexion', 'tree-of-thoughts', 'plan-first']
    for (const planner of [...planners, 'self-inspiring']) {
      for (const task of EVERY_TASK) {
        const model = scriptedModel(({ wanted, by }) =>
          wanted.type === 'choice'
            ? wanted.labels[0]!
            : JSON.stringify({ ...finish(answerOf(task)), answer: answerOf(task), steps: [], ok: true, by: by.step }),
        )
        const agent = agentOn(model, { planner })
        const runs = agent.tasks.includes(task.type)
        expect(runs, `${planner} ${task.type}`).toBe(
          planner !== 'self-consistency' || ['rate', 'rank'].includes(task.type),
        )
        const done = agent.perform(task, runIn(place))
        if (runs) expect((await done).answer, `${planner} ${task.type}`).not.toBeNull()
        else await expect(done).rejects.toMatchObject({ code: 'planner/bad-input' })
      }
    }
  })
})

const bad: readonly (readonly [what: string, task: AgentTask])[] = [
  ['a person it does not know', { ...NEXT, user: userId('u9') }],
  ['an item it does not know', { ...RATE, item: itemId('i99') } as AgentTask],
  ['an item it does not know, to explain', { ...EXPLAIN, item: itemId('i99') } as AgentTask],
  ['a candidate it does not know', { ...RANK, candidates: ['i1', 'i99'].map(itemId) } as AgentTask],
  ['a candidate twice', { ...RANK, candidates: ['i1', 'i2', 'i1'].map(itemId) } as AgentTask],
  ['no candidates', { ...RANK, candidates: [] } as AgentTask],
  ['k of 0', { ...NEXT, k: 0 } as AgentTask],
  ['half a k', { ...RANK, k: 1.5 } as AgentTask],
  ['a review without words', { ...SUMMARISE, review: ' …' } as AgentTask],
  ['a task it does not do', { ...NEXT, type: 'converse' } as unknown as AgentTask],
]
it.each(bad)('recmind refuses %s before any call', async (_, task) => {
  const model = saying({ act: [finish(1)] })
  for (const agent of [agentOn(model), plainAgent()]) {
    await expect(agent.perform(task, runIn(place))).rejects.toMatchObject({ code: 'planner/bad-input' })
  }
  expect(model.calls).toHaveLength(0)
})

it('recmind refuses a task that holds a label, and stars of a data set without ratings', async () => {
  const labelled = { ...NEXT, truth: new Label('i16') } as unknown as AgentTask
  await expect(plainAgent().perform(labelled, runIn(place))).rejects.toMatchObject({ code: 'planner/label' })
  const { scale: _, ...unrated } = WORLD
  const other = { ...place, past: { ...place.past, data: unrated } }
  await expect(plainAgent().perform(RATE, runIn(other))).rejects.toMatchObject({ code: 'planner/bad-input' })
})

it('recmind refuses options it does not have', () => {
  expect(() => agentOn(saying({}), { planner: 'raect' })).toThrow(
    expect.objectContaining({ code: 'config/unknown-name' }),
  )
  expect(() => recmind.options.parse({ shuffles: 0 })).toThrow()
})

it('recmind never answers with what is not in the catalogue, not offered or already taken, whatever the model says', async () => {
  const facts = explanationFacts(place, WORLD.items.index(itemId('i16'))!, WORLD.users.index(userId('u1')))
  const ids = fc.constantFrom(
    'i1',
    'i3',
    'i4',
    'i16',
    'i99',
    'I1',
    '',
    'Amber House',
    ...CATALOGUE.map(({ title }) => title),
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(ids).map((list) => list.join('; ')),
    fc.array(ids).map((list) => list.join(', ')),
  )
  const answer = fc.oneof(text, fc.array(ids), fc.integer({ min: -1, max: 7 }), fc.constant(null), fc.jsonValue())
  const line = fc.oneof(
    fc.string(),
    answer.map((one) => JSON.stringify(finish(one))),
    fc.constant(JSON.stringify(sql('SELECT 1'))),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...EVERY_TASK),
      async (lines, task) => {
        let next = 0
        const model = scriptedModel(() => lines[next++ % lines.length]!)
        const { answer, status, failure, mended } = await agentOn(model, { ...react, maxSteps: 2 }).perform(
          task,
          runIn(place),
        )
        if (answer === null) expect([status, failure === null]).toEqual(['failed', false])
        else if (task.type === 'rate') expect([1, 2, 3, 4, 5]).toContain(answer)
        else if (task.type === 'summarise') expect(String(answer)).toMatch(/[\p{L}\p{N}]/u)
        else if (task.type === 'explain') expect(checkClaims(String(answer), facts).ok).toBe(true)
        if (typeof answer !== 'object' || answer === null) return
        const list = answer as readonly string[]
        const allowed: readonly string[] =
          task.type === 'rank' ? task.candidates : WORLD.items.ids.filter((id) => !MET.includes(id))
        expect(list.filter((id) => !allowed.includes(id))).toEqual([])
        expect(new Set(list).size).toBe(list.length)
        if (task.type === 'next') expect(list.length + mended.missing).toBe(task.k)
      },
    ),
    { numRuns: 150 },
  )
})

it('recmind finds what comes next in a catalogue of 100,000 without sorting it', async () => {
  const n = 100_000
  let compared = 0
  const scores = new Proxy(new Float32Array(n), {
    get(target, key) {
      if (typeof key === 'string' && /^\d/.test(key)) compared++
      return Reflect.get(target, key, target)
    },
  })
  for (let item = 0; item < n; item++) scores[item] = (item * 7919) % n
  const items = Array.from({ length: n }, () => CATALOGUE[0]!)
  const ids = items.map((_, item) => itemId(String(item)))
  const vocabulary = { size: n, ids, index: (id: string) => Number(id) as ItemIndex }
  const large = {
    ...place,
    columns: { ...place.columns, items, vocabulary },
    popularity: new Float32Array(n),
    preference: () => () => scores,
  }
  compared = 0
  const { answer } = await plainAgent().perform({ ...NEXT, k: 10 } as AgentTask, runIn(large as Surroundings))
  expect(answer).toHaveLength(10)
  // Two looks for most items; a sort would take about 3,000,000.
  expect(compared).toBeLessThan(4 * n)
})

it('recmind is named by the options that differ', () => {
  expect(plainAgent({ shuffles: 5, planner: 'react' }).name).toBe('recmind:planner=react,shuffles=5')
})
