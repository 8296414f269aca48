import { afterEach, describe, expect, it } from 'vitest'
import { latencyOf } from './latency.ts'
import { type ModelServer, modelServer, type ServerScript } from './model-server.ts'
import { faulty, rateLimited, serverFaults } from './server-scripts.ts'

let server: ModelServer | undefined
afterEach(() => server?.close())

const start = async (script: ServerScript) => {
  server = await modelServer(script)
}

const ask = (more: object = {}) =>
  fetch(`${server!.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Well?' }], ...more }),
  })

const yes: ServerScript = () => 'Yes.'

describe('faulty()', () => {
  it('fails every so many calls, also around another script', async () => {
    await start(faulty(faulty(yes, { every: 2, fault: { status: 500 } }), { every: 3, fault: serverFaults.overloaded }))
    const statuses: number[] = []
    for (let call = 0; call < 6; call++) statuses.push((await ask()).status)
    expect(statuses).toEqual([200, 500, 503, 200, 500, 503])
  })

  it('refuses an every that is no number of calls', () => {
    for (const every of [0, 1.5, Number.NaN]) {
      expect(() => faulty(yes, { every, fault: serverFaults.cut })).toThrow(
        expect.objectContaining({ code: 'config/range' }),
      )
    }
  })
})

describe('rateLimited()', () => {
  it('answers so many calls in a window, and says how long to wait and how many are left', async () => {
    let now = 100
    const clock = { now: () => now, elapsed: () => now }
    await start(rateLimited(yes, { calls: 2, window: 5_000, clock }))
    const left = async () => {
      const { status, headers } = await ask()
      return [status, headers.get('x-ratelimit-remaining-requests'), headers.get('retry-after')]
    }
    expect(await left()).toEqual([200, '1', null])
    now += 1_500
    expect(await left()).toEqual([200, '0', null])
    expect(await left()).toEqual([429, '0', '4'])
    now += 3_499
    expect(await left()).toEqual([429, '0', '1'])
    now += 1
    expect(await left()).toEqual([200, '1', null])
  })

  it('keeps the wait to itself when told to', async () => {
    const clock = { now: () => 0, elapsed: () => 0 }
    await start(rateLimited(yes, { calls: 1, window: 1_000, retryAfter: false, clock }))
    await ask()
    const { status, headers } = await ask()
    expect([status, headers.get('retry-after'), headers.get('x-ratelimit-limit-requests')]).toEqual([429, null, '1'])
  })

  it('refuses a limit that lets nothing through', () => {
    for (const limit of [
      { calls: 0, window: 1 },
      { calls: 1, window: 0 },
    ]) {
      expect(() => rateLimited(yes, limit)).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})

describe('modelServer(), streaming,', () => {
  it('sends a comment, words, an end, the count when it is asked for, and [DONE]', async () => {
    await start(() => 'Yes, it is.')
    const text = await (await ask({ stream: true, stream_options: { include_usage: true } })).text()
    const lines = text.split('\n\n').filter((line) => line !== '')
    expect(lines[0]).toMatch(/^:/)
    expect(lines.at(-1)).toBe('data: [DONE]')
    const events = lines.slice(1, -1).map((line) => JSON.parse(line.slice('data: '.length)))
    const words = events.map(({ choices: [choice] }) => choice?.delta.content ?? '')
    expect(words.join('')).toBe('Yes, it is.')
    expect(events.at(-2).choices[0].finish_reason).toBe('stop')
    expect(events.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 2, completion_tokens: 3 } })
    expect(await (await ask({ stream: true })).text()).not.toContain('usage')
  })

  it.each(['cut', 'filtered', 'uncounted'] as const)('does %s in a stream as well', async (fault) => {
    await start(() => serverFaults[fault])
    const reply = await ask({ stream: true, stream_options: { include_usage: true } })
    if (fault === 'cut') await expect(reply.text()).rejects.toThrow()
    else expect(await reply.text()).toMatch(fault === 'filtered' ? /"content_filter"/ : /^(?!.*"usage")/s)
  })
})

describe('latencyOf()', () => {
  it('is the same for the same call, and half of the time at most the median', () => {
    const latency = { median: 500, spread: 0.5, seed: 3 }
    expect(latencyOf(latency, 'a')).toBe(latencyOf(latency, 'a'))
    expect(latencyOf(12, 'a')).toBe(12)
    const drawn = Array.from({ length: 4_001 }, (_, call) => latencyOf(latency, String(call))).sort((a, b) => a - b)
    // The median of 4,001 draws lies within 4% of the true one in 99.99 of 100 cases: 1.25 * 0.5 / sqrt(4001) = 1%.
    expect(Math.abs(drawn[2_000]! / 500 - 1)).toBeLessThan(0.04)
    expect(drawn.at(-41)! / 500).toBeGreaterThan(2.6)
    expect(drawn.at(-41)! / 500).toBeLessThan(3.9)
  })
})
