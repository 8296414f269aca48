import { describe, expect, it } from 'vitest'
import type { Clock } from '../../clock.ts'
import type { Job, JobResult, Mind } from '../../domain/index.ts'
import { grants } from '../../minds/index.ts'
import { scriptedMind, toyWorld } from '../../testing/index.ts'
import { examData } from './_exam.ts'
import { constantAnswers, failingAnswers, firstAnswers, keywordAnswers, perfectAnswers } from './_language-exam.ts'
import { gateOf } from './gates.ts'
import { qualify } from './qualify.ts'
import type { QualifyRequest } from './request.ts'

const LANGUAGE: readonly Job[] = ['mood', 'tools', 'intent', 'slots', 'persona', 'wording']
const data = examData()
const clock: Clock = { now: () => 0, elapsed: () => 0 }
const examine = async (mind: Mind, changes: Partial<QualifyRequest> = {}): Promise<Record<Job, JobResult>> => {
  const model = { name: 'scripted', fingerprint: 'one' }
  const { jobs } = await qualify({ mind, model, data, clock, gates: LANGUAGE, ...changes })
  return Object.fromEntries(jobs.map((result) => [result.job, result])) as Record<Job, JobResult>
}
const verdicts = (jobs: Record<Job, JobResult>) => Object.fromEntries(LANGUAGE.map((job) => [job, jobs[job].verdict]))

describe('the gates about words', () => {
  it('a mind that knows every answer earns every job, and the persona as an actor', async () => {
    const jobs = await examine(scriptedMind(perfectAnswers()))
    expect(verdicts(jobs)).toEqual({
      mood: 'decide',
      tools: 'decide',
      intent: 'decide',
      slots: 'decide',
      persona: 'actor',
      wording: 'decide',
    })
    for (const job of LANGUAGE) expect(jobs[job]).toMatchObject({ n: gateOf(job).n, value: 1 })
    const { decides, plays } = grants({ jobs: Object.values(jobs) })
    expect([decides.has('persona'), plays.has('persona')]).toEqual([false, true])
    expect(jobs.persona).toMatchObject({ control: { name: 'genre overlap', value: 1 }, low: expect.closeTo(0.912, 3) })
    expect(jobs.persona.reason).toContain('no evidence about real people')
    expect(jobs.wording.reason).toContain('no person read them')
    expect(String(jobs.wording.details['passed 5'])).not.toBe('')
  })

  it('a mind that says one thing to everything earns nothing', async () => {
    const jobs = await examine(scriptedMind(constantAnswers()))
    for (const job of LANGUAGE) expect(jobs[job].verdict).toBe('not-shown')
    expect(jobs.mood).toMatchObject({ value: 0.5, details: { 'told right': 0.5, 'told positive': 1 } })
    expect(jobs.tools.value).toBeCloseTo(0.2, 9)
    expect(jobs.tools.details['same tool in both orders']).toBe(1)
    expect(jobs.intent.value).toBeCloseTo(0.25, 9)
    expect(jobs.wording.reason).toMatch(/can not confirm|the template takes the place/)
  })

  it('a mind that picks by place is seen through by the second order', async () => {
    const jobs = await examine(scriptedMind(firstAnswers()), { gates: ['tools', 'intent', 'persona'] })
    expect(jobs.tools.details).toMatchObject({ 'share of place 1': 1, 'same tool in both orders': 0 })
    expect(jobs.intent.reason).toContain('the same intent was named in both orders for 0%')
    expect(jobs.persona.details).toMatchObject({ 'share of A': 1, 'same item in both orders': 0 })
    expect(jobs.persona.value).toBeLessThan(0.5)
  })

  it('a mind that answers by the rules earns nothing over them', async () => {
    const jobs = await examine(scriptedMind(keywordAnswers()))
    for (const job of ['tools', 'intent', 'slots'] as const) {
      expect(jobs[job].gain).toMatchObject({ value: 0, low: 0, high: 0 })
      expect(['assist', 'not-shown']).toContain(jobs[job].verdict)
      expect(jobs[job].reason).toContain('is nothing, with any number of')
    }
    expect(jobs.mood.gain!.value).toBeLessThanOrEqual(0)
    expect(jobs.mood.verdict).toBe('not-shown')
    expect(grants({ jobs: Object.values(jobs) }).decides.size).toBe(0)
  })

  it('a mind that always fails is counted in full', async () => {
    const jobs = await examine(scriptedMind(failingAnswers()))
    for (const job of LANGUAGE) {
      expect(jobs[job]).toMatchObject({ verdict: 'not-shown', n: gateOf(job).n })
      expect(jobs[job].details['failures']).toBe(jobs[job].details['questions'] ?? gateOf(job).n)
    }
    expect(jobs.mood.value).toBe(0.5)
    expect([jobs.tools.value, jobs.slots.value, jobs.wording.value]).toEqual([0, 0, 0])
  })

  it('a short look grants tests only, whatever it found', async () => {
    const jobs = await examine(scriptedMind(perfectAnswers()), { n: 12 })
    for (const job of LANGUAGE) expect(jobs[job]).toMatchObject({ n: 12, verdict: 'test-only' })
    expect(jobs.tools.reason).toContain('12 requests are below the 100 fixed for this gate')
    expect(jobs.slots.details).toMatchObject({ 'right, unseen half': 1, 'right, tuning half': 1 })
  })

  it('a catalogue without enough genres deals no pages', async () => {
    const jobs = await examine(scriptedMind(perfectAnswers()), { data: toyWorld(), gates: ['persona'] })
    expect(jobs.persona.n).toBeLessThan(40)
    if (jobs.persona.n === 0) expect(jobs.persona).toMatchObject({ value: null, control: null, verdict: 'not-shown' })
    else expect(jobs.persona.verdict).toBe('test-only')
  })
})
