import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadDataset } from '../data/index.ts'
import { type Job, type LanguageModel, type MindCard, ModelFailure } from '../domain/index.ts'
import { readSimulation } from '../evaluation/index.ts'
import { scriptedModel } from '../testing/index.ts'
import { planSimulation } from './plan.ts'
import { replay } from './replay.ts'
import { requestOf } from './request-of.ts'
import { simulate } from './simulate.ts'
import type { SimulateRequest } from './simulate-request.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-minds-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const data = await loadDataset('generated:users=60,items=120', { home: '' })

/** Says the first thing it may say; certain of it. */
const first = (): ReturnType<typeof scriptedModel> =>
  scriptedModel((call) => (call.wanted.type === 'choice' ? call.wanted.labels[0]! : 'So it was.'))

const card = (model: LanguageModel, ...jobs: Job[]): MindCard => ({
  version: 1,
  model: model.name,
  fingerprint: model.fingerprint,
  data: { name: data.name, hash: data.hash },
  seed: 1,
  prompts: '1',
  tastemaker: '0.1.0',
  madeAt: '2026-11-24T00:00:00.000Z',
  jobs: jobs.map((job) => ({
    job,
    measure: 'AUC',
    n: 150,
    gate: 150,
    value: 0.8,
    low: 0.75,
    high: 0.85,
    control: null,
    gain: null,
    verdict: 'decide',
    reason: 'Shown.',
    details: {},
  })),
})

const run = async (name: string, changes: Partial<SimulateRequest> = {}): Promise<string> => {
  const out = join(folder, name)
  const small = { recommenders: ['random', 'popularity'], viewers: 6, controlViewers: 4, workers: 1 }
  await simulate({ data, out, sleep: async () => {}, ...small, ...changes })
  return out
}
const eventsOf = (out: string): Promise<string> => readFile(join(out, 'events.jsonl'), 'utf8')
const own = async (out: string): Promise<Record<string, unknown>[]> =>
  (await eventsOf(out))
    .split('\n')
    .filter((line) => line.includes('"as":"viewer"'))
    .map((line) => JSON.parse(line))

describe('simulate() with a language model', () => {
  it('lets a hybrid viewer ask nothing of a model without a card: the events of a choice run', async () => {
    const model = first()
    const hybrid = await run('hybrid', { model })
    expect(await eventsOf(hybrid)).toBe(await eventsOf(await run('choice')))
    expect(model.calls).toHaveLength(0)
    expect((await readSimulation(hybrid)).manifest.viewers).toMatchObject({
      mind: 'hybrid',
      granted: [],
      qualified: true,
    })
  })

  it('gives a hybrid viewer’s model the jobs its card grants, and no other', async () => {
    const model = first()
    const out = await run('granted', { model, card: card(model, 'history', 'taste') })
    const steps = new Set(model.calls.map(({ by }) => by.step))
    expect([...steps].sort()).toEqual(['agent4rec/align', 'agent4rec/rate'])
    const judged = (await own(out)).filter(({ type }) => type === 'item-judged')
    expect(judged.every(({ aligned }) => aligned === true)).toBe(true)
    const decided = (await own(out)).filter(({ type }) => type === 'page-decided')
    expect(decided.some(({ probability }) => probability !== 0 && probability !== 1)).toBe(true)
    const { manifest, trust } = await readSimulation(out)
    expect(manifest.viewers).toMatchObject({
      granted: ['history', 'taste'],
      controls: expect.arrayContaining(['utility']),
    })
    expect(trust.alignment.map(({ ratio }) => ratio)).toEqual([1, 1])
  })

  it('grants nothing by a card of other data', async () => {
    const model = first()
    const other = { ...card(model, 'history', 'taste'), data: { name: 'other', hash: 'other' } }
    await run('other', { model, card: other })
    expect(model.calls).toHaveLength(0)
  })

  it('marks a language viewer as unqualified and refuses to rank recommenders by it', async () => {
    const out = await run('language', { model: first(), mind: 'language' })
    const { manifest, trust, ledger } = await readSimulation(out)
    expect(manifest.viewers.qualified).toBe(false)
    expect(trust.verdicts.find(({ question }) => question === 'recommender')?.verdict).toBe('refuse')
    expect(ledger!.calls).toBeGreaterThan(0)
    expect(await replay(out, { data })).toMatchObject({ identical: true })
  })

  it('lets a model decide for some people beside the others, in front of some recommenders', async () => {
    const beside = { model: first(), languageViewers: 2, languageRecommenders: ['popularity'] }
    const out = await run('beside', beside)
    const lines = (await eventsOf(out)).split('\n').filter((line) => line.includes('"as":"language"'))
    const sessions = new Set(lines.map((line) => JSON.parse(line).session))
    expect(sessions.size).toBe(2)
    expect([...sessions].every((session) => session.startsWith('language/popularity/'))).toBe(true)
    await expect(run('nobody', { ...beside, languageRecommenders: ['ease'] })).rejects.toMatchObject({
      code: 'config/unknown-name',
    })
  })

  it('stops when the model is gone, and goes on in the same bytes when it is back', async () => {
    let asked = 0
    const down = new ModelFailure('provider', '503', { transient: true })
    const fails = scriptedModel((call) =>
      ++asked > 300 ? down : call.wanted.type === 'choice' ? call.wanted.labels[0]! : 'So it was.',
    )
    await expect(run('gone', { model: fails, mind: 'language' })).rejects.toMatchObject({
      code: 'run/unhealthy',
      hint: expect.stringContaining('--resume'),
    })
    const out = join(folder, 'gone')
    await expect(readSimulation(out)).rejects.toMatchObject({ code: 'run/incomplete' })
    await simulate({ ...(await requestOf(out)), data, model: first(), resume: true })
    expect(await eventsOf(out)).toBe(await eventsOf(await run('whole', { model: first(), mind: 'language' })))
  })

  it('refuses to go on as another run, and asks for a model where viewers need one', async () => {
    const out = await run('one')
    const other = { ...(await requestOf(out)), data, resume: true, maxPages: 2 }
    await expect(simulate(other)).rejects.toMatchObject({ code: 'run/different' })
    await expect(run('none', { mind: 'language' })).rejects.toMatchObject({ code: 'config/option' })
  })
})

describe('planSimulation()', () => {
  it('counts calls without making one, and close to what they come to', async () => {
    const model = first()
    const request = { data, recommenders: ['popularity'], out: folder, viewers: 6, workers: 1, model } as const
    const plan = await planSimulation({
      ...request,
      languageViewers: 4,
      price: { perMillionPrompt: 1, perMillionGenerated: 2 },
    })
    expect(model.calls).toHaveLength(0)
    expect(plan).toMatchObject({ people: 6, languagePeople: 4, mind: 'hybrid', granted: [], seconds: null })
    expect(plan.calls).toBeGreaterThan(4 * 20)
    expect(plan.money).toBeCloseTo((plan.promptTokens + 2 * plan.generatedTokens) / 1e6)
    expect((await planSimulation(request)).calls).toBe(0)
  })
})
