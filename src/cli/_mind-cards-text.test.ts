import { describe, expect, it } from 'vitest'
import type { JobResult } from '../domain/index.ts'
import { mindCardsText } from './_mind-cards-text.ts'

const result = (more: Partial<JobResult>): JobResult => ({
  job: 'mood',
  measure: 'AUC',
  n: 120,
  gate: 120,
  value: 0.988,
  low: 0.966,
  high: 0.999,
  control: null,
  gain: null,
  verdict: 'decide',
  reason: '',
  details: {},
  ...more,
})

describe('mindCardsText()', () => {
  it('mindCardsText() sets jobs down and models across, with what was not examined and what was a short look', () => {
    const lines = mindCardsText({
      data: { name: 'ml-100k', hash: 'def0123456789abc' },
      prompts: '1.1',
      models: ['a', 'b'].map((name) => ({ name, fingerprint: name, madeAt: '' })),
      rows: [
        { job: 'form', results: [null, null] },
        { job: 'mood', results: [null, result({})] },
        { job: 'tools', results: [result({ n: 12, gate: 100, verdict: 'test-only' }), result({ value: null })] },
      ],
    }).split('\n')
    expect(lines[0]).toBe('2 models on ml-100k (data def012345678, wording 1.1)')
    expect(lines.slice(2, 7).map((line) => line.split(/\s{2,}/))).toEqual([
      ['job', 'measure', 'a', 'b'],
      [expect.stringMatching(/^─+$/)],
      ['form', '–', 'not examined', 'not examined'],
      ['mood', 'AUC', 'not examined', 'decide 0.988 [0.966, 0.999]'],
      ['tools', 'AUC', 'test-only 0.988 [0.966, 0.999], 12 of 100', 'decide –'],
    ])
  })
})
