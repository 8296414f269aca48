import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentRun, RecommendingAgent } from '../../agents/index.ts'
import { type AgentTask, type AgentTaskResult, itemId, Label } from '../../domain/index.ts'
import {
  folderOf,
  removeFolders,
  societyFiles,
} from '../../evaluation/suites/agent-society/_society-folder.test-parts.ts'
import { type AgentSociety, readAgentSociety, type SocietyTruth } from '../../evaluation/suites/index.ts'
import { runAgentSociety, type SocietyRequest } from './run-agent-society.ts'
import type { SocietyResult } from './society-result.ts'

afterAll(removeFolders)

const clock = { now: () => 0, elapsed: () => 0 }

/** An agent of rules that notes down what it was asked. */
function recorder(answer: (task: AgentTask, run: AgentRun) => AgentTaskResult['answer']) {
  const asked: AgentTask[] = []
  const agent: RecommendingAgent = {
    name: 'recorder',
    mind: 'choice',
    tasks: ['rank', 'rate'],
    async perform(task, run) {
      const plain = task as AgentTask
      asked.push(plain)
      const given = answer(plain, run)
      return {
        answer: given,
        status: given === null ? 'failed' : 'answered',
        decidedBy: 'rule',
        failure: given === null ? { kind: 'timeout', raw: '' } : null,
        mended: { unknown: 0, duplicate: 0, missing: 0 },
        cost: { calls: 2, promptTokens: 10, generatedTokens: 5, toolCalls: 0, milliseconds: 0 },
        transcript: [],
        details: {},
      }
    },
  }
  return { agent, asked }
}

const rowIn = (result: SocietyResult, name: string, table = 0) =>
  result.tables[table]!.rows.find((row) => row.name === name)!

let suite: AgentSociety
beforeAll(async () => {
  suite = await readAgentSociety(await folderOf(societyFiles({ tasks: 40, candidates: 20 })))
})
const run = (request: Partial<SocietyRequest> = {}) => runAgentSociety({ suite, track: 2, clock, ...request })

/** Many lists of 20 over the suite's catalogue; the truth stands early, as the published lists have it. */
function biased(lists: number): AgentSociety {
  const ids = suite.data.items.ids
  const truths = new Map<string, Label<SocietyTruth>>()
  const tasks = Array.from({ length: lists }, (_, list) => {
    const candidates = Array.from({ length: 20 }, (_, place) => ids[(list * 3 + place * 7) % ids.length]!)
    const id = `task_${list}`
    truths.set(id, new Label<SocietyTruth>({ type: 'rank', item: candidates[Math.floor((12 * (list % 100)) / 100)]! }))
    const user = suite.data.users.ids[list % 40]!
    return { type: 'rank', id, set: 'biased', labels: 'simulated', user, candidates } as const
  })
  return { ...suite, tasks, truths, excluded: [] }
}

describe('runAgentSociety()', () => {
  it('runAgentSociety() passes the canary where candidates are shuffled: the order shown is at chance', async () => {
    const result = await runAgentSociety({ suite: biased(10_000), track: 2, rules: ['shown-order'], clock })
    const shown = rowIn(result, 'shown-order').simulated!
    expect(Math.abs(shown.parts['HR@1']! - 0.05)).toBeLessThan(0.007)
    expect(shown.score.low!).toBeLessThanOrEqual(0.15)
    expect(shown.score.high!).toBeGreaterThanOrEqual(0.15)
    expect(rowIn(result, 'chance').simulated!.score.mean).toBeCloseTo(0.15, 12)
    // The file itself is biased, and said to be.
    expect(rowIn(result, 'untouched-order').simulated!.score.low!).toBeGreaterThan(0.2)
    expect(result.notes.join('\n')).toMatch(/biased: the row untouched-order is at .* candidates are shuffled for that/)
    expect(result.notes.join('\n')).not.toContain('do not trust this table')
    expect(result.tables[0]!.truthAt.slice(12)).toEqual(Array(8).fill(0))
  }, 60_000)

  it('runAgentSociety() fails the canary where lists with position bias are not shuffled', async () => {
    const result = await runAgentSociety({ suite: biased(1000), track: 2, shuffle: false, clock })
    expect(rowIn(result, 'shown-order').simulated!.score.low!).toBeGreaterThan(0.15)
    expect(result.notes.join('\n')).toMatch(/the row shown-order is at .*do not trust this table/)
    expect(result.protocol.shuffled).toBe(false)
  })

  it('runAgentSociety() keeps simulated and real labels apart, and weighs them in the end', async () => {
    const { agent, asked } = recorder((task) => (task.type === 'rank' ? task.candidates : null))
    const result = await run({ agent })
    const row = rowIn(result, 'recorder')
    expect([row.simulated!.tasks, row.real!.tasks]).toEqual([20, 20])
    expect(row.final).toBeCloseTo(0.4 * row.simulated!.score.mean! + 0.6 * row.real!.score.mean!, 12)
    expect(row.cost).toEqual({ calls: 2, tokens: 15, secondsP50: 0, money: null })
    expect(row.thirds.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(40)
    expect(asked).toHaveLength(40)
    // The agent returned what it was shown: it is the canary.
    expect(row.simulated!.score).toEqual(rowIn(result, 'shown-order').simulated!.score)
    expect(result.notes.join()).toContain('come from a language model')
  })

  it('runAgentSociety() asks and orders the same whatever the labels are', async () => {
    const permuted = new Map(
      suite.tasks.map(({ id, ...task }): [string, Label<SocietyTruth>] => [
        id,
        new Label<SocietyTruth>(
          task.type === 'rank'
            ? { type: 'rank', item: task.candidates[7]! }
            : { type: 'rate', stars: 1, review: 'of another' },
        ),
      ]),
    )
    const byModel = (task: AgentTask, { surroundings, random }: AgentRun) => {
      if (task.type === 'rate')
        return surroundings.rating(
          surroundings.past.data.users.index(task.user)!,
          surroundings.past.data.items.index(task.item)!,
        )
      return task.type === 'rank' ? random.shuffle([...task.candidates]) : null
    }
    for (const track of [1, 2] as const) {
      const [one, other] = [recorder(byModel), recorder(byModel)]
      const plain = await run({ agent: one.agent, track })
      const changed = await run({ agent: other.agent, track, suite: { ...suite, truths: permuted } })
      expect(other.asked).toEqual(one.asked)
      expect(changed.protocol).toEqual(plain.protocol)
      expect(rowIn(changed, 'recorder').simulated!.score).not.toEqual(rowIn(plain, 'recorder').simulated!.score)
      expect(JSON.stringify(one.asked)).not.toMatch(/label|truth/)
    }
  })

  it('runAgentSociety() shows an agent nothing of the pair that it is asked about', async () => {
    const seen: boolean[] = []
    const { agent } = recorder((task, { surroundings: { past, reviews } }) => {
      const { users, items } = past.data
      const pair = task.type === 'rate' ? [task.item] : task.type === 'rank' ? task.candidates : []
      for (const item of pair) {
        seen.push(past.touched(users.index(task.user)!, items.index(item)!))
        seen.push(reviews.some((review) => review.user === task.user && review.item === item))
      }
      return null
    })
    await run({ agent })
    await run({ agent, track: 1 })
    expect(seen.length).toBeGreaterThan(1000)
    expect(seen).not.toContain(true)
  })

  it('runAgentSociety() counts failures as misses and as 0 stars, by kind', async () => {
    const { agent } = recorder(() => null)
    const ranked = rowIn(await run({ agent }), 'recorder')
    expect(ranked.simulated!.score.mean).toBe(0)
    expect(ranked.failures).toEqual({ timeout: 40 })
    const rated = rowIn(await run({ agent, track: 1 }), 'recorder')
    // Stars 1 to 5 alike, each as far from 0 as it is.
    expect(rated.simulated!.score.mean).toBeCloseTo(1 - 3 / 5, 12)
    expect(rated.simulated!.answered).toBe(0)
  })

  it('runAgentSociety() prints constant stars on track 1, and computes the review half from supplied errors alone', async () => {
    const { agent } = recorder(() => 4)
    const plain = await run({ agent, track: 1 })
    const constant = rowIn(plain, 'stars-4').simulated!
    expect(constant.score.mean).toBeCloseTo(1 - (3 + 2 + 1 + 0 + 1) / 25, 12)
    expect(rowIn(plain, 'recorder').simulated!.score).toEqual(constant.score)
    expect(constant.parts).toMatchObject({ review: null, overall: null })
    expect(rowIn(plain, 'chance').simulated!.score.mean).toBeCloseTo(1 - (2 + 1.4 + 1.2 + 1.4 + 2) / 25, 12)
    expect(plain.notes.join()).toContain('review and overall are undefined')
    expect(plain.notes.join()).toContain('there is no final score')

    const errors = { sentiment: 0.2, emotion: 0.4, topic: 0.1 }
    const rated = suite.tasks.filter(({ type }) => type === 'rate')
    const reviewErrors = new Map(rated.map(({ id }) => [id, errors]))
    const known = rowIn(await run({ agent, track: 1, reviewErrors }), 'recorder').simulated!
    expect(known.parts['review']).toBeCloseTo(0.8, 12)
    expect(known.parts['overall']).toBeCloseTo((constant.score.mean! + 0.8) / 2, 12)
    reviewErrors.delete(rated[0]!.id)
    expect(rowIn(await run({ agent, track: 1, reviewErrors }), 'recorder').simulated!.parts['review']).toBeNull()
  })

  it('runAgentSociety() orders by popularity, by the fitted model and by means of others', async () => {
    const result = await run({ ranker: 'popularity' })
    expect(rowIn(result, 'fitted-model').simulated!.parts).toEqual(rowIn(result, 'popularity').simulated!.parts)
    const names = (await run({ track: 1 })).tables[0]!.rows.map(({ name }) => name)
    expect(names).toEqual(['chance', 'item-mean', 'person-mean', 'stars-3', 'stars-4', 'stars-5'])
  })

  it('runAgentSociety() draws some tasks of each folder by the seed, and keeps the controls', async () => {
    const result = await run({ n: 5, rules: ['popularity'] })
    expect(result.tables[0]).toMatchObject({ set: 'track2/amazon', tasks: 5 })
    expect(result.tables[0]!.rows.map(({ name }) => name)).toEqual([
      'chance',
      'untouched-order',
      'shown-order',
      'popularity',
    ])
    expect(await run({ n: 5, rules: ['popularity'] })).toEqual(result)
  })

  it('runAgentSociety() refuses what makes no sense', async () => {
    const { agent } = recorder(() => null)
    await expect(run({ rules: ['magic'] })).rejects.toMatchObject({ code: 'config/unknown-name' })
    await expect(run({ agent: { ...agent, tasks: ['converse'] } })).rejects.toMatchObject({ code: 'planner/bad-input' })
    await expect(run({ suite: { ...suite, tasks: [] } })).rejects.toMatchObject({ code: 'data/empty' })
    await expect(run({ agent, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'runtime/interrupted' })
  })

  it('runAgentSociety() counts an item that is no candidate as a miss', async () => {
    const { agent } = recorder(() => [itemId('of another catalogue')])
    expect(rowIn(await run({ agent }), 'recorder').simulated!.score.mean).toBe(0)
  })
})
