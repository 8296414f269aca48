import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LanguageModel, type ModelCall, ModelFailure } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeLanguageModel } from '../../testing/describe-language-model.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { withBudget } from './budget.ts'

const call = (user: string, maxTokens = 20): ModelCall => ({
  system: 'You like quiet films.',
  user,
  wanted: { type: 'text', maxTokens },
  temperature: 1,
  seed: 3,
  by: { agent: 'viewer/1', step: 'watch' },
})

/** A model that takes its time, one turn of the event loop or a few, and counts what it gave away. */
function spender(seed: number) {
  const random = randomStream(seed)
  const given = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  const model: LanguageModel = {
    ...{ name: 'spender', fingerprint: 'spender', concurrency: 64, repeatable: false },
    async answer({ system, user, wanted }) {
      for (let turn = random.int(5); turn >= 0; turn--) await new Promise((resolve) => setImmediate(resolve))
      const generatedTokens = wanted.type === 'choice' ? 1 : random.int(wanted.maxTokens + 1)
      const usage = { promptTokens: Math.ceil((system.length + user.length) / 4), generatedTokens }
      given.calls++
      given.promptTokens += usage.promptTokens
      given.generatedTokens += usage.generatedTokens
      return { text: 'yes', probabilities: null, usage }
    },
    async close() {},
  }
  return { model, given }
}

const price = { perMillionPrompt: 1_000, perMillionGenerated: 4_000 }

describe('withBudget()', () => {
  it('never lets more be spent than the budget, however many calls come at once', async () => {
    const budgets = fc.record(
      { calls: fc.nat(40), tokens: fc.nat(2000), money: fc.double({ min: 0, max: 5, noNaN: true }) },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(budgets, fc.array(fc.nat(60), { maxLength: 60 }), fc.nat(), async (budget, lengths, seed) => {
        const { model, given } = spender(seed)
        const bounded = withBudget(model, { ...budget, price })
        const asked = lengths.map((length) => bounded.answer(call('x'.repeat(length * 5), length)))
        const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected')
        expect(given.calls + refused.length).toBe(lengths.length)
        expect(given.calls).toBeLessThanOrEqual(budget.calls ?? Number.POSITIVE_INFINITY)
        expect(given.promptTokens + given.generatedTokens).toBeLessThanOrEqual(
          budget.tokens ?? Number.POSITIVE_INFINITY,
        )
        const money = (given.promptTokens * 1_000 + given.generatedTokens * 4_000) / 1_000_000
        expect(money).toBeLessThanOrEqual(budget.money ?? Number.POSITIVE_INFINITY)
      }),
      { numRuns: 60 },
    )
  })

  it('makes exactly as many calls as it may, at once or one after the other', async () => {
    for (const atOnce of [true, false]) {
      const model = scriptedModel(() => 'yes')
      const bounded = withBudget(model, { calls: 200 })
      const outcomes: PromiseSettledResult<unknown>[] = []
      const asked = Array.from({ length: 250 }, (_, index) => () => bounded.answer(call(`Film ${index}`)))
      if (atOnce) outcomes.push(...(await Promise.allSettled(asked.map((ask) => ask()))))
      else for (const ask of asked) outcomes.push(...(await Promise.allSettled([ask()])))
      expect(model.calls.length).toBe(200)
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(refused.length).toBe(50)
      expect(refused[0]).toMatchObject({
        code: 'runtime/budget',
        message: 'The budget of 200 calls is spent after 200 calls.',
        hint: 'Give more with --budget-calls and go on with --resume FOLDER.',
      })
    }
  })

  it('lets calls wait for those on their way instead of refusing them for the worst case', async () => {
    const { model, given } = spender(7)
    // A call may take 500 tokens and takes 20: one after the other all ten fit, worst cases side by side would not.
    const short: LanguageModel = {
      ...model,
      answer: async (one) => {
        const answer = await model.answer(one)
        return { ...answer, usage: { ...answer.usage, generatedTokens: 10 } }
      },
    }
    const bounded = withBudget(short, { tokens: 1_000 })
    await Promise.all(Array.from({ length: 10 }, (_, index) => bounded.answer(call(`Film ${index}`, 480))))
    expect(given.calls).toBe(10)
  })

  it('says what was used and what the next call may take', async () => {
    const model = scriptedModel(() => 'yes and no')
    const bounded = withBudget(model, { tokens: 80 })
    await bounded.answer(call('Go on?', 12))
    await expect(bounded.answer(call('Go on?', 1_200))).rejects.toThrow(
      /^The budget of 80 tokens is spent after 1 call: 9 used, and the next call may take 1,2\d\d\.$/,
    )
    const money = withBudget(model, { money: 0.0123, price })
    await expect(money.answer(call('Go on?', 1_200))).rejects.toThrow(
      'The budget of 0.0123 in money is spent after 0 calls',
    )
  })

  it('begins with what was spent before', async () => {
    const model = scriptedModel(() => 'yes')
    const bounded = withBudget(model, { calls: 3, spent: { calls: 2, promptTokens: 90, generatedTokens: 9 } })
    await bounded.answer(call('Go on?'))
    await expect(bounded.answer(call('Go on?'))).rejects.toMatchObject({ code: 'runtime/budget' })
    expect(model.calls.length).toBe(1)
  })

  it('counts a failed call in full, and lets others who wait go on', async () => {
    const model = scriptedModel(({ user }) => (user === 'bad' ? new ModelFailure('timeout', 'No answer.') : 'yes'))
    const bounded = withBudget(model, { calls: 2 })
    await expect(bounded.answer(call('bad'))).rejects.toBeInstanceOf(ModelFailure)
    await bounded.answer(call('good'))
    await expect(bounded.answer(call('good'))).rejects.toMatchObject({ code: 'runtime/budget' })
  })

  it('stops waiting when the signal fires, while others go on', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const model = scriptedModel(() => promise)
    const bounded = withBudget(model, { tokens: 60 })
    const stop = new AbortController()
    const first = bounded.answer(call('a', 30))
    const waiting = bounded.answer(call('b', 30), stop.signal)
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    resolve('yes')
    expect((await first).text).toBe('yes')
    expect(model.calls.length).toBe(1)
  })

  it('refuses money without a price, and bounds or prices below 0', () => {
    const model = scriptedModel(() => 'yes')
    expect(() => withBudget(model, { money: 5 })).toThrow(expect.objectContaining({ code: 'config/option' }))
    for (const budget of [{ calls: -1 }, { tokens: Number.NaN }, { price: { ...price, perMillionPrompt: -1 } }]) {
      expect(() => withBudget(model, budget)).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})

describeLanguageModel('a model within a budget', () => {
  const model = scriptedModel(({ wanted }) => {
    if (wanted.type === 'json') return '{"mood":"good"}'
    return wanted.type === 'text' ? 'It was good.' : wanted.labels[0]!
  })
  return withBudget(model, { calls: 100, tokens: 10_000, money: 100, price })
})
