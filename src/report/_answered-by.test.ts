import { describe, expect, it } from 'vitest'
import type { RunManifest } from '../runs/index.ts'
import { answeredBy } from './_answered-by.ts'

const viewers = (changes: Partial<RunManifest['viewers']>) =>
  ({ mind: 'choice', granted: [], beside: null, ...changes }) as RunManifest['viewers']
const byUtility = { taste: 'utility', choice: 'utility', leaving: 'utility', words: 'template' }
const byModel = (taste: string) => ({
  taste,
  choice: 'model, unqualified',
  leaving: 'model, unqualified',
  words: 'model, unqualified',
})

describe('answeredBy', () => {
  it('answeredBy() gives a choice mind and every control to the utility and its templates', () => {
    expect(answeredBy(viewers({}), 'viewer')).toEqual(byUtility)
    expect(answeredBy(viewers({ mind: 'language' }), 'order-only')).toEqual(byUtility)
    expect(answeredBy(viewers({ mind: 'language' }), 'utility')).toEqual(byUtility)
  })

  it('answeredBy() marks what a model decides without having earned it, beside the viewers as well', () => {
    expect(answeredBy(viewers({ mind: 'language' }), 'viewer')).toEqual(byModel('model, unqualified'))
    const beside = { as: 'language', count: 3 }
    expect(answeredBy(viewers({ beside, granted: ['taste'] }), 'language')).toEqual(byModel('model'))
  })

  it('answeredBy() gives a model in a hybrid mind what it was granted, and nothing else', () => {
    expect(answeredBy(viewers({ mind: 'hybrid', granted: ['taste'] }), 'viewer')).toEqual({
      ...byUtility,
      taste: 'model',
    })
  })

  it('answeredBy() knows nothing of a mind of its own', () => {
    expect(new Set(Object.values(answeredBy(viewers({ mind: 'own' }), 'viewer')))).toEqual(
      new Set(['a mind of its own']),
    )
  })
})
