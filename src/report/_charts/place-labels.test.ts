import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels, spread } from './place-labels.ts'

describe('spread', () => {
  it('spread() leaves labels where they are when they do not meet', () => {
    expect(spread([50, 10, 90], 15, { low: 0, high: 100 })).toEqual([50, 10, 90])
  })

  it('spread() keeps the order, the distance and the limits while there is room', () => {
    const wanted = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 7 })
    fc.assert(
      fc.property(wanted, (places) => {
        const placed = spread(places, 15, { low: 0, high: 100 })
        const sorted = [...placed].sort((a, b) => a - b)
        for (const [at, place] of sorted.entries()) {
          expect(place).toBeGreaterThanOrEqual(0)
          expect(place).toBeLessThanOrEqual(100)
          if (at > 0) expect(place - sorted[at - 1]!).toBeGreaterThanOrEqual(15 - 1e-9)
        }
        for (const [a, one] of places.entries()) {
          for (const [b, other] of places.entries()) if (one < other) expect(placed[a]).toBeLessThan(placed[b]!)
        }
      }),
    )
  })
})

describe('placeLabels', () => {
  const room = { left: 0, top: 0, right: 200, bottom: 200 }
  const mark = (x: number, y: number) => ({ x, y, low: x - 10, high: x + 10, width: 40 })

  it('placeLabels() writes above a mark that stands alone', () => {
    expect(placeLabels([mark(100, 100)], room)).toEqual([{ x: 100, y: 86 }])
  })

  it('placeLabels() goes below at the upper edge and aside where both are taken', () => {
    expect(placeLabels([mark(100, 2)], room)[0]!.y).toBeGreaterThan(2)
    const [middle] = placeLabels([mark(100, 100), mark(100, 86), mark(100, 114)], room)
    expect(middle!.y).toBe(100)
  })
})
