import { describe, expect, it } from 'vitest'
import type { Mind } from '../../domain/index.ts'
import { examData, knowingMind, yesMind } from './_exam.ts'
import { judge } from './_finding.ts'
import { fill } from './_sheet.ts'
import { openStudy } from './_study.ts'
import { stabilityGate } from './stability-gate.ts'

const data = examData()
const study = openStudy(data, 1)

/** Runs the gate on a mind whose calls take the given milliseconds, by count of calls. */
async function run(mind: Mind, takes: (call: number) => number = () => 10) {
  let [time, calls] = [0, 0]
  const finding = await stabilityGate(study, 50, {
    ask: async (slot) => {
      time += takes(calls++)
      await fill(slot, mind)
    },
    clock: { now: () => 0, elapsed: () => time },
    budget: 1000,
    usage: () => ({ promptTokens: 300 * calls, generatedTokens: calls }),
  })
  return { result: judge(finding), calls }
}

describe('stabilityGate()', () => {
  it('stabilityGate() asks 50 questions twice, and reports times and tokens', async () => {
    const { result, calls } = await run(knowingMind(data), (call) => (call < 4 ? 900 : 20))
    expect(calls).toBe(100)
    expect(result).toMatchObject({
      n: 50,
      value: 0,
      verdict: 'decide',
      details: { 'p50 ms': 20, 'p95 ms': 20, 'prompt tokens a question': 300, 'generated tokens a question': 1 },
    })
  })

  it('stabilityGate() is not passed by a mind that is late', async () => {
    const { result } = await run(yesMind(), (call) => (call < 6 ? 1500 : 20))
    expect(result.verdict).toBe('not-shown')
    expect(result.reason).toBe('Not shown: 95% of the answers came within 1.5 s (at most 1.0 s).')
  })

  it('stabilityGate() allows one change in fifty, and counts a failure as one', async () => {
    const knowing = knowingMind(data)
    const changing = (changes: number): Mind => {
      let calls = 0
      return {
        ...knowing,
        choose: async (question, options) => {
          const choice = await knowing.choose(question, options)
          if (++calls <= 100 - changes) return choice
          return { picked: choice.picked, probabilities: choice.probabilities.map((one) => 1 - one) }
        },
      }
    }
    expect((await run(changing(1))).result).toMatchObject({ value: 0.02, verdict: 'decide' })
    expect((await run(changing(2))).result).toMatchObject({ value: 0.04, verdict: 'not-shown' })
  })

  it('stabilityGate() never asks about one person twice in a row', async () => {
    const mind = yesMind()
    await run(mind)
    const users = mind.asked.map(({ facts }) => (facts as { user: string }).user)
    expect(users.filter((user, place) => user === users[place - 1])).toEqual([])
  })
})
