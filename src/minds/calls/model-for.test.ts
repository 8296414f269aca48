import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ModelCall } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { runLedger } from '../../runs/index.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { fitsPattern } from './_name-pattern.ts'
import { type Journal, openJournal } from './journal.ts'
import { type AgentModelParts, type AgentRule, modelFor } from './model-for.ts'

let folder = ''
let journal: Journal
const clock = { now: () => 0, elapsed: () => 0 }
const open = (mode: 'write' | 'replay' = 'write') => openJournal(join(folder, 'calls.sqlite'), { mode, clock })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-for-'))
  journal = await open()
})
afterEach(async () => {
  journal.close()
  await rm(folder, { recursive: true })
})

const guards = { clock, sleep: async () => {}, random: randomStream(1) }
const call = (agent: string, seed = 0, step = 'watch'): ModelCall => ({
  system: 'Be brief.',
  user: 'Well?',
  wanted: { type: 'text', maxTokens: 8 },
  temperature: 1,
  seed,
  by: { agent, step },
})
const small = () => scriptedModel(() => 'yes', { name: 'toy/small' })
const large = () => scriptedModel(() => 'yes indeed', { name: 'toy/large' })

function agents(rules: readonly AgentRule[], more: Partial<AgentModelParts> = {}) {
  const of = modelFor(rules, { journal, guards, ...more })
  return (agent: string, seed = 0, step = 'watch') => of(agent).answer(call(agent, seed, step))
}

describe('fitsPattern()', () => {
  it.each([
    ['viewer/*', 'viewer/7', true],
    ['viewer/*', 'viewer/', true],
    ['viewer/*', 'recommender/7', false],
    ['*', '', true],
    ['a*a', 'a', false],
    ['*/7', 'viewer/7', true],
    ['v*r/*7*', 'viewer/1789', true],
    ['v*r/*7*7', 'viewer/17', false],
    ['viewer.7', 'viewer/7', false],
    ['viewer/7', 'viewer/77', false],
  ])('fitsPattern() of %j and %j is %j', (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits)
  })
})

describe('modelFor()', () => {
  it('gives each agent the model of the first rule that matches, and the ledger says which', async () => {
    const ask = agents([
      { match: 'viewer/vip-*', model: large() },
      { match: 'viewer/*', model: small() },
      { match: '*', model: large() },
    ])
    expect((await ask('viewer/vip-1')).text).toBe('yes indeed')
    expect((await ask('viewer/1', 1)).text).toBe('yes')
    expect((await ask('recommender', 2, 'rank')).text).toBe('yes indeed')
    const { byModel, agents: rows, steps } = runLedger.parse(journal.ledger())
    expect(byModel?.map(({ model, calls }) => [model, calls])).toEqual([
      ['toy/large', 2],
      ['toy/small', 1],
    ])
    expect(rows.map(({ agent, models }) => [agent, models])).toEqual([
      ['recommender', ['toy/large']],
      ['viewer/1', ['toy/small']],
      ['viewer/vip-1', ['toy/large']],
    ])
    expect(steps.map(({ step, models }) => [step, models])).toEqual([
      ['rank', ['toy/large']],
      ['watch', ['toy/large', 'toy/small']],
    ])
  })

  it('fails the calls of an agent alone when its own budget is spent, and takes nothing from the run', async () => {
    const ask = agents([{ match: '*', model: small(), budgetEach: { calls: 2 } }], { budget: { calls: 5 } })
    for (const seed of [1, 2]) await ask('ann', seed)
    for (const seed of [3, 4, 5]) await expect(ask('ann', seed)).rejects.toMatchObject({ kind: 'budget' })
    for (const seed of [6, 7]) await ask('bob', seed)
    await ask('cy', 8)
    await expect(ask('cy', 9)).rejects.toMatchObject({ code: 'runtime/budget' })
    expect(journal.ledger()).toMatchObject({ calls: 5, failures: { budget: 3 } })
  })

  it('bounds all agents of a rule together', async () => {
    const ask = agents([
      { match: 'viewer/*', model: small(), budget: { calls: 2 } },
      { match: '*', model: small() },
    ])
    await Promise.all([ask('viewer/1', 1), ask('viewer/2', 2)])
    await expect(ask('viewer/3', 3)).rejects.toMatchObject({ kind: 'budget' })
    await ask('critic', 4)
  })

  it('prices each model by its own price, and bounds their sum', async () => {
    const price = { perMillionPrompt: 0, perMillionGenerated: 1_000_000 }
    const rules = [
      { match: 'viewer/*', model: small(), price },
      { match: '*', model: large(), price: { ...price, perMillionGenerated: 10_000_000 } },
    ]
    const ask = agents(rules, { budget: { money: 110 } })
    await ask('viewer/1', 1)
    await ask('critic', 2)
    // 1 + 20 are spent; the next call may take 80 of the larger model.
    await ask('critic', 3)
    await expect(ask('critic', 4)).rejects.toMatchObject({ code: 'runtime/budget' })
    expect(journal.totals((name) => (name === 'toy/small' ? price : rules[1]!.price)).money).toBe(41)
    expect(journal.totals((name) => (name === 'toy/small' ? price : undefined)).money).toBeNull()
  })

  it('goes on with what was spent, of the run and of each agent', async () => {
    const rules = () => [{ match: '*', model: small(), budgetEach: { calls: 2 } }]
    await agents(rules())('ann', 1)
    journal.close()
    journal = await open()
    const ask = agents(rules(), { budget: { calls: 3 } })
    expect((await ask('ann', 1)).text).toBe('yes')
    await ask('ann', 2)
    await expect(ask('ann', 3)).rejects.toMatchObject({ kind: 'budget' })
    await ask('bob', 4)
    await expect(ask('bob', 5)).rejects.toMatchObject({ code: 'runtime/budget' })
    expect(journal.ledger().agents.map(({ agent, calls }) => [agent, calls])).toEqual([
      ['ann', 2],
      ['bob', 1],
    ])
  })

  it('replays each model by its name', async () => {
    const ask = agents([
      { match: 'viewer/*', model: small() },
      { match: '*', model: large() },
    ])
    await ask('viewer/1')
    await ask('critic')
    journal.close()
    journal = await open('replay')
    const of = modelFor(
      [
        { match: 'viewer/*', model: journal.model('toy/small') },
        { match: '*', model: journal.model('toy/large') },
      ],
      { journal, guards },
    )
    expect((await of('viewer/1').answer(call('viewer/1'))).text).toBe('yes')
    expect((await of('critic').answer(call('critic'))).text).toBe('yes indeed')
    expect(() => journal.model('toy/none')).toThrow('has never met the model "toy/none"')
  })

  it('streams, within the budget of the agent', async () => {
    const of = modelFor([{ match: '*', model: large(), budgetEach: { calls: 1 } }], { journal, guards })
    const words: string[] = []
    for await (const part of of('ann').stream!(call('ann'))) if ('delta' in part) words.push(part.delta)
    expect(words).toEqual(['yes', ' indeed'])
    await expect(of('ann').answer(call('ann', 1))).rejects.toMatchObject({ kind: 'budget' })
  })

  it('refuses an agent that no rule matches, and money without a price', () => {
    const of = modelFor([{ match: 'viewer/*', model: small() }], { journal, guards })
    expect(() => of('critic')).toThrow('No rule names a model for the agent "critic".')
    expect(() => modelFor([{ match: '*', model: small(), budgetEach: { money: 1 } }], { journal, guards })).toThrow(
      expect.objectContaining({ code: 'config/option' }),
    )
  })
})
