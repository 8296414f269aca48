import { describe, expect, it } from 'vitest'
import { userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import golden from './golden.json' with { type: 'json' }
import { pairedTest } from './paired-test.ts'
import { tukeyHsd } from './tukey-hsd.ts'

const column = (values: readonly number[]) => ({
  people: values.map((_, place) => userId(`${place}`)),
  values: Float64Array.from(values),
})
const columns = golden.tukey.columns.map(column)

describe('tukeyHsd()', () => {
  it('tukeyHsd() of two recommenders is the paired t test', () => {
    const { p } = pairedTest(columns[0]!, columns[1]!, { test: 't', random: randomStream(1) })
    expect(tukeyHsd(columns.slice(0, 2)).pairs[0]!.p).toBeCloseTo(p!, 9)
  })

  it('tukeyHsd() agrees with an independent implementation, intervals included', () => {
    const { pairs, count } = tukeyHsd(columns)
    expect(count).toBe(15)
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
    for (const [place, wanted] of golden.tukey.pairs.entries()) {
      expect(pairs[place]!.difference).toBeCloseTo(wanted.difference, 12)
      expect(pairs[place]!.p).toBeCloseTo(wanted.p, 8)
      expect(pairs[place]!.low).toBeCloseTo(wanted.low, 7)
      expect(pairs[place]!.high).toBeCloseTo(wanted.high, 7)
    }
  })

  it('tukeyHsd() does not see what people have in common', () => {
    const shifted = columns.map(({ people, values }) => ({
      people,
      values: values.map((v, person) => v + 100 * person),
    }))
    const [plain, moved] = [tukeyHsd(columns).pairs, tukeyHsd(shifted).pairs]
    for (const [place, { p }] of plain.entries()) expect(moved[place]!.p).toBeCloseTo(p!, 6)
  })

  it('tukeyHsd() leaves out people without a value somewhere', () => {
    expect(tukeyHsd([column([1, 2, Number.NaN, 4]), column([0, 3, 1, 1])]).count).toBe(3)
  })

  it('tukeyHsd() has no p, but a reason, for one person, for equal values and without any error', () => {
    const found = (...values: readonly (readonly number[])[]) => {
      const { pairs, reason } = tukeyHsd(values.map(column))
      return [pairs[0]!.p, reason]
    }
    expect(found([1], [2])).toEqual([null, 'a test needs two people, got 1'])
    expect(found([1, 2], [1, 2])).toEqual([null, 'all differences are zero'])
    expect(found([1, 2, 5], [2, 3, 6])).toEqual([
      null,
      'the differences do not vary, so there is no error to compare with',
    ])
  })

  it('tukeyHsd() refuses values of different people', () => {
    const other = { ...columns[1]!, people: columns[1]!.people.map((id) => userId(`x${id}`)) }
    expect(() => tukeyHsd([columns[0]!, other])).toThrow(expect.objectContaining({ code: 'stats/different-test' }))
  })
})
