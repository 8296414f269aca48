import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { critic, plannerByName, planners as registry } from '../../agents/index.ts'
import { Label, type LanguageModel, type ModelCall, reveal } from '../../domain/index.ts'
import { languageModel } from '../../minds/index.ts'
import { hashedAnswer, modelServer, scriptedModel, toyWorld } from '../../testing/index.ts'
import { openCallBook } from '../_call-book.ts'
import { ruleModel } from './_rule-model.ts'
import { runArm } from './_run-arm.ts'
import { comparePlanners } from './compare-planners.ts'
import { type PlannerComparison, plannerComparison } from './comparison.ts'
import { genreReader } from './scripted-rules.ts'
import { rankTasks, type TaskSet } from './task-sets.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-planners-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const data = toyWorld()
/** A clock that stands still: nothing here may depend on time. */
const clock = { now: () => 0, elapsed: () => 0 }
const small = [
  'self-consistency:samples=2',
  'react',
  'reflexion',
  'tree-of-thoughts:depth=2,samples=2,votes=1',
  'self-inspiring:alternatives=1',
  'plan-first:critic=true',
]
const all = ['chain-of-thought', ...small].map(plannerByName)
const quick = { data, clock, n: 8, negatives: 9, planners: [plannerByName('react')] }
const rowOf = ({ rows }: PlannerComparison, name: string) => rows.find((row) => row.name === name)!

/** A model that knows the answers: for tests of the scoring. */
function knowing(set: TaskSet, say: (truth: string, ids: readonly string[]) => readonly string[]): LanguageModel {
  return ruleModel('rule/knowing', {
    answer: ({ user }: ModelCall) => {
      const task = set.tasks.find(({ answer }) => hasWords(user, answer))!
      const ids = task.answer.type === 'ranking' ? task.answer.candidates.map(({ id }) => id) : []
      return say(String(reveal(set.labels.get(task.id)!)), ids)
    },
  })
}

const hasWords = (user: string, answer: TaskSet['tasks'][number]['answer']): boolean =>
  answer.type === 'ranking' &&
  answer.candidates.every(({ id, words }) => user.includes(`${id}: ${JSON.stringify(words)}`))

describe('runArm()', () => {
  it('runArm() compares every planner of the registry here', () => {
    expect(new Set(all.map(({ name }) => name.split(':')[0]))).toEqual(new Set(Object.keys(registry)))
  })

  it.each(all.map((planner) => [planner.name, planner] as const))(
    '%s asks and answers the same, whatever the truth',
    async (name, planner) => {
      const set = rankTasks(data, { n: 4, negatives: 9 })
      const labels = new Map(
        [...set.labels].map(([id, label]) => [id, new Label(`c${(Number(reveal(label).slice(1)) % 10) + 1}`)]),
      )
      const [first, second] = await Promise.all(
        [set, { ...set, labels }].map(async (one) => {
          const model = scriptedModel((call) =>
            genreReader()
              .answer(call)
              .then(({ text }) => text),
          )
          const book = await openCallBook({ model, clock })
          const ran = await runArm(name, planner, one, { book, clock, seed: 1, lanes: 1, evaluator: critic('test') })
          return JSON.stringify([model.calls, ran])
        }),
      )
      expect(second).toBe(first)
    },
  )
})

describe('comparePlanners()', () => {
  it('comparePlanners() gives a record with all rows and controls, the same whatever is run at once', async () => {
    const one = await comparePlanners({ ...quick, planners: all, model: genreReader(), scripted: true, concurrency: 1 })
    expect(plannerComparison.parse(one)).toEqual(one)
    expect(one.rows.map(({ name }) => name).slice(0, 7)).toEqual([
      'chance',
      'order as given',
      'popularity',
      `best classic: ${one.classic.name}`,
      'chain-of-thought',
      'chain-of-thought, no history',
      "chain-of-thought, another's history",
    ])
    expect(rowOf(one, 'chance').true['HR@1']!.mean).toBeCloseTo(0.1, 12)
    expect(one.notes[0]).toContain('scripted rule, not a language model')
    const many = await comparePlanners({
      ...quick,
      planners: all,
      model: genreReader(),
      scripted: true,
      concurrency: 5,
    })
    expect(many).toEqual(one)
  })

  it('comparePlanners() shows that a reader of histories reads them, and that one of orders does not', async () => {
    const reader = await comparePlanners({ ...quick, n: 40, planners: [], model: genreReader() })
    expect(rowOf(reader, "chain-of-thought, another's history").toChainOfThought!.high).toBeLessThan(0)
    const first = ruleModel('rule/first', {
      answer: ({ user }) => [...user.matchAll(/^(c\d+): /gm)].map(([, id]) => id),
    })
    const blind = await comparePlanners({ ...quick, n: 40, planners: [], model: first })
    expect(rowOf(blind, 'chain-of-thought').true).toEqual(rowOf(blind, 'order as given').true)
    expect(rowOf(blind, 'chain-of-thought').asShown).toBe(40)
    expect(blind.notes.join('\n')).toContain('The model does not use the history')
  })

  it('comparePlanners() gives a model that knows the answers a one, and one that turns them round the last place', async () => {
    const set = rankTasks(data, { n: 8, negatives: 9 })
    const others = (truth: string, ids: readonly string[]) => ids.filter((id) => id !== truth)
    const right = await comparePlanners({
      ...quick,
      planners: [],
      model: knowing(set, (truth, ids) => [truth, ...others(truth, ids)]),
    })
    expect(rowOf(right, 'chain-of-thought').true['MRR']).toEqual({ mean: 1, low: 1, high: 1, count: 8 })
    const wrong = await comparePlanners({
      ...quick,
      planners: [],
      model: knowing(set, (truth, ids) => [...others(truth, ids), truth]),
    })
    expect(rowOf(wrong, 'chain-of-thought').true['MRR']!.mean).toBeCloseTo(0.1, 12)
  })

  it('comparePlanners() counts what had to be mended, and failures as misses', async () => {
    const poor = ruleModel('rule/poor', { answer: () => ['c2', 'c2', 'x9'] })
    const mended = rowOf(await comparePlanners({ ...quick, planners: [], model: poor }), 'chain-of-thought').mended
    expect(mended).toEqual({ rankings: 8, unknown: 8, duplicate: 8, missing: 72 })
    const silent = rowOf(
      await comparePlanners({ ...quick, planners: [], model: ruleModel('rule/no', { answer: () => 'no' }) }),
      'chain-of-thought',
    )
    expect(silent).toMatchObject({ answered: 0, failures: { unparseable: 8 }, cost: { calls: 2 } })
    expect(silent.true['MRR']!.mean).toBe(0)
    expect(silent.valid['MRR']).toEqual({ mean: null, low: null, high: null, count: 0 })
  })

  it('comparePlanners() foresees ratings beside means of the past', async () => {
    const comparison = await comparePlanners({ ...quick, task: 'rate', model: genreReader() })
    expect(comparison.measure).toBe('MAE')
    expect(rowOf(comparison, 'chain-of-thought').true['MAE']!.mean).toBeCloseTo(
      rowOf(comparison, 'middle of the scale').true['MAE']!.mean!,
      12,
    )
    expect(comparison.rows.map(({ name }) => name)).toContain('mean of the person')
  })

  it('comparePlanners() that was stopped goes on without asking anything twice, and comes out the same', async () => {
    const server = await modelServer(hashedAnswer)
    try {
      const model = () => languageModel('openai-compatible/mannerly', { home: folder, url: server.url, concurrency: 1 })
      const whole = await comparePlanners({
        ...quick,
        model: await model(),
        concurrency: 1,
        out: join(folder, 'whole'),
      })
      const before = server.count()
      const stop = new AbortController()
      const asked = { ...quick, concurrency: 1, out: join(folder, 'stopped') }
      const stopped = comparePlanners({
        ...asked,
        model: await model(),
        signal: stop.signal,
        onProgress: ({ stage, done }) => {
          if (stage === 'react' && done === 3) stop.abort()
        },
      })
      await expect(stopped).rejects.toMatchObject({ code: 'runtime/interrupted' })
      expect(server.count()).toBeGreaterThan(before)
      const again = await comparePlanners({ ...asked, model: await model() })
      // The call that was on its way was not written down.
      expect(server.count() - before).toBeLessThanOrEqual(before + 1)
      expect(again).toEqual(whole)
    } finally {
      await server.close()
    }
  }, 60_000)

  it('comparePlanners() refuses two planners of one name', async () => {
    const twice = [plannerByName('react'), plannerByName('react')]
    await expect(comparePlanners({ ...quick, planners: twice, model: genreReader() })).rejects.toThrow(
      'Two planners are called react',
    )
  })
})
