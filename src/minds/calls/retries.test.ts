import { describe, expect, it } from 'vitest'
import { type LanguageModel, type ModelCall, ModelFailure, TastemakerError } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type RetryOptions, withRetries } from './retries.ts'
import { systemSleep } from './sleep.ts'

const call: ModelCall = {
  system: '',
  user: 'Go on?',
  wanted: { type: 'text', maxTokens: 8 },
  temperature: 0,
  seed: 4,
  by: { agent: '196', step: 'leave' },
}

const busy = (retryAfter: number | null = null) => new ModelFailure('provider', 'busy', { transient: true, retryAfter })

/** A model that rejects with these in turn, or with the last for ever, and the waits between its tries. */
function failing(failures: readonly unknown[], options: Partial<RetryOptions> & { readonly forever?: boolean } = {}) {
  const waits: number[] = []
  let tries = 0
  const model: LanguageModel = {
    name: 'failing',
    fingerprint: 'failing',
    concurrency: 2,
    repeatable: false,
    answer: async () => {
      const failure = failures[options.forever ? Math.min(tries, failures.length - 1) : tries]
      tries++
      if (failure !== undefined) throw failure
      return { text: 'yes', probabilities: null, usage: { promptTokens: 1, generatedTokens: 1 } }
    },
    close: async () => {},
  }
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds)
  }
  const retrying = withRetries(model, { random: randomStream(1, 'retries'), sleep, ...options })
  return { retrying, waits, tries: () => tries }
}

describe('withRetries', () => {
  it('withRetries() tries a transient failure again until the answer comes', async () => {
    const { retrying, waits, tries } = failing([busy(), busy()])
    expect((await retrying.answer(call)).text).toBe('yes')
    expect(tries()).toBe(3)
    expect(waits).toHaveLength(2)
  })

  it('withRetries() gives up after three attempts with the last failure', async () => {
    const last = busy()
    const { retrying, tries } = failing([busy(), busy(), last])
    await expect(retrying.answer(call)).rejects.toBe(last)
    expect(tries()).toBe(3)
  })

  it('withRetries() doubles the wait from one second to sixteen, less up to half', async () => {
    const { retrying, waits } = failing([busy()], { attempts: 8, forever: true })
    await expect(retrying.answer(call)).rejects.toThrow('busy')
    const most = [1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000]
    expect(waits).toHaveLength(most.length)
    for (const [retry, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(most[retry]! / 2)
      expect(wait).toBeLessThanOrEqual(most[retry]!)
    }
  })

  it('withRetries() waits alike for the same call and otherwise for another', async () => {
    const waitsOf = async (seed: number) => {
      const { retrying, waits } = failing([busy(), busy()])
      await retrying.answer({ ...call, seed })
      return waits
    }
    expect(await waitsOf(1)).toEqual(await waitsOf(1))
    expect(await waitsOf(1)).not.toEqual(await waitsOf(2))
  })

  it('withRetries() never comes back before the server asked, however often it asks', async () => {
    const { retrying, waits, tries } = failing(Array.from({ length: 5 }, () => busy(20_000)))
    expect((await retrying.answer(call)).text).toBe('yes')
    expect(tries()).toBe(6)
    expect(waits).toEqual([20_000, 20_000, 20_000, 20_000, 20_000])
  })

  it('withRetries() counts only the tries that the server did not put off', async () => {
    const { retrying, tries } = failing([busy(), busy(50), busy(50), busy(), busy()])
    await expect(retrying.answer(call)).rejects.toThrow('busy')
    expect(tries()).toBe(5)
  })

  it('withRetries() gives up at once when the wait would outlast its patience', async () => {
    const patient = failing([busy(100_000)], { forever: true })
    await expect(patient.retrying.answer(call)).rejects.toThrow('busy')
    expect(patient.waits).toEqual([100_000, 100_000, 100_000])
    const hopeless = failing([busy(3_600_000)])
    await expect(hopeless.retrying.answer(call)).rejects.toThrow('busy')
    expect(hopeless.waits).toEqual([])
  })

  it('withRetries() lets everything through at once that another try does not mend', async () => {
    const lasting = [
      new ModelFailure('unparseable', 'maybe'),
      new ModelFailure('refused', 'no'),
      new TastemakerError('llm/key', 'The key is refused.'),
      new TypeError('a bug'),
    ]
    for (const failure of lasting) {
      const { retrying, tries } = failing([failure])
      await expect(retrying.answer(call)).rejects.toBe(failure)
      expect(tries()).toBe(1)
    }
  })

  it('withRetries() tells of each retry before it waits', async () => {
    const told: unknown[] = []
    const failure = busy(5_000)
    const { retrying } = failing([failure], { onRetry: (...what) => told.push(what) })
    await retrying.answer(call)
    expect(told).toEqual([[call, failure, 5_000]])
  })

  it('withRetries() stops waiting as soon as the signal is aborted', async () => {
    const controller = new AbortController()
    const { retrying, tries } = failing([busy(60_000)], {
      sleep: systemSleep,
      onRetry: () => queueMicrotask(() => controller.abort(new Error('enough'))),
    })
    await expect(retrying.answer(call, controller.signal)).rejects.toThrow('enough')
    expect(tries()).toBe(1)
  })

  it('withRetries() refuses less than one attempt', () => {
    expect(() => failing([], { attempts: 0 })).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})
