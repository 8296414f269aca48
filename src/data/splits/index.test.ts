import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Dataset, itemId, userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { datasetFromRows } from '../dataset.ts'
import { type Split, splitByName, splits } from './index.ts'

const row = fc.record({
  user: fc.nat(5).map((n) => userId(`u${n}`)),
  item: fc.nat(9).map((n) => itemId(`i${n}`)),
  value: fc.integer({ min: 1, max: 5 }),
  at: fc.oneof({ weight: 9, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
})
const datasets = fc
  .array(row, { minLength: 1, maxLength: 60 })
  .map((rows) => datasetFromRows(rows, { name: 'toy', licence: 'MIT' }))

/** The split, or null where the rule leaves nothing to learn from. */
function attempt(name: string, data: Dataset, seed = 1): Split | null {
  try {
    return splitByName(name, data, randomStream(seed))
  } catch (error) {
    expect(error).toMatchObject({ code: 'data/no-training' })
    return null
  }
}

const partsOf = (split: Split) =>
  [split.train, split.shown?.validation, split.validation, split.private, split.shown?.test, split.test].filter(
    (part) => part !== undefined,
  )
const rowsOf = ({ log }: Dataset) => Array.from(log.user, (u, i) => `${u} ${log.item[i]} ${log.value[i]} ${log.at[i]}`)

describe.each(Object.keys(splits))('splitByName(%s)', (name) => {
  it(`splitByName('${name}') puts each row into one part`, () => {
    fc.assert(
      fc.property(datasets, (data) => {
        const split = attempt(name, data)
        if (split) expect(partsOf(split).flatMap(rowsOf).sort()).toEqual(rowsOf(data).sort())
      }),
    )
  })

  // People of the test are strangers to training where the rule parts people and not histories.
  if (name !== 'strong-generalisation')
    it(`splitByName('${name}') never trains on a person's later events`, () => {
      fc.assert(
        fc.property(datasets, (data) => {
          const split = attempt(name, data)
          if (!split) return
          const parts = partsOf(split)
          for (let user = 0; user < data.users.size; user++) {
            let latest = Number.NEGATIVE_INFINITY
            for (const { log } of parts) {
              const times = [...log.at.subarray(log.offsets[user], log.offsets[user + 1])].filter(
                (at) => !Number.isNaN(at),
              )
              expect(times.every((at) => at >= latest)).toBe(true)
              latest = Math.max(latest, ...times)
            }
          }
        }),
      )
    })

  it(`splitByName('${name}') gives the same parts for the same seed`, () => {
    fc.assert(
      fc.property(datasets, fc.integer(), (data, seed) => {
        expect(attempt(name, data, seed)).toEqual(attempt(name, data, seed))
      }),
      { numRuns: 20 },
    )
  })

  it(`splitByName('${name}') keeps vocabularies, catalogue and hash, and counts its parts in words`, () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((user) =>
      Array.from({ length: 10 }, (_, at) => ({ user: userId(user), item: itemId(`i${at}`), value: 1, at })),
    )
    const data = datasetFromRows(rows, { name: 'toy', licence: 'MIT' })
    const split = attempt(name, data)!
    for (const part of partsOf(split)) expect({ ...part, log: null }).toEqual({ ...data, log: null })
    expect(split.name).toBe(name)
    expect(split.describe).toContain(`split ${name}: `)
    expect(split.describe).toContain(`${split.test.log.length} test events`)
  })
})

describe('splitByName()', () => {
  const data = datasetFromRows([{ user: userId('a'), item: itemId('x'), value: 1, at: 1 }], {
    name: 'toy',
    licence: 'MIT',
  })

  it('splitByName() names the nearest split', () => {
    expect(() => splitByName('last-one', data, randomStream(1))).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', hint: 'Did you mean last-out?' }),
    )
    expect(() => splitByName('constructor', data, randomStream(1))).toThrow('No split is called')
  })

  it('splitByName() refuses to leave nothing to learn from', () => {
    expect(() => splitByName('time-ratio', data, randomStream(1))).toThrow(
      expect.objectContaining({ code: 'data/no-training' }),
    )
  })
})
