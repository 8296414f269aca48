import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import {
  compare,
  type Finding,
  figure,
  gainCondition,
  gainOrAssist,
  judge,
  percent,
  shareCondition,
} from './_finding.ts'
import { gateOf } from './gates.ts'

const interval = (mean: number, low: number, high: number, count = 120) => ({ mean, low, high, count })
const gate = gateOf('ranking')
const finding = (n: number, holds: boolean): Finding => ({
  job: 'ranking',
  measure: 'NDCG@10',
  n,
  value: interval(0.8, 0.7, 0.9),
  control: { name: 'popularity', value: 0.7 },
  gain: interval(0.1, 0.05, 0.15),
  conditions: [{ holds, words: 'gain over popularity …' }],
  details: {},
})

describe('gainCondition()', () => {
  it('gainCondition() says how many people would show a gain, by the width of its interval', () => {
    expect(gainCondition('gain', interval(0.02, -0.03, 0.07), gate)).toEqual({
      holds: false,
      words: 'gain .020 [-.030, .070] reaches 0; a gain of that size would need about 750 people',
    })
  })

  it('gainCondition() never promises a gain to fewer people than were asked', () => {
    expect(gainCondition('gain', interval(0.05, 0, 0.06), gate).words).toContain('about 130 people')
  })

  it('gainCondition() says when a value points the other way, when there is none, and when one person is too few', () => {
    expect(gainCondition('gain', interval(-0.1, -0.2, 0.01), gate).words).toBe(
      'gain -.100 [-.200, .010] points the other way',
    )
    expect(gainCondition('gain', interval(0, 0, 0), gate).words).toBe(
      'gain .000 [.000, .000] is nothing, with any number of people',
    )
    expect(gainCondition('gain', { mean: 0.1, low: null, high: null, count: 1 }, gate)).toEqual({
      holds: false,
      words: 'a gain has no interval with 1 people',
    })
  })

  it('gainCondition() holds where the interval lies above 0', () => {
    expect(gainCondition('gain', interval(0.02, 0.001, 0.04), gate).holds).toBe(true)
    expect(gainCondition('gain', interval(0.02, 0, 0.04), gate).holds).toBe(false)
  })
})

describe('judge()', () => {
  it('judge() grants a job at the full n, tests only below it, and nothing where a condition fails', () => {
    expect(judge(finding(120, true)).verdict).toBe('decide')
    expect(judge(finding(119, true))).toMatchObject({
      verdict: 'test-only',
      gate: 120,
      reason: 'Passes, good for tests only: 119 people are below the 120 fixed for this gate; gain over popularity ….',
    })
    expect(judge(finding(120, false))).toMatchObject({
      verdict: 'not-shown',
      reason: 'Not shown: gain over popularity ….',
    })
    expect(judge(finding(20, false)).reason).toContain('20 people are below the 120')
  })

  it('judge() says that the data has no more people, when it has not', () => {
    const supply = { count: 60, words: 'people of the gate half liked something' }
    expect(judge({ ...finding(60, true), supply }).reason).toContain('(60 people of the gate half liked something)')
    expect(judge({ ...finding(60, true), supply: { ...supply, count: 500 } }).reason).not.toContain('liked something')
  })

  it('judge() grants no more than what has to be shown first', () => {
    const words = 'history use was not shown'
    expect(judge(finding(120, true), { verdict: 'decide', words: '' }).verdict).toBe('decide')
    expect(judge(finding(120, true), { verdict: 'test-only', words }).verdict).toBe('test-only')
    expect(judge(finding(120, true), { verdict: 'not-shown', words })).toMatchObject({
      verdict: 'not-shown',
      reason: 'Not shown: history use was not shown.',
      value: 0.8,
    })
  })
})

describe('judge() of gates with more than one verdict', () => {
  const tools = (n: number, gain: ReturnType<typeof interval>, right = true): Finding => ({
    job: 'tools',
    measure: 'right',
    n,
    value: interval(0.85, 0.77, 0.91),
    gain,
    conditions: [
      { holds: right, words: '85% are right' },
      gainOrAssist('gain over keyword rules', gain, gateOf('tools')),
    ],
    details: {},
  })

  it('judge() grants proposals where only a gain over a rule fails, and its interval reaches 0', () => {
    expect(judge(tools(100, interval(0.03, -0.05, 0.1)))).toMatchObject({
      verdict: 'assist',
      reason: expect.stringMatching(
        /^May propose where a rule decides: gain over keyword rules .030 \[-.050, .100\] reaches 0; .*; 85% are right\.$/,
      ),
    })
    expect(judge(tools(100, interval(0, 0, 0))).verdict).toBe('assist')
    expect(judge(tools(100, interval(-0.1, -0.2, -0.01))).verdict).toBe('not-shown')
    expect(judge(tools(100, interval(0.03, -0.05, 0.1), false)).verdict).toBe('not-shown')
    expect(judge(tools(100, interval(0.1, 0.05, 0.15))).verdict).toBe('decide')
  })

  it('judge() grants tests only for what would be proposed on fewer questions', () => {
    const { verdict, reason } = judge(tools(12, interval(0.03, -0.05, 0.1)))
    expect(verdict).toBe('test-only')
    expect(reason).toMatch(/^Would propose where a rule decides, good for tests only: 12 requests are below the 100/)
  })

  it('judge() never lets an actor decide', () => {
    const finding: Finding = {
      ...tools(40, interval(0, 0, 0)),
      job: 'persona',
      conditions: [{ holds: true, words: 'fits' }],
    }
    expect(judge(finding).verdict).toBe('actor')
    expect(judge({ ...finding, n: 39 }).verdict).toBe('test-only')
    expect(judge({ ...finding, conditions: [{ holds: false, words: 'fits' }] }).verdict).toBe('not-shown')
  })
})

describe('compare()', () => {
  it('compare() takes the best control, and pairs', () => {
    const mind = Float64Array.of(1, 0, 1, 0)
    const { value, control, gain } = compare(
      mind,
      [
        { name: 'weak', values: Float64Array.of(0, 0, 0, 0) },
        { name: 'strong', values: Float64Array.of(0.9, -0.1, 0.9, -0.1) },
      ],
      randomStream(1),
    )
    expect(control).toEqual({ name: 'strong', value: 0.4 })
    expect(value.mean).toBe(0.5)
    expect(gain.low).toBeCloseTo(0.1, 9)
    expect(gain.high).toBeCloseTo(0.1, 9)
  })

  it('compare() of nobody is null', () => {
    const nobody = compare(new Float64Array(), [{ name: 'any', values: new Float64Array() }], randomStream(1))
    expect(nobody).toMatchObject({ value: { mean: null }, control: null, gain: { mean: null } })
  })
})

describe('shareCondition()', () => {
  it('shareCondition() holds from the least share on, and not where nothing was asked', () => {
    const of = (share: number) => shareCondition(share, 0.8, (figure) => `${figure} are right`)
    expect(of(0.8)).toEqual({ holds: true, words: '80% are right (at least 80%)' })
    expect(of(0.795).holds).toBe(false)
    expect(of(Number.NaN)).toEqual({ holds: false, words: 'nothing could be asked' })
  })
})

describe('figures', () => {
  it('figure() and percent() are short', () => {
    expect([0.5, -0.02, 1, 0, -0.0001, 12.5].map(figure)).toEqual(['.500', '-.020', '1.000', '.000', '.000', '12.500'])
    expect([0.7, 0.6541, 1].map(percent)).toEqual(['70%', '65.4%', '100%'])
  })
})
