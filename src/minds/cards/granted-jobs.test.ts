import { describe, expect, it } from 'vitest'
import type { Job, JobResult, MindCard, Verdict } from '../../domain/index.ts'
import { card, result } from './_example-card.ts'
import { cardFits, grantedJobs, grants, qualifiedFor } from './granted-jobs.ts'

const granted = (...jobs: readonly JobResult[]): Job[] => [...grantedJobs(card({ jobs }))]

describe('grantedJobs()', () => {
  it('grants nothing without a card', () => {
    expect(grantedJobs(null).size).toBe(0)
  })

  it.each([
    ['decide', 30, true],
    ['decide', 31, true],
    ['decide', 29, false],
    ['assist', 30, false],
    ['actor', 30, false],
    ['test-only', 30, false],
    ['not-shown', 30, false],
  ] as const)('a verdict %s on %i of 30 questions: %s', (verdict: Verdict, n, grants) => {
    expect(granted(result('form', { verdict, n, gate: 30 }))).toEqual(grants ? ['form'] : [])
  })

  it.each(['taste', 'choice', 'ranking'] as const)('grants %s only with history', (job) => {
    expect(granted(result(job))).toEqual([])
    expect(granted(result(job), result('history', { verdict: 'not-shown' }))).toEqual([])
    expect(granted(result(job), result('history', { n: 149 }))).toEqual([])
    expect(granted(result(job), result('history'))).toEqual([job, 'history'])
  })

  it.each(['form', 'stability'] as const)('grants %s without history', (job) => {
    expect(granted(result(job))).toEqual([job])
  })
})

describe('grants()', () => {
  it('grants() keeps proposals and roles apart from decisions', () => {
    const made = card({
      jobs: [
        result('mood'),
        result('slots', { verdict: 'assist' }),
        result('tools', { verdict: 'assist', n: 20 }),
        result('persona', { verdict: 'actor' }),
        result('wording', { verdict: 'test-only' }),
      ],
    })
    const { decides, proposes, plays } = grants(made)
    expect([[...decides], [...proposes], [...plays]]).toEqual([['mood'], ['slots'], ['persona']])
    expect(qualifiedFor(decides, ['slots'])).toBe(false)
  })
})

describe('cardFits()', () => {
  it('fits the model and the data it was made for, and no other', () => {
    const made: MindCard = card()
    expect(cardFits(made, { fingerprint: 'weights-1' }, { hash: 'data-1' })).toBe(true)
    expect(cardFits(made, { fingerprint: 'weights-2' }, { hash: 'data-1' })).toBe(false)
    expect(cardFits(made, { fingerprint: 'weights-1' }, { hash: 'data-2' })).toBe(false)
  })
})

describe('qualifiedFor()', () => {
  it('holds when every job is granted; a question without a job has no gate', () => {
    const jobs = new Set<Job>(['taste', 'choice'])
    expect(qualifiedFor(jobs, ['taste', 'choice'])).toBe(true)
    expect(qualifiedFor(jobs, ['taste', 'ranking'])).toBe(false)
    expect(qualifiedFor(jobs, ['taste', undefined])).toBe(false)
    expect(qualifiedFor(new Set(), ['taste'])).toBe(false)
    expect(qualifiedFor(new Set(), [])).toBe(true)
  })
})
