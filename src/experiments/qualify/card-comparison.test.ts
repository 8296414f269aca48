import { describe, expect, it } from 'vitest'
import type { MindCard } from '../../domain/index.ts'
import { compareCards } from './card-comparison.ts'
import { GATES } from './gates.ts'
import { PROMPTS } from './prompts.ts'

const data = { name: 'toy', hash: 'data-1' }
const card = (model: string, more: Partial<MindCard> = {}): MindCard => ({
  version: 1,
  model,
  fingerprint: `weights of ${model}`,
  data,
  seed: 1,
  prompts: PROMPTS,
  tastemaker: '0.1.0',
  madeAt: '2026-01-01T00:00:00.000Z',
  jobs: [],
  ...more,
})

describe('compareCards()', () => {
  it('compareCards() has a row for every gate and a result or null for every model', () => {
    const { models, rows } = compareCards([card('b'), card('a')], data, ['a', 'b'])
    expect(models.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(rows.map(({ job, results }) => [job, results])).toEqual(GATES.map(({ job }) => [job, [null, null]]))
  })

  it('compareCards() takes the newest card of a model, of these data and this wording only', () => {
    const newer = { madeAt: '2026-02-01T00:00:00.000Z', fingerprint: 'newer' }
    const cards = [
      card('a', newer),
      card('a'),
      card('a', { ...newer, madeAt: '2026-03-01T00:00:00.000Z', data: { name: 'other', hash: 'data-2' } }),
      card('old', { prompts: '0' }),
    ]
    expect(compareCards(cards, data).models).toEqual([{ name: 'a', ...newer }])
    expect(() => compareCards(cards, data, ['a', 'old'])).toThrow('No card of old on toy is kept')
    expect(() => compareCards([], data)).toThrow('No card of any model on toy')
  })
})
