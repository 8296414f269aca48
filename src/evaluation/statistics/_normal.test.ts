import { describe, expect, it } from 'vitest'
import { normalBelow, normalQuantile } from './_normal.ts'
import golden from './golden.json' with { type: 'json' }

describe('normalBelow()', () => {
  it('normalBelow() agrees with an independent implementation to 10 digits, far out in the tail too', () => {
    for (const [z, below] of golden.normal) expect(normalBelow(z!) / below! - 1).toBeCloseTo(0, z! < -7 ? 6 : 10)
  })

  it('normalBelow() is turned around by normalQuantile()', () => {
    for (const share of [1e-10, 0.025, 0.3, 0.5, 0.975])
      expect(normalBelow(normalQuantile(share))).toBeCloseTo(share, 12)
  })
})
