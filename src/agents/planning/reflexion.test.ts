import { describe, expect, it } from 'vitest'
import { type Evaluator, Label } from '../../domain/index.ts'
import { answering, contextOf, finishWith, RANKING, saying, taskOf, useEcho, YES_NO } from './_scripts.test-parts.ts'
import { critic, oracle, validity } from './evaluators.ts'
import { reflexion, reflexionStrategies } from './reflexion.ts'

/** Refuses a number of times. */
function refusing(times: number): Evaluator {
  let seen = 0
  return {
    name: 'refusing',
    usesLabel: false,
    split: 'live',
    judge: async () => ({ ok: seen++ >= times, reason: `Refusal ${seen}.` }),
  }
}

/** Two actions a trial; reflections are numbered. */
function trying() {
  let reflections = 0
  let n = 0
  return answering(({ wanted, user }) => {
    if (wanted.type === 'text') return `lesson ${++reflections}`
    const steps = [...user.matchAll(/^Observation:/gm)].length
    return steps === 2 ? finishWith('yes') : useEcho(++n)
  })
}

describe('reflexion()', () => {
  it.each([
    ['none', 9, 0],
    ['last-attempt', 9, 0],
    ['reflexion', 11, 2],
    ['last-attempt-and-reflexion', 11, 2],
  ] as const)(
    'reflexion() with %s makes %d calls for verdicts no, no, yes and two actions each',
    async (strategy, calls, reflections) => {
      const model = trying()
      const result = await reflexion({ trials: 3, strategy }).run(
        taskOf(YES_NO),
        contextOf(model, { evaluator: refusing(2) }),
      )
      expect(result).toMatchObject({ answer: 'yes', details: { trials: 3, reflections, accepted: 'yes' } })
      expect(result.cost.calls).toBe(calls)
      expect(model.calls).toHaveLength(calls)
    },
  )

  it.each([
    ['none', []],
    ['last-attempt', ['pad 2']],
    ['reflexion', ['lesson 1', 'lesson 2']],
    ['last-attempt-and-reflexion', ['pad 2', 'lesson 2']],
  ] as const)('reflexion() with %s brings %j into the third trial', async (strategy, brought) => {
    const model = trying()
    await reflexion({ trials: 3, strategy }).run(taskOf(YES_NO), contextOf(model, { evaluator: refusing(2) }))
    const third = model.calls.at(-3)!.user
    const lessons = [...third.matchAll(/^- (.*)$/gm)].map(([, text]) => String(JSON.parse(text!)))
    // The echoes of the second trial say 3 and 4.
    const named = lessons.map((text) => (text.includes('"n":3') && text.includes('"n":4') ? 'pad 2' : text))
    expect(named).toEqual(brought)
  })

  it('reflexion() does not reflect after the last trial, and says that nobody accepted', async () => {
    const result = await reflexion({ trials: 2 }).run(taskOf(YES_NO), contextOf(trying(), { evaluator: refusing(9) }))
    expect(result).toMatchObject({
      answer: 'yes',
      status: 'answered',
      details: { trials: 2, reflections: 1, accepted: 'no' },
      cost: { calls: 7 },
    })
    expect(result.transcript.filter(({ kept }) => !kept).length).toBeGreaterThan(0)
  })

  it('reflexion() wants an evaluator unless it tries once without reflecting', async () => {
    await expect(reflexion().run(taskOf(YES_NO), contextOf(trying()))).rejects.toMatchObject({
      code: 'planner/bad-input',
    })
    const once = await reflexion({ trials: 1, strategy: 'none' }).run(taskOf(YES_NO), contextOf(trying()))
    expect(once.answer).toBe('yes')
  })

  it('reflexion() goes on after a trial without an answer, and fails when the last has none', async () => {
    const model = saying('prose', 'prose', 'I should answer in JSON.', finishWith('no'))
    const mended = await reflexion().run(taskOf(YES_NO), contextOf(model, { evaluator: validity('test') }))
    expect(mended).toMatchObject({ answer: 'no', details: { trials: 2, accepted: 'yes' } })
    const lost = await reflexion().run(taskOf(YES_NO), contextOf(saying('prose'), { evaluator: validity('test') }))
    expect(lost).toMatchObject({ answer: null, status: 'failed', failure: { kind: 'unparseable' } })
  })

  it('reflexion() ends a trial whose prompt is above the cap', async () => {
    const evaluator = validity('test')
    const result = await reflexion({ cap: 5, trials: 1 }).run(taskOf(YES_NO), contextOf(trying(), { evaluator }))
    expect(result).toMatchObject({ answer: null, failure: { kind: 'policy' }, cost: { calls: 1 } })
  })

  it('reflexion() counts what a critic asks as its own', async () => {
    const model = answering(({ user }) =>
      user.includes('Somebody answered') ? '{"ok":true,"reason":"Fine."}' : finishWith('yes'),
    )
    const result = await reflexion().run(taskOf(YES_NO), contextOf(model, { evaluator: critic('test') }))
    expect(result).toMatchObject({ answer: 'yes', cost: { calls: 2 } })
    expect(result.transcript.at(-1)).toMatchObject({ step: 'judge', observation: 'accepted: Fine.', calls: 1 })
  })

  it('reflexion() takes an oracle on training data, and refuses one elsewhere', async () => {
    const truth = new Map([['task-1', new Label<readonly string[]>(['b'])]])
    const model = saying(finishWith(['a', 'b', 'c', 'd']), 'Not a.', finishWith(['b', 'a', 'c', 'd']))
    const result = await reflexion().run(taskOf(RANKING), contextOf(model, { evaluator: oracle(truth) }))
    expect(result).toMatchObject({ answer: ['b', 'a', 'c', 'd'], details: { accepted: 'yes' } })
    for (const split of ['validation', 'test', 'live'] as const) {
      const run = reflexion().run(taskOf(RANKING), contextOf(model, { evaluator: { ...oracle(truth), split } }))
      await expect(run).rejects.toMatchObject({ code: 'planner/bad-input' })
    }
  })

  it('reflexion() refuses options out of range', () => {
    expect(() => reflexion({ trials: 0 })).toThrow('trials')
    expect(reflexionStrategies).toHaveLength(4)
  })
})
