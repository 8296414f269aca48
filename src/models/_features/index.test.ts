import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../domain/index.ts'
import { itemId, itemIndex } from '../../domain/index.ts'
import { binOf, binsOf } from './_bins.ts'
import { fnv1a } from './_hash.ts'
import { packNames, unpackNames } from './_names.ts'
import { wordsOf } from './_words.ts'
import { featureRows, featureSimilarity, featureTable, tableArrays, tableIn } from './index.ts'

const ALL = { word: 1, category: 1, attribute: 1 }

function item(title: string, more: Partial<Item> = {}): Item {
  return { id: itemId(title), title, categories: [], attributes: {}, ...more }
}

const shelf = [
  item('Red Planet', { categories: ['Adventure'], attributes: { year: 1990, director: 'Ann Lee', colour: true } }),
  item('Red Desert', {
    categories: ['Adventure', 'Drama'],
    attributes: { year: 1991, director: 'Bo Lee', colour: false },
  }),
  item('Quiet House', { categories: ['Drama'], attributes: { year: 2001 }, price: 3 }),
]

/** What an item is read as: names with weights. */
function read(table: ReturnType<typeof featureTable>, one: Item): Map<string, number> {
  const { features, weights } = featureRows(table, [one], ALL)
  return new Map(Array.from(features, (feature, place) => [table.names[feature]!, weights[place]!]))
}

describe('fnv1a()', () => {
  it('fnv1a() gives the published hashes', () => {
    for (const [text, hash] of [
      ['', 0x811c9dc5],
      ['a', 0xe40c292c],
      ['foobar', 0xbf9cf968],
    ] as const) {
      expect(fnv1a(text) >>> 0).toBe(hash)
    }
  })
})

describe('wordsOf()', () => {
  it('wordsOf() parts words of any script at everything else, in lower case, without hollow ones', () => {
    expect(wordsOf("The Lion King's (1994)")).toEqual(['lion', 'king', '1994'])
    expect(wordsOf('Город_грехов — AMÉLIE!')).toEqual(['город', 'грехов', 'amélie'])
    expect(wordsOf(' … ')).toEqual([])
  })
})

describe('binsOf()', () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 })

  it('binsOf() keeps the order of values, in ten bins at most, and names every bin that a value is in', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { bins, names } = binsOf(values.map((size, n) => item(String(n), { attributes: { size } })))
        const starts = bins.get(fnv1a('size'))!
        expect(starts.length).toBeLessThan(10)
        const ordered = values.toSorted((a, b) => a - b).map((value) => binOf(starts, value))
        expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
        for (const bin of ordered) expect(names.get(`size#${bin}`)).toMatch(/^size /)
      }),
    )
  })

  it('binsOf() gives few values a bin each and many a range', () => {
    const of = (values: readonly number[]) => [
      ...binsOf(values.map((size, n) => item(String(n), { attributes: { size } }))).names.values(),
    ]
    expect(of([3, 1, 3])).toEqual(['size 1', 'size 3'])
    expect(of(Array.from({ length: 20 }, (_, n) => n)).slice(0, 2)).toEqual(['size 0 to 1', 'size 2 to 3'])
  })
})

describe('packNames()', () => {
  it('packNames() brings names back as they were', () => {
    const name = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\n\uD800-\uDFFF]/g, ' '))
    fc.assert(
      fc.property(fc.array(name), (names) => {
        expect(unpackNames(packNames(names), names.length)).toEqual(names)
      }),
    )
  })
})

describe('featureTable()', () => {
  it('featureTable() knows words, categories, words of strings, booleans and bins by name', () => {
    expect(featureTable(shelf, 1).names.toSorted()).toEqual(
      [
        'Adventure',
        'Drama',
        'ann',
        'bo',
        'colour: false',
        'colour: true',
        'desert',
        'house',
        'lee',
        'planet',
        'price 3',
      ]
        .concat(['quiet', 'red', 'year 1990', 'year 1991', 'year 2001'])
        .map((name) => (['ann', 'bo', 'lee'].includes(name) ? `director: ${name}` : name))
        .toSorted(),
    )
  })

  it('featureTable() leaves out what too few items have', () => {
    expect(featureTable(shelf, 2).names.toSorted()).toEqual(['Adventure', 'Drama', 'director: lee', 'red'])
  })

  it('featureTable() refuses a number that is none, and names item and attribute', () => {
    for (const year of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => featureTable([...shelf, item('Broken', { attributes: { year } })], 1)).toThrow(
        expect.objectContaining({
          code: 'format/value',
          message: expect.stringMatching(/"year" of item "Broken".*(NaN|Inf)/),
        }),
      )
    }
    expect(() => featureTable([item('Broken', { price: Number.NaN })], 1)).toThrow(/"price" of item "Broken"/)
  })

  it('featureTable() is the same after a trip through plain numbers', () => {
    const table = featureTable(shelf, 1)
    const state = { model: 'any', version: 1, options: {}, arrays: structuredClone(tableArrays(table)) }
    expect(tableIn(state)).toEqual(table)
  })
})

describe('featureRows()', () => {
  it('featureRows() gives rows of length 1, and an empty one for an item without known features', () => {
    const { offsets, weights } = featureRows(featureTable(shelf, 1), [...shelf, item('Nothing Known')], ALL)
    const lengths = [0, 1, 2, 3].map((i) =>
      weights.subarray(offsets[i], offsets[i + 1]).reduce((sum, weight) => sum + weight ** 2, 0),
    )
    for (const length of lengths.slice(0, 3)) expect(length).toBeCloseTo(1, 6)
    expect(lengths[3]).toBe(0)
  })

  it('featureRows() weighs rare features above frequent ones of their kind, and repeated words above single ones', () => {
    const table = featureTable(shelf, 1)
    const row = read(table, shelf[0]!)
    expect(row.get('planet')).toBeGreaterThan(row.get('red')!)
    const twice = read(table, item('red planet planet'))
    expect(twice.get('planet')! / twice.get('red')!).toBeGreaterThan(row.get('planet')! / row.get('red')!)
  })

  it('featureRows() does not let a long text drown the categories', () => {
    const long = { ...shelf[0]!, text: 'quiet house desert planet red '.repeat(50) }
    const table = featureTable(shelf, 1)
    expect(read(table, long).get('Adventure')).toBeCloseTo(read(table, shelf[0]!).get('Adventure')!, 6)
  })

  it('featureRows() reads an item that came later by the same table, whatever the case of its categories', () => {
    const table = featureTable(shelf, 1)
    const later = read(
      table,
      item('Red Unheard', { categories: ['adventure'], attributes: { year: 1985, mood: 'dark' } }),
    )
    expect([...later.keys()].toSorted()).toEqual(['Adventure', 'red', 'year 1990'])
  })
})

describe('featureSimilarity()', () => {
  it('featureSimilarity() is symmetric, 1 for an item and itself, 0 where nothing is shared', () => {
    const alike = featureSimilarity({ catalogue: shelf })
    const [a, b, c] = [0, 1, 2].map(itemIndex) as [never, never, never]
    expect(alike(a, a)).toBe(1)
    expect(alike(a, b)).toBe(alike(b, a))
    expect(alike(a, b)).toBeGreaterThan(alike(b, c))
    expect(alike(a, c)).toBe(0)
  })
})
