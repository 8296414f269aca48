import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ece } from './ece.ts'
import { groupedAuc } from './grouped-auc.ts'
import { logLoss } from './log-loss.ts'
import { rocAuc } from './roc-auc.ts'

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1 })), { maxLength: 30 })

describe('rocAuc()', () => {
  it('rocAuc() is the share of pairs in the right order, ties by half', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const own = list.filter(([, yes]) => yes === 1)
        const others = list.filter(([, yes]) => yes === 0)
        const wins = own.flatMap(([a]) => others.map(([b]): number => (a > b ? 1 : a < b ? 0 : 0.5)))
        const area = rocAuc({ predicted: list.map(([score]) => score), actual: list.map(([, yes]) => yes) })
        if (wins.length === 0) expect(area).toBeNull()
        else expect(area).toBeCloseTo(wins.reduce((sum, won) => sum + won, 0) / wins.length, 12)
      }),
    )
  })

  it('rocAuc() of positives .9 and .4 among .5, .3 and .1', () => {
    expect(rocAuc({ predicted: [0.9, 0.4, 0.5, 0.3, 0.1], actual: [1, 1, 0, 0, 0] })).toBeCloseTo(5 / 6, 12)
  })
})

describe('groupedAuc()', () => {
  it('groupedAuc() weighs people by their rows', () => {
    const both = {
      predicted: [0.9, 0.4, 0.5, 0.3, 0.1, 0.2, 0.2, 0.2],
      actual: [1, 1, 0, 0, 0, 1, 0, 1],
      user: [0, 0, 0, 0, 0, 1, 1, 1],
    }
    expect(groupedAuc(both)).toBeCloseTo(0.708333, 6)
    expect(groupedAuc(both)).toBeCloseTo((5 * (5 / 6) + 3 * 0.5) / 8, 12)
    expect(groupedAuc(both, 'equal')).toBeCloseTo((5 / 6 + 0.5) / 2, 12)
  })

  it('groupedAuc() is null when nobody has both kinds', () => {
    expect(groupedAuc({ predicted: [1, 2], actual: [1, 0], user: [0, 1] })).toBeNull()
  })
})

describe('logLoss', () => {
  it('logLoss of three probabilities, by hand', () => {
    const value = logLoss.of({ predicted: [0.9, 0.2, 0.6], actual: [1, 0, 1] })
    expect(value).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.6)) / 3, 12)
    expect(value).toBeCloseTo(0.279777, 6)
  })

  it('logLoss is finite for a sure mistake, and null without rows', () => {
    expect(logLoss.of({ predicted: [0], actual: [1] })).toBeCloseTo(-Math.log(1e-15), 9)
    expect(logLoss.of({ predicted: [], actual: [] })).toBeNull()
  })

  it.each([
    [1.5, 'config/range'],
    [Number.NaN, 'metric/non-finite'],
  ])('logLoss refuses %s, which is no probability', (bad, code) => {
    expect(() => logLoss.of({ predicted: [0.5, bad], actual: [1, 0] })).toThrow(expect.objectContaining({ code }))
  })
})

describe('ece()', () => {
  it('ece() of two bins that are each a tenth off', () => {
    const predicted = [...Array(10).fill(0.9), ...Array(10).fill(0.2)]
    const actual = [...Array(8).fill(1), 0, 0, ...Array(3).fill(1), ...Array(7).fill(0)]
    for (const by of ['width', 'mass'] as const) {
      expect(ece({ bins: 2, by }).of({ predicted, actual })).toBeCloseTo(0.1, 12)
    }
  })

  it('ece() is 0 where every probability comes true as often as it says', () => {
    expect(ece().of({ predicted: [0.5, 0.5, 1, 0], actual: [1, 0, 1, 0] })).toBeCloseTo(0, 12)
  })

  it('ece() is at most 1 and null without rows', () => {
    const predicted = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 1 })
    fc.assert(
      fc.property(predicted, fc.constantFrom('width', 'mass'), (list, by) => {
        const value = ece({ by }).of({ predicted: list.map(([p]) => p), actual: list.map(([, yes]) => Number(yes)) })!
        return value >= 0 && value <= 1
      }),
    )
    expect(ece().of({ predicted: [], actual: [] })).toBeNull()
  })
})
