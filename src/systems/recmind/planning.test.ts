import { expect, it } from 'vitest'
import { scriptedModel } from '../../testing/index.ts'
import { agentOn, around, finish, RATE, runIn, saying, sql, use, wordsOf } from './_world.test-parts.ts'

/*
 * What planning costs, and what exploring gains.
 */

const COUNT = sql("SELECT count(*) FROM interactions WHERE item_id = 'i16'")
const OWN = sql("SELECT item_id, rating FROM interactions WHERE user_id = 'u1'")
const NONE = { alternative: null }

it('recmind spends 13 calls on three steps with 0, 2 and 5 accepted alternatives', async () => {
  const other = (n: number) => ({ alternative: sql(`SELECT ${n}`) })
  const model = saying({
    act: [COUNT, OWN, finish(3)],
    alternative: [NONE, other(1), other(2), NONE, ...[3, 4, 5, 6, 7].map(other)],
    final: [{ branches: [1], answer: 4 }],
  })
  const { answer, cost, details } = await agentOn(model).perform(RATE, runIn(await around()))
  expect([answer, cost.calls, details['alternatives']]).toEqual([4, 13, 7])
  expect(model.calls).toHaveLength(13)
})

it('recmind on react spends one call for each of three tools, and one to finish', async () => {
  const model = saying({ act: [COUNT, OWN, use('search_catalogue', { query: 'drama' }), finish(4)] })
  const { answer, cost } = await agentOn(model, { planner: 'react' }).perform(RATE, runIn(await around()))
  // Two of SQL and one search are typed calls: no model writes the query or words the rows, which took 2 + 2 + 1 more in the paper.
  expect([answer, cost.calls, cost.toolCalls]).toEqual([4, 4, 3])
})

it('recmind spends 18 calls on a tree of three levels, five thoughts and one vote', async () => {
  const model = scriptedModel(({ wanted, by: { step } }) =>
    wanted.type === 'choice'
      ? wanted.labels[0]!
      : JSON.stringify(step === 'vote' ? null : { thought: 'So.', answer: 4 }),
  )
  const agent = agentOn(model, { planner: 'tree-of-thoughts:depth=3' })
  const { answer, cost } = await agent.perform(RATE, runIn(await around()))
  expect([answer, cost.calls]).toEqual([4, 18])
})

/** The mean rating of i2 says what to answer, and only the other way of the first step asks for it. */
const DETOUR = sql("SELECT avg(rating) AS mean_of_it FROM interactions WHERE item_id = 'i2' AND user_id = 'u5'")
const reader = () =>
  scriptedModel((call) => {
    const seen = /mean_of_it\\+" DOUBLE\\n(\d)/.exec(call.user)?.[1]
    const answer = seen === undefined ? 1 : Number(seen)
    const steps = (call.user.match(/^(Branch|Step) /gm) ?? []).length
    if (call.by.step === 'alternative') return JSON.stringify(steps === 1 ? { alternative: DETOUR } : NONE)
    if (call.by.step === 'final') return JSON.stringify({ branches: [2], answer })
    return JSON.stringify(steps === 0 ? COUNT : finish(answer))
  })

it('recmind finds by another branch what one path does not, and answers from both', async () => {
  const place = await around()
  const onePath = await agentOn(reader(), { planner: 'react' }).perform(RATE, runIn(place))
  expect(onePath.answer).toBe(1)
  const model = reader()
  const { answer, details } = await agentOn(model).perform(RATE, runIn(place))
  expect(answer).toBe(4)
  expect(details['branches used']).toBe('2')
  const last = model.calls.at(-1)!
  expect(last.by.step).toBe('final')
  expect(last.user).toContain('Branch 1\n')
  expect(last.user).toContain('Branch 2 (another way)')
})

it('recmind without alternatives answers as react does, for a probe a step and one last call more', async () => {
  const place = await around()
  const act = [COUNT, OWN, finish(4)]
  const one = await agentOn(saying({ act }), { planner: 'react' }).perform(RATE, runIn(place))
  const model = saying({ act, alternative: [NONE], final: [{ branches: [1, 2], answer: 4 }] })
  const other = await agentOn(model).perform(RATE, runIn(place))
  expect(other.answer).toBe(one.answer)
  // Three steps, the finishing one included; the paper's chain of thought has the last call too, so there the difference is 3.
  expect(other.cost.calls - one.cost.calls).toBe(3 + 1)
})

it('recmind asks once more when steps are used up, and has then failed', async () => {
  const place = await around()
  const forced = await agentOn(saying({ act: [COUNT], finish: [finish(2)] }), {
    planner: 'react',
    maxSteps: 1,
  }).perform(RATE, runIn(place))
  expect([forced.answer, forced.cost.calls]).toEqual([2, 2])
  const mute = saying({ act: [COUNT], finish: ['no'] })
  const failed = await agentOn(mute, { planner: 'react', maxSteps: 1 }).perform(RATE, runIn(place))
  expect([failed.answer, failed.status, failed.failure?.kind]).toEqual([null, 'failed', 'unparseable'])
})

it('recmind repairs a rating beyond the scale once, and has then failed', async () => {
  const place = await around()
  const once = saying({ act: [finish(9), finish(5)] })
  expect((await agentOn(once, { planner: 'react' }).perform(RATE, runIn(place))).answer).toBe(5)
  const twice = await agentOn(saying({ act: [finish(9)] }), { planner: 'react' }).perform(RATE, runIn(place))
  expect([twice.answer, twice.failure?.kind, twice.cost.calls]).toEqual([null, 'unparseable', 2])
})

it('recmind cuts an observation that alone is longer than the branches may be, and counts it', async () => {
  const long = sql('SELECT * FROM interactions')
  const model = saying({ act: [long, finish(3)], alternative: [NONE], final: [{ branches: [], answer: 3 }] })
  const { details } = await agentOn(model, { branchTokens: 125 }).perform(RATE, runIn(await around()))
  expect(details['observations cut']).toBe(1)
  expect(model.calls.some((call) => wordsOf(call).includes('… [cut]'))).toBe(true)
})

it('recmind stops at its budget', async () => {
  const model = saying({ act: [COUNT, OWN, finish(3)], alternative: [NONE] })
  const { status, answer } = await agentOn(model).perform(RATE, runIn(await around(), { budget: { calls: 2 } }))
  expect([status, answer, model.calls.length]).toEqual(['budget', null, 2])
})
