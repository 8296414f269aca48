import { describe, expect, it } from 'vitest'
import type { LanguageModel, ModelAnswer, ModelCall } from '../../domain/index.ts'
import { settled, stoppedClock } from './_stopped-clock.test-parts.ts'
import { withLimiter } from './limiter.ts'

const call = (seed: number): ModelCall => ({
  system: '',
  user: 'Go on?',
  wanted: { type: 'text', maxTokens: 8 },
  temperature: 0,
  seed,
  by: { agent: '1', step: 'leave' },
})

/** A model whose answers are held back until they are released. */
function heldModel(concurrency: number) {
  const started: number[] = []
  const release: (() => void)[] = []
  const state = { inside: 0, most: 0 }
  const model: LanguageModel = {
    name: 'held',
    fingerprint: 'held',
    concurrency,
    repeatable: true,
    answer: async ({ seed }) => {
      started.push(seed)
      state.most = Math.max(state.most, ++state.inside)
      await new Promise<void>((resolve) => release.push(resolve))
      state.inside--
      return { text: String(seed), probabilities: null, usage: { promptTokens: 1, generatedTokens: 1 } }
    },
    close: async () => {},
  }
  return { model, started, release, state }
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed)

describe('withLimiter', () => {
  it('withLimiter() never has more calls at the model than its concurrency, and starts them in order', async () => {
    const { model, started, release, state } = heldModel(3)
    const limited = withLimiter(model, { concurrency: 64, ...stoppedClock() })
    const answers = Promise.all(seeds(40).map((seed) => limited.answer(call(seed))))
    for (let done = 0; done < 40; done++) {
      await settled()
      expect(started.length).toBe(Math.min(40, done + 3))
      release[done]!()
    }
    expect((await answers).map(({ text }) => Number(text))).toEqual(seeds(40))
    expect(started).toEqual(seeds(40))
    expect(state.most).toBe(3)
    expect(limited.concurrency).toBe(3)
  })

  it('withLimiter() keeps an even pace of calls a minute', async () => {
    const { clock, sleep, advance } = stoppedClock()
    const { model, started } = heldModel(100)
    const limited = withLimiter(model, { callsPerMinute: 30, clock, sleep })
    for (const seed of seeds(5)) void limited.answer(call(seed))
    await settled()
    expect(started).toEqual([0])
    await advance(1_999)
    expect(started).toEqual([0])
    await advance(1)
    expect(started).toEqual([0, 1])
    await advance(6_000)
    expect(started).toEqual([0, 1, 2, 3, 4])
  })

  it('withLimiter() saves no calls up while nobody asks', async () => {
    const { clock, sleep, advance } = stoppedClock()
    const { model, started } = heldModel(100)
    const limited = withLimiter(model, { callsPerMinute: 60, clock, sleep })
    await advance(60_000)
    for (const seed of seeds(3)) void limited.answer(call(seed))
    await settled()
    expect(started).toEqual([0])
  })

  it('withLimiter() lets an aborted call leave the queue, and nobody waits for it', async () => {
    const { model, started, release } = heldModel(1)
    const limited = withLimiter(model, stoppedClock())
    const controller = new AbortController()
    const first = limited.answer(call(0))
    const second = limited.answer(call(1), controller.signal)
    const third = limited.answer(call(2))
    controller.abort(new Error('enough'))
    await expect(second).rejects.toThrow('enough')
    release[0]!()
    await first
    await settled()
    release[1]!()
    await third
    expect(started).toEqual([0, 2])
  })

  it('withLimiter() gives the place of a failed call to the next', async () => {
    let fails = true
    const model: LanguageModel = {
      ...heldModel(1).model,
      answer: async (): Promise<ModelAnswer> => {
        if (fails) throw new Error('down')
        return { text: 'up', probabilities: null, usage: { promptTokens: 1, generatedTokens: 1 } }
      },
    }
    const limited = withLimiter(model, stoppedClock())
    await expect(limited.answer(call(0))).rejects.toThrow('down')
    fails = false
    expect((await limited.answer(call(1))).text).toBe('up')
  })

  it('withLimiter() refuses limits that let nothing through', () => {
    const { model } = heldModel(4)
    for (const limits of [
      { concurrency: 0 },
      { concurrency: 1.5 },
      { callsPerMinute: 0 },
      { callsPerMinute: Number.NaN },
    ]) {
      expect(() => withLimiter(model, { ...limits, ...stoppedClock() })).toThrow(
        expect.objectContaining({ code: 'config/range' }),
      )
    }
  })
})
