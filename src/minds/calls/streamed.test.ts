import { describe, expect, it } from 'vitest'
import { type AnswerPart, type LanguageModel, type ModelCall, ModelFailure } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { openJournalFile } from './_journal-file.ts'
import { withBudget } from './budget.ts'
import { journalOn } from './journal.ts'
import { withRetries } from './retries.ts'
import { streamed } from './streamed.ts'

const call = (seed = 1, user = 'Well?'): ModelCall => ({
  system: 'You like quiet films.',
  user,
  wanted: { type: 'text', maxTokens: 8 },
  temperature: 1,
  seed,
  by: { agent: 'viewer/1', step: 'describe' },
})

const clock = { now: () => 0, elapsed: () => 0 }
const usage = { promptTokens: 5, generatedTokens: 3 }
const whole = { text: 'one two three', probabilities: null, usage }

async function partsOf(stream: AsyncIterable<AnswerPart>): Promise<readonly AnswerPart[]> {
  const parts: AnswerPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

const words = (parts: readonly AnswerPart[]) => parts.flatMap((part) => ('delta' in part ? [part.delta] : []))

/** A model that streams what it is told to, a failure at last where one is given. */
function streaming(tries: readonly (readonly (string | Error)[])[]): LanguageModel & { readonly asked: () => number } {
  let asked = 0
  return {
    ...{ name: 'streaming', fingerprint: 'streaming', concurrency: 8, repeatable: true },
    asked: () => asked,
    answer: async () => whole,
    async *stream(_, signal) {
      for (const part of tries[asked++]!) {
        await new Promise((resolve) => setImmediate(resolve))
        signal?.throwIfAborted()
        if (part instanceof Error) throw part
        yield { delta: part }
      }
      yield { answer: whole }
    },
    close: async () => {},
  }
}

const overloaded = new ModelFailure('provider', '503', { transient: true })
const journal = async () => journalOn(await openJournalFile(':memory:', 'write'), clock)

describe('streamed()', () => {
  it('gives the words as they come, and the whole answer of a model that does not stream in one piece', async () => {
    const model = scriptedModel(() => 'one two three')
    expect(words(await partsOf(streamed(model, call())))).toEqual(['one', ' two', ' three'])
    const { stream: _, ...plain } = model
    const parts = await partsOf(streamed(plain, call()))
    expect(parts).toEqual([{ delta: 'one two three' }, { answer: expect.objectContaining({ text: 'one two three' }) }])
    const choice = { ...call(), wanted: { type: 'choice', labels: ['one two three'] } } as const
    expect(await partsOf(streamed(plain, choice))).toHaveLength(1)
  })
})

describe('withRetries(), of a stream,', () => {
  const patient = (model: LanguageModel) => withRetries(model, { random: randomStream(1), sleep: async () => {} })

  it('tries again before the first words', async () => {
    const model = streaming([[overloaded], ['one']])
    expect(words(await partsOf(patient(model).stream!(call())))).toEqual(['one'])
    expect(model.asked()).toBe(2)
  })

  it('does not try again after them', async () => {
    const model = streaming([['one', overloaded], ['one']])
    await expect(partsOf(patient(model).stream!(call()))).rejects.toBe(overloaded)
    expect(model.asked()).toBe(1)
  })
})

describe('withBudget(), of a stream,', () => {
  it('counts what was used, and in full what was cut or left', async () => {
    const bounded = withBudget(streaming([['one'], ['one', overloaded], ['one', 'two'], ['one']]), { calls: 3 })
    await partsOf(bounded.stream!(call()))
    await expect(partsOf(bounded.stream!(call()))).rejects.toBe(overloaded)
    for await (const _ of bounded.stream!(call())) break
    await expect(partsOf(bounded.stream!(call()))).rejects.toMatchObject({ code: 'runtime/budget' })
  })
})

describe('journal.wrap(), of a stream,', () => {
  it('has kept the whole answer before the last part is handed out, and streams it again in one piece', async () => {
    const kept = await journal()
    const model = streaming([['one', ' two', ' three']])
    const wrapped = kept.wrap(model)
    for await (const part of wrapped.stream!(call())) {
      expect(kept.totals().calls).toBe('answer' in part ? 1 : 0)
      if ('answer' in part) expect([...kept.entries()].map(({ answer }) => answer)).toEqual([whole])
    }
    for (const one of [wrapped, kept.model()]) {
      expect(await partsOf(one.stream!(call()))).toEqual([{ delta: 'one two three' }, { answer: whole }])
      expect(await one.answer(call())).toEqual(whole)
    }
    expect(model.asked()).toBe(1)
    expect(kept.totals()).toMatchObject({ calls: 1, fromJournal: 4 })
    kept.close()
  })

  it('asks once for equal calls on their way; who comes later gets the whole at once', async () => {
    const kept = await journal()
    const model = streaming([['one', ' two', ' three']])
    const wrapped = kept.wrap(model)
    const [first, second, third] = await Promise.all([
      partsOf(wrapped.stream!(call())),
      partsOf(wrapped.stream!(call())),
      wrapped.answer(call()),
    ])
    expect(words(first)).toEqual(['one', ' two', ' three'])
    expect(words(second)).toEqual(['one two three'])
    expect([third, model.asked()]).toEqual([whole, 1])
    kept.close()
  })

  it('writes a stream that was cut down as a failure, with what came so far, and asks again later', async () => {
    const kept = await journal()
    const cut = new ModelFailure('provider', 'The answer was cut off after: one', { transient: true })
    const wrapped = kept.wrap(streaming([['one', cut], ['one']]))
    const seen: AnswerPart[] = []
    const reading = async () => {
      for await (const part of wrapped.stream!(call())) seen.push(part)
    }
    await expect(reading()).rejects.toMatchObject({ kind: 'provider', message: expect.stringContaining('one') })
    expect(seen).toEqual([{ delta: 'one' }])
    expect(kept.ledger()).toMatchObject({ calls: 0, failed: 1, failures: { provider: 1 } })
    expect(await partsOf(wrapped.stream!(call()))).toHaveLength(2)
    expect(kept.ledger()).toMatchObject({ calls: 1, failed: 0 })
    kept.close()
  })

  it('counts nothing when the reader leaves or the signal fires, and ends the call', async () => {
    const kept = await journal()
    const model = streaming([['one', ' two'], ['one', ' two'], ['one']])
    const wrapped = kept.wrap(model)
    for await (const _ of wrapped.stream!(call())) break
    const stop = new AbortController()
    const reading = async () => {
      for await (const _ of wrapped.stream!(call(), stop.signal)) stop.abort(new Error('enough'))
    }
    await expect(reading()).rejects.toThrow('enough')
    await new Promise((resolve) => setImmediate(resolve))
    expect(kept.totals()).toMatchObject({ calls: 0, failed: 0 })
    expect((await partsOf(wrapped.stream!(call()))).at(-1)).toEqual({ answer: whole })
    kept.close()
  })
})
