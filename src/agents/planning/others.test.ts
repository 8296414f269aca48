import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerForm } from '../../domain/index.ts'
import {
  answering,
  contextOf,
  finishWith,
  RANKING,
  reasoned,
  saying,
  taskOf,
  useEcho,
  YES_NO,
} from './_scripts.test-parts.ts'
import { borda } from './borda.ts'
import { chainOfThought } from './chain-of-thought.ts'
import { type PlannedStep, planFirst } from './plan-first.ts'
import { selfConsistency } from './self-consistency.ts'
import { selfInspiring } from './self-inspiring.ts'

const STARS: AnswerForm = { type: 'rating', scale: { min: 1, max: 5, step: 0.5 } }

describe('chainOfThought()', () => {
  it('chainOfThought() makes one call', async () => {
    const result = await chainOfThought().run(taskOf(RANKING), contextOf(saying(reasoned(['d', 'c', 'b', 'a']))))
    expect(result).toMatchObject({ answer: ['d', 'c', 'b', 'a'], cost: { calls: 1, toolCalls: 0 } })
  })

  it('chainOfThought() reads a rating from a number or its text, and nothing between the points', async () => {
    const answers = [4.5, '4.5'].map((said) => chainOfThought().run(taskOf(STARS), contextOf(saying(reasoned(said)))))
    expect((await Promise.all(answers)).map(({ answer }) => answer)).toEqual([4.5, 4.5])
    const between = await chainOfThought().run(taskOf(STARS), contextOf(saying(reasoned(4.2))))
    expect(between).toMatchObject({ answer: null, failure: { kind: 'unparseable' }, cost: { calls: 2 } })
  })
})

describe('borda()', () => {
  const points = (lists: readonly string[], candidates: string) =>
    borda(
      lists.map((list) => [...list]),
      [...candidates],
    ).map(({ id, points }) => `${id} ${points}`)

  it('borda() gives N less the place, ties in the order of the candidates', () => {
    expect(points(['abcd', 'bacd', 'bcad'], 'abcd')).toEqual(['b 8', 'a 6', 'c 4', 'd 0'])
    expect(points(['abc', 'cba'], 'abc')).toEqual(['a 2', 'b 2', 'c 2'])
    expect(points(['abc', 'cba'], 'bca')).toEqual(['b 2', 'c 2', 'a 2'])
  })

  it('borda() shares the unused points of a short list', () => {
    expect(points(['ab'], 'abcd')).toEqual(['a 3', 'b 2', 'c 0.5', 'd 0.5'])
  })

  it('borda() hands out the same sum whatever the lists say', () => {
    const list = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'])
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), (lists) => {
        const sum = borda(lists, ['a', 'b', 'c', 'd', 'e']).reduce((total, { points }) => total + points, 0)
        expect(sum).toBeCloseTo(10 * lists.length)
      }),
    )
  })
})

describe('selfConsistency()', () => {
  it('selfConsistency() makes one call a sample, shows each another order, and logs it', async () => {
    const model = saying(reasoned(['a', 'b', 'c', 'd']))
    const result = await selfConsistency().run(taskOf(RANKING), contextOf(model))
    expect(result).toMatchObject({ answer: ['a', 'b', 'c', 'd'], cost: { calls: 5 } })
    const orders = result.transcript.flatMap(({ order }) => (order ? [order.join('')] : []))
    expect(orders).toHaveLength(5)
    expect(new Set(orders).size).toBeGreaterThan(1)
    for (const [call, order] of orders.entries()) {
      const shown = [...model.calls[call]!.user.matchAll(/^([a-d]): /gm)].map(([, id]) => id)
      expect(shown.join('')).toBe(order)
    }
    expect(result.details['kendall tau of samples']).toBe(1)
  })

  it('selfConsistency() takes the majority, the first seen of equally common answers, and the median', async () => {
    const vote = async (form: AnswerForm, ...said: readonly unknown[]) =>
      (await selfConsistency({ samples: said.length }).run(taskOf(form), contextOf(saying(...said.map(reasoned)))))
        .answer
    expect(await vote(YES_NO, 'no', 'yes', 'yes')).toBe('yes')
    expect(await vote(YES_NO, 'no', 'yes')).toBe('no')
    expect(await vote(STARS, 1, 5, 4)).toBe(4)
    const mean = selfConsistency({ samples: 3, rating: 'mean' })
    expect((await mean.run(taskOf(STARS), contextOf(saying(...[1, 5, 4].map(reasoned))))).answer).toBe(3.5)
  })

  it('selfConsistency() leaves out what it cannot use, and fails when that is everything', async () => {
    const some = saying(reasoned('yes'), 'prose', 'prose', reasoned('yes'))
    const result = await selfConsistency({ samples: 3 }).run(taskOf(YES_NO), contextOf(some))
    expect(result).toMatchObject({ answer: 'yes', details: { 'samples used': 2 }, cost: { calls: 4 } })
    const none = await selfConsistency({ samples: 2 }).run(taskOf(YES_NO), contextOf(saying('prose')))
    expect(none).toMatchObject({ answer: null, status: 'failed', failure: { kind: 'unparseable' } })
  })

  it('selfConsistency() gives the best answer so far when its budget is spent', async () => {
    const result = await selfConsistency().run(
      taskOf(YES_NO),
      contextOf(saying(reasoned('no'), reasoned('yes')), { budget: { calls: 3 } }),
    )
    expect(result).toMatchObject({ answer: 'yes', status: 'budget', failure: { kind: 'budget' }, cost: { calls: 3 } })
  })
})

describe('selfInspiring()', () => {
  it('selfInspiring() makes 13 calls for three steps with 0, 2 and 5 alternatives', async () => {
    const offered = [0, 2, 5]
    let step = -1
    let left = 0
    let n = 0
    const model = answering(({ user }) => {
      if (user.includes('numbers of the branches')) return '{"branches":[1],"answer":"yes"}'
      if (user.includes('"alternative"')) {
        return left-- > 0 ? `{"alternative":${useEcho(++n)}}` : '{"alternative":null}'
      }
      step++
      left = offered[step]!
      return step === 2 ? finishWith('no') : useEcho(++n)
    })
    const result = await selfInspiring().run(taskOf(YES_NO), contextOf(model))
    expect(result).toMatchObject({ answer: 'yes', cost: { calls: 13 }, details: { branches: 10, alternatives: 7 } })
  })

  it('selfInspiring() refuses fewer than no alternatives', () => {
    expect(() => selfInspiring({ alternatives: -1 })).toThrow('alternatives')
  })
})

describe('planFirst()', () => {
  const plan = '{"steps":[{"tool":"echo","input":{"n":1}},{"tool":"echo","input":{"n":2}}]}'
  const replying = (verdicts: readonly boolean[]) => {
    let verdict = 0
    return answering(({ user }) => {
      if (user.includes('Plan which tools')) return plan
      if (!user.includes('"ok"')) return reasoned('yes')
      return JSON.stringify({ ok: verdicts[Math.min(verdict++, verdicts.length - 1)], reason: 'Look again.' })
    })
  }

  it.each([
    [{}, [], 2],
    [{ critic: true }, [true], 3],
    [{ critic: true }, [false, true], 6],
    [{ critic: true }, [false], 12],
  ] as const)('planFirst() with %j and verdicts %j makes %d calls', async (options, verdicts, calls) => {
    const result = await planFirst(options).run(taskOf(YES_NO), contextOf(replying(verdicts)))
    expect(result).toMatchObject({ answer: 'yes', status: 'answered', cost: { calls } })
  })

  it('planFirst() tells the next plan why, puts shared state back, and says when nobody was content', async () => {
    let resets = 0
    const model = replying([false])
    const planner = planFirst({ critic: true, replans: 1 }, { reset: () => resets++ })
    const result = await planner.run(taskOf(YES_NO), contextOf(model))
    expect(result.details).toEqual({ replans: 1, accepted: 'no' })
    expect(resets).toBe(2)
    expect(model.calls[3]!.user).toContain('Your last answer was refused: "Look again."')
  })

  it('planFirst() has one repair for a plan that cannot be carried out, then fails', async () => {
    const unknown = '{"steps":[{"tool":"eco","input":{}}]}'
    const mended = await planFirst().run(taskOf(YES_NO), contextOf(saying(unknown, plan, reasoned('yes'))))
    expect(mended).toMatchObject({ answer: 'yes', cost: { calls: 3, toolCalls: 2 } })
    const failed = await planFirst().run(taskOf(YES_NO), contextOf(saying(unknown)))
    expect(failed).toMatchObject({
      answer: null,
      status: 'failed',
      failure: { kind: 'unparseable' },
      cost: { calls: 2 },
    })
  })

  it('planFirst() lets rules add a missing last step', async () => {
    const check = (steps: readonly PlannedStep[]) => ({
      value: [...steps, { tool: 'echo', input: { n: 9 } }],
    })
    const result = await planFirst({}, { check }).run(taskOf(YES_NO), contextOf(replying([])))
    expect(result.cost.toolCalls).toBe(3)
  })
})
