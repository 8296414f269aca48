import type { Job, JobResult, MindCard } from '../../domain/index.ts'

/** A card for tests; nothing in it was measured. */
export const card = (more: Partial<MindCard> = {}): MindCard => ({
  version: 1,
  model: 'scripted',
  fingerprint: 'weights-1',
  data: { name: 'toy', hash: 'data-1' },
  seed: 1,
  prompts: '1',
  tastemaker: '0.1.0',
  madeAt: '2026-01-01T00:00:00.000Z',
  jobs: [],
  ...more,
})

/** A result for tests that grants its job. */
export const result = (job: Job, more: Partial<JobResult> = {}): JobResult => ({
  job,
  measure: 'AUC',
  n: 150,
  gate: 150,
  value: 0.7,
  low: 0.6,
  high: 0.8,
  control: { name: 'item mean', value: 0.6 },
  gain: { value: 0.1, low: 0.05, high: 0.15 },
  verdict: 'decide',
  reason: 'The interval lies above zero.',
  details: { people: 150, order: 'both', none: null },
  ...more,
})
