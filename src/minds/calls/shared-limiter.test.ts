import { describe, expect, it } from 'vitest'
import { type LanguageModel, type ModelCall, ModelFailure } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeLanguageModel } from '../../testing/describe-language-model.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { settled, stoppedClock } from './_stopped-clock.test-parts.ts'
import { withRetries } from './retries.ts'
import { sharedLimiter } from './shared-limiter.ts'

const call = (agent: string, seed = 0, system = ''): ModelCall => ({
  system,
  user: 'Go on?',
  wanted: { type: 'text', maxTokens: 8 },
  temperature: 0,
  seed,
  by: { agent, step: 'leave' },
})

/** A model whose answers are held back until they are released, in the order they were begun. */
function heldModel(name: string, begun: string[]) {
  const release: (() => void)[] = []
  const state = { inside: 0 }
  const model: LanguageModel = {
    ...{ name, fingerprint: name, concurrency: 512, repeatable: true },
    answer: async ({ by }) => {
      begun.push(by.agent)
      state.inside++
      await new Promise<void>((resolve) => release.push(resolve))
      state.inside--
      return { text: by.agent, probabilities: null, usage: { promptTokens: 1, generatedTokens: 1 } }
    },
    close: async () => {},
  }
  return { model, release, state }
}

describe('sharedLimiter()', () => {
  it('never lets more calls in than it says, of all models together', async () => {
    const begun: string[] = []
    const [one, two] = [heldModel('one', begun), heldModel('two', begun)]
    const limiter = sharedLimiter({ concurrency: 3, ...stoppedClock() })
    const models = [limiter.wrap(one.model), limiter.wrap(two.model)]
    const answers = Array.from({ length: 20 }, (_, seed) => models[seed % 2]!.answer(call(`${seed}`, seed)))
    for (let done = 0; done < 20; done++) {
      await settled()
      expect(one.state.inside + two.state.inside).toBe(Math.min(3, 20 - done))
      expect([limiter.inside, limiter.waiting]).toEqual([Math.min(3, 20 - done), Math.max(0, 17 - done)])
      ;(one.release.shift() ?? two.release.shift())!()
    }
    await Promise.all(answers)
    expect(limiter.inside).toBe(0)
  })

  it('lets agents take turns: one that asks much does not hold up the others', async () => {
    const begun: string[] = []
    const held = heldModel('held', begun)
    const model = sharedLimiter({ concurrency: 1, ...stoppedClock() }).wrap(held.model)
    const answers = Array.from({ length: 50 }, (_, seed) => model.answer(call('chatty', seed)))
    for (const agent of ['quiet', 'shy']) for (const seed of [1, 2]) answers.push(model.answer(call(agent, seed)))
    for (let done = 0; done < 54; done++) {
      await settled()
      held.release.shift()!()
    }
    await Promise.all(answers)
    expect(begun.slice(0, 8)).toEqual(['chatty', 'chatty', 'quiet', 'shy', 'chatty', 'quiet', 'shy', 'chatty'])
  })

  it('lets everybody rest when the server says how long, and wakes them once', async () => {
    const time = stoppedClock()
    let limited = true
    const server = scriptedModel(
      () => (limited ? new ModelFailure('provider', '429', { transient: true, retryAfter: 120_000 }) : 'yes'),
      { concurrency: 512 },
    )
    const limiter = sharedLimiter({ concurrency: 2, ...time })
    const waits: number[] = []
    const model = withRetries(limiter.wrap(server), {
      random: randomStream(1),
      sleep: time.sleep,
      onRetry: (_, __, wait) => waits.push(wait),
    })
    const answers = ['ann', 'bob', 'cy', 'dee'].map((agent) => model.answer(call(agent)))
    await settled()
    expect(server.calls.map(({ by }) => by.agent)).toEqual(['ann', 'bob'])
    expect([limiter.resting, limiter.waiting]).toEqual([120_000, 2])
    limited = false
    await time.advance(119_999)
    expect(server.calls.length).toBe(2)
    await time.advance(1)
    for (let turn = 0; turn < 4; turn++) await settled()
    expect((await Promise.all(answers)).map(({ text }) => text)).toEqual(['yes', 'yes', 'yes', 'yes'])
    expect(server.calls.length).toBe(6)
    expect(waits).toEqual([120_000, 120_000])
  })

  it('lets a call give up during a rest, and leaves no timer when nobody waits', async () => {
    const time = stoppedClock()
    let sleeping = 0
    const sleep: typeof time.sleep = (milliseconds, signal) => {
      sleeping++
      return time.sleep(milliseconds, signal).finally(() => sleeping--)
    }
    const limiter = sharedLimiter({ concurrency: 1, clock: time.clock, sleep })
    const server = scriptedModel(() => new ModelFailure('provider', '429', { transient: true, retryAfter: 60_000 }))
    const model = limiter.wrap(server)
    await expect(model.answer(call('ann'))).rejects.toThrow('429')
    const stop = new AbortController()
    const waiting = model.answer(call('bob'), stop.signal)
    await settled()
    expect([limiter.waiting, sleeping]).toEqual([1, 1])
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await settled()
    expect([limiter.waiting, sleeping, server.calls.length]).toEqual([0, 0, 1])
  })

  it('does not make up for a rest in one burst', async () => {
    const time = stoppedClock()
    const begun: string[] = []
    const held = heldModel('held', begun)
    let first = true
    const failing: LanguageModel = {
      ...held.model,
      answer: (asked) => {
        if (!first) return held.model.answer(asked)
        first = false
        return Promise.reject(new ModelFailure('provider', '429', { transient: true, retryAfter: 30_000 }))
      },
    }
    const model = sharedLimiter({ callsPerMinute: 60, ...time }).wrap(failing)
    await expect(model.answer(call('ann'))).rejects.toThrow('429')
    for (const agent of ['bob', 'cy', 'dee']) void model.answer(call(agent))
    await time.advance(30_000)
    expect(begun).toEqual(['bob'])
    await time.advance(1_000)
    expect(begun).toEqual(['bob', 'cy'])
  })

  it('groups calls by their system text when asked to', async () => {
    const begun: string[] = []
    const held = heldModel('held', begun)
    const model = sharedLimiter({ concurrency: 1, order: 'prefix', ...stoppedClock() }).wrap(held.model)
    const answers = [1, 2, 3].flatMap((k) => ['p', 'q'].map((text) => model.answer(call(`${text}${k}`, k, text))))
    for (let done = 0; done < 6; done++) {
      await settled()
      held.release.shift()!()
    }
    await Promise.all(answers)
    expect(begun).toEqual(['p1', 'p2', 'p3', 'q1', 'q2', 'q3'])
  })

  it('frees the turn of a stream whose reader leaves', async () => {
    const limiter = sharedLimiter({ concurrency: 1, ...stoppedClock() })
    const model = limiter.wrap(scriptedModel(() => 'one two three'))
    for await (const part of model.stream!(call('ann'))) {
      expect([part, limiter.inside]).toEqual([{ delta: 'one' }, 1])
      break
    }
    expect(limiter.inside).toBe(0)
    expect((await model.answer(call('bob'))).text).toBe('one two three')
  })

  it('refuses limits that let nothing through, and more sockets than a process opens', () => {
    for (const limits of [{ concurrency: 0 }, { concurrency: 513 }, { callsPerMinute: 0 }]) {
      expect(() => sharedLimiter({ ...limits, ...stoppedClock() })).toThrow(
        expect.objectContaining({ code: 'config/range' }),
      )
    }
  })
})

describeLanguageModel('a model in shared turns', () =>
  sharedLimiter({ concurrency: 2, ...stoppedClock() }).wrap(
    scriptedModel(({ wanted }) => {
      if (wanted.type === 'json') return '{"mood":"good"}'
      return wanted.type === 'text' ? 'It was good.' : wanted.labels[0]!
    }),
  ),
)
