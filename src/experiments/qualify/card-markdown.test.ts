import { describe, expect, it } from 'vitest'
import type { Job, JobResult, MindCard, Verdict } from '../../domain/index.ts'
import { cardMarkdown } from './card-markdown.ts'
import { hybridMeaning } from './hybrid-meaning.ts'

const result = (job: Job, verdict: Verdict, more: Partial<JobResult> = {}): JobResult => ({
  job,
  measure: 'AUC',
  n: 150,
  gate: 150,
  value: 0.554,
  low: 0.498,
  high: 0.613,
  control: { name: 'item mean', value: 0.75 },
  gain: { value: -0.196, low: -0.25, high: -0.14 },
  verdict,
  reason: 'Not shown: it points the other way.',
  details: { questions: 600, 'AUC within person': 0.5512, 'commonest answer': '5 | watch', undefined: null },
  ...more,
})
const card = (...jobs: JobResult[]): MindCard => ({
  version: 1,
  model: 'local/some-model',
  fingerprint: 'abc',
  data: { name: 'ml-100k', hash: 'def' },
  seed: 1,
  prompts: '1',
  tastemaker: '0.1.0',
  madeAt: '1970-01-01T00:00:00.000Z',
  jobs,
})

describe('cardMarkdown()', () => {
  it('cardMarkdown() is a page with table, reasons, rules and figures', () => {
    const nothing = { value: null, low: null, high: null, control: null, gain: null }
    expect(cardMarkdown(card(result('taste', 'not-shown'), result('form', 'decide', nothing)))).toMatchSnapshot()
  })
})

describe('hybridMeaning()', () => {
  it('hybridMeaning() gives the model what it may decide and the utility the rest', () => {
    expect(hybridMeaning(card(result('taste', 'not-shown'), result('form', 'decide')))).toBe(
      'In a hybrid mind on ml-100k the fitted utility decides taste, choice and ranking; the model decides nothing.',
    )
    const history = result('history', 'decide')
    expect(hybridMeaning(card(history, result('taste', 'decide'), result('choice', 'test-only')))).toBe(
      'In a hybrid mind on ml-100k the model decides taste; the fitted utility decides choice and ranking.',
    )
    const all = (['taste', 'choice', 'ranking'] as const).map((job) => result(job, 'decide'))
    expect(hybridMeaning(card(history, ...all))).toBe(
      'In a hybrid mind on ml-100k the model decides taste, choice and ranking.',
    )
    expect(hybridMeaning(card(...all))).toContain('the model decides nothing')
  })

  it('hybridMeaning() says of jobs about words who decides, who proposes and who plays', () => {
    expect(
      hybridMeaning(
        card(
          result('mood', 'decide'),
          result('tools', 'assist'),
          result('slots', 'not-shown'),
          result('persona', 'actor'),
          result('wording', 'decide'),
        ),
      ),
    ).toBe(
      'In a hybrid mind on ml-100k the model decides mood; the fitted utility decides taste, choice and ranking; rules decide tools and slots; the model may propose tools; the model words what is recommended, and every text is checked; the model may play stated personas, which says nothing about real people.',
    )
    expect(hybridMeaning(card(result('wording', 'test-only')))).toBe(
      'In a hybrid mind on ml-100k the fitted utility decides taste, choice and ranking; a template words what is recommended; the model decides nothing.',
    )
  })
})
