import fc from 'fast-check'
import { expect, it } from 'vitest'
import { card, result } from './_example-card.ts'
import { mergeCards } from './merge-cards.ts'

it('mergeCards() is the newer card where there is no older one', () => {
  const newer = card({ jobs: [result('form')] })
  expect(mergeCards(null, newer)).toEqual(newer)
})

it('mergeCards() keeps the larger n of one job, the newer of equal ones, and the newer always when asked', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.boolean(), (before, after, replace) => {
      const older = card({ jobs: [result('taste', { n: before, reason: 'older' }), result('form')] })
      const newer = card({ seed: 2, jobs: [result('taste', { n: after, reason: 'newer' }), result('history')] })
      const merged = mergeCards(older, newer, { replace })
      expect(merged.seed).toBe(2)
      expect(merged.jobs.map(({ job }) => job)).toEqual(['taste', 'form', 'history'])
      expect(merged.jobs[0]!.reason).toBe(replace || after >= before ? 'newer' : 'older')
    }),
  )
})
