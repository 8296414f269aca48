import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { forecast } from './forecast.ts'

interface Row {
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
}

const sum = (rows: readonly Row[]): number =>
  rows.reduce((total, row) => total + row.promptTokens + row.generatedTokens, 0)

const pilotOf = (rows: readonly Row[], agents = rows.length) => ({ agents, rows, seconds: 60 })

/** Agents whose tokens have a long right tail, as those of people who stay for one page or for ten. */
function agentsOf(seed: number, count: number, sigma: number): readonly Row[] {
  const random = randomStream(seed, 'tokens')
  return Array.from({ length: count }, () => {
    const size = Math.exp(sigma * random.normal())
    return {
      calls: 1 + random.int(12),
      promptTokens: Math.round(4_000 * size),
      generatedTokens: Math.round(100 * size),
    }
  })
}

describe('forecast()', () => {
  it('is exact where every agent uses the same', () => {
    const agents = fc.integer({ min: 5, max: 50 })
    const row = fc.record({
      calls: fc.integer({ min: 1, max: 99 }),
      promptTokens: fc.nat(9999),
      generatedTokens: fc.nat(99),
    })
    fc.assert(
      fc.property(agents, fc.nat(1000), row, (n, more, each) => {
        const price = { perMillionPrompt: 1, perMillionGenerated: 2 }
        const seen = forecast(pilotOf(Array(n).fill(each)), { agents: n + more, price })
        const exactly = (value: number, { value: mean, low, high }: typeof seen.calls) => {
          for (const one of [mean, low!, high!]) expect(one).toBeCloseTo(value, 6)
        }
        exactly((n + more) * each.calls, seen.calls)
        exactly((n + more) * (each.promptTokens + each.generatedTokens), seen.tokens)
        exactly(((n + more) * (each.promptTokens + 2 * each.generatedTokens)) / 1_000_000, seen.money!)
        exactly((60 * (n + more)) / n, seen.seconds!)
      }),
    )
  })

  it('holds the true total of 10,000 agents in 95 of 100 pilots of 1%, within 10% in the median', () => {
    for (const sigma of [0.5, 1]) {
      const errors: number[] = []
      let held = 0
      for (let seed = 0; seed < 100; seed++) {
        const all = agentsOf(seed, 10_000, sigma)
        const truth = sum(all)
        const { value, low, high } = forecast(pilotOf(all.slice(0, 100)), { agents: all.length }).tokens
        errors.push(Math.abs(value / truth - 1))
        if (low! <= truth && truth <= high!) held++
      }
      expect(held).toBeGreaterThanOrEqual(95)
      expect(errors.sort((a, b) => a - b)[50]).toBeLessThan(0.1)
    }
  })

  it('is what was seen when the pilot was everybody, and never less than was seen', () => {
    const rows = agentsOf(1, 20, 2)
    const { tokens, basis } = forecast(pilotOf(rows), { agents: 20 })
    expect(basis).toBe('measured')
    expect(tokens).toEqual({ value: sum(rows), low: sum(rows), high: sum(rows) })
    expect(forecast(pilotOf(rows), { agents: 21 }).tokens.low).toBeGreaterThanOrEqual(sum(rows))
  })

  it('counts agents that made no call', () => {
    const rows = agentsOf(1, 5, 0.5)
    const zeros = Array(5).fill({ calls: 0, promptTokens: 0, generatedTokens: 0 })
    const seen = forecast(pilotOf(rows, 10), { agents: 100 })
    expect(seen.tokens.value).toBe(sum(rows) * 10)
    const withZeros = forecast(pilotOf([...rows, ...zeros]), { agents: 100 })
    expect(seen.tokens.low).toBeCloseTo(withZeros.tokens.low!)
    expect(seen.tokens.high).toBeCloseTo(withZeros.tokens.high!)
  })

  it('has no range for fewer than five agents, and nothing to say of time without calls', () => {
    const { calls, seconds } = forecast(pilotOf(agentsOf(1, 4, 1)), { agents: 100 })
    expect([calls.low, calls.high, seconds!.low]).toEqual([null, null, null])
    expect(forecast(pilotOf([], 5), { agents: 100 })).toMatchObject({ calls: { value: 0 }, seconds: null, money: null })
  })

  it('foretells time at the pace of the whole run, where the pilot was too small to keep the model busy', () => {
    const rows = Array(5).fill({ calls: 2, promptTokens: 10, generatedTokens: 1 })
    expect(forecast(pilotOf(rows), { agents: 100 }).seconds!.value).toBeCloseTo(1200)
    expect(forecast(pilotOf(rows), { agents: 100, concurrency: 20 }).seconds!.value).toBeCloseTo(300)
  })

  it('refuses a pilot of nobody, and one larger than the whole', () => {
    const rows = agentsOf(1, 6, 1)
    expect(() => forecast(pilotOf([]), { agents: 10 })).toThrow(expect.objectContaining({ code: 'data/empty' }))
    for (const [agents, whole] of [
      [6, 5],
      [5, 10],
    ] as const) {
      const wrong = () => forecast(pilotOf(rows, agents), { agents: whole })
      expect(wrong).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})
