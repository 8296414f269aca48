import { describe, expect, it } from 'vitest'
import type { MindCard } from '../domain/index.ts'
import { mindCardText } from './_mind-card-text.ts'

const card: MindCard = {
  version: 1,
  model: 'local/some-model',
  fingerprint: 'abc',
  data: { name: 'ml-100k', hash: 'def0123456789abc' },
  seed: 1,
  prompts: '1',
  tastemaker: '0.1.0',
  madeAt: '1970-01-01T00:00:00.000Z',
  jobs: [
    {
      job: 'history',
      measure: 'AUC',
      n: 12,
      gate: 150,
      value: 0.468,
      low: 0.401,
      high: 0.53,
      control: { name: 'chance', value: 0.5 },
      gain: { value: -0.032, low: -0.099, high: 0.03 },
      verdict: 'not-shown',
      reason: 'Not shown: it points the other way.',
      details: {},
    },
    {
      job: 'form',
      measure: 'valid answers',
      n: 0,
      gate: 30,
      value: null,
      low: null,
      high: null,
      control: null,
      gain: null,
      verdict: 'not-shown',
      reason: 'Not shown: nobody was asked.',
      details: {},
    },
  ],
}

describe('mindCardText()', () => {
  it('mindCardText() prints a row a job, then the reasons, then what it means', () => {
    const lines = mindCardText(card, 'The utility decides.').split('\n')
    expect(lines[0]).toBe('local/some-model on ml-100k (data def012345678, wording 1, seed 1)')
    expect(lines[2]!.split(/\s{2,}/)).toEqual(['job', 'measure', 'n (needed)', 'value', 'control', 'gain', 'verdict'])
    expect(lines[4]!.split(/\s{2,}/)).toEqual([
      'history',
      'AUC',
      '12 (150)',
      '0.468 [0.401, 0.530]',
      'chance 0.500',
      '-0.032 [-0.099, 0.030]',
      'not-shown',
    ])
    expect(lines[5]!.split(/\s{2,}/).slice(3, 6)).toEqual(['–', '–', '–'])
    expect(lines.slice(-4)).toEqual([
      'history  Not shown: it points the other way.',
      'form     Not shown: nobody was asked.',
      '',
      'The utility decides.',
    ])
  })
})
