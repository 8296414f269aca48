import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confidenceOf, recentMajority } from './evidence.ts'
import type { FeedbackRecord, PersonalityEntry } from './libraries.ts'
import { leavesEnough, type Operation, reflected, settleConflicts } from './operations.ts'

const record = (id: string, liked: boolean): FeedbackRecord => ({
  id,
  user: 'u',
  item: 'i',
  domain: 'films',
  liked,
  comment: null,
  at: null,
  attempts: 1,
  explained: true,
})
const records = new Map(
  [true, false, true, true, false].map((liked, n) => [`f${n + 1}`, record(`f${n + 1}`, liked)] as const),
)
const entry = (id: string, more: Partial<PersonalityEntry> = {}): PersonalityEntry => ({
  id,
  polarity: 'prefers',
  statement: `statement ${id}`,
  domain: 'films',
  evidence: ['f1'],
  confidence: 0.5,
  createdAt: 1,
  explained: true,
  ...more,
})
const how = { records, guard: 0.2 }
const many = (n: number): PersonalityEntry[] => Array.from({ length: n }, (_, at) => entry(`e${at}`))

describe('leavesEnough()', () => {
  it.each([
    [10, 2, true],
    [10, 1, false],
    [4, 1, true],
    [0, 3, true],
  ])('leavesEnough() of %i old and %i merged entries is %s at one fifth', (old, merged, enough) => {
    expect(leavesEnough(old, merged, 1 / 5)).toBe(enough)
  })
})

describe('reflected()', () => {
  it('reflected() keeps what is not named', () => {
    expect(reflected(many(3), [{ op: 'keep', id: 'e1' }], how)).toMatchObject({ entries: many(3), conflicts: [] })
  })

  it('reflected() merges entries on the evidence of all of them, under the first id', () => {
    const old = [entry('e1', { evidence: ['f4', 'f1'] }), entry('e2', { evidence: ['f2', 'f1'], createdAt: 2 })]
    const made = reflected(old, [{ op: 'merge', ids: ['e1', 'e2'], statement: 'both' }], how)
    expect(made).toMatchObject({
      entries: [{ id: 'e1', statement: 'both', evidence: ['f1', 'f2', 'f4'], createdAt: 2, confidence: 3 / 5 }],
    })
  })

  it.each<readonly [string, Operation]>([
    ['an unknown id', { op: 'drop', id: 'e99' }],
    ['an unknown id among known ones', { op: 'merge', ids: ['e1', 'e99'] }],
    ['an id twice', { op: 'merge', ids: ['e1', 'e1'] }],
    ['no id', { op: 'merge', ids: [] }],
  ])('reflected() rejects %s', (_, operation) => {
    expect(reflected(many(3), [operation], how)).toHaveProperty('rejected')
  })

  it('reflected() rejects a merge over two domains', () => {
    const old = [entry('e1'), entry('e2', { domain: 'books' })]
    expect(reflected(old, [{ op: 'merge', ids: ['e1', 'e2'] }], how)).toHaveProperty('rejected')
  })

  it('reflected() rejects what leaves fewer entries than the guard allows', () => {
    const drops = many(9).map(({ id }): Operation => ({ op: 'drop', id }))
    expect(reflected(many(10), drops, how)).toHaveProperty('rejected')
    expect(reflected(many(10), drops.slice(1), how)).toHaveProperty('entries.length', 2)
  })

  it('reflected() turns an entry round only where most of the evidence says so', () => {
    const right = entry('e1', { evidence: ['f1', 'f3', 'f4'] })
    const wrong = entry('e2', { evidence: ['f2', 'f5'] })
    const made = reflected(
      [right, wrong],
      [
        { op: 'flip', id: 'e1' },
        { op: 'flip', id: 'e2' },
      ],
      how,
    )
    expect(made).toMatchObject({
      flipsRefused: 1,
      entries: [right, { id: 'e2', polarity: 'disprefers', confidence: 3 / 4 }],
    })
  })

  it('reflected() never loses evidence but by dropping, and invents none', () => {
    const ids = fc.constantFrom('e0', 'e1', 'e2', 'e3', 'e4', 'e9')
    const operation: fc.Arbitrary<Operation> = fc.oneof(
      fc.record({ op: fc.constantFrom('keep' as const, 'flip' as const), id: ids }),
      fc.record({ op: fc.constant('merge' as const), ids: fc.array(ids, { maxLength: 3 }) }),
    )
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 5 }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        (operations, turned) => {
          const old = turned.map((one, n) =>
            entry(`e${n}`, {
              statement: `s${n % 3}`,
              polarity: one ? 'prefers' : 'disprefers',
              evidence: [`f${n + 1}`],
              createdAt: n,
            }),
          )
          const made = reflected(old, operations, { records, guard: 0.01 })
          if ('rejected' in made) return
          const left = new Set(made.entries.flatMap(({ evidence }) => evidence))
          expect([...left].sort()).toEqual(['f1', 'f2', 'f3', 'f4', 'f5'])
        },
      ),
    )
  })
})

describe('settleConflicts()', () => {
  it('settleConflicts() lets the newest of two contradictions stand on the evidence of both', () => {
    const old = [
      entry('e1', { statement: 'Drama', evidence: ['f1'], createdAt: 1 }),
      entry('e2', { statement: ' drama', polarity: 'disprefers', evidence: ['f2'], createdAt: 2 }),
      entry('e3'),
    ]
    const { entries, conflicts } = settleConflicts(old, records)
    expect(entries).toMatchObject([{ polarity: 'disprefers', evidence: ['f1', 'f2'] }, { id: 'e3' }])
    expect(conflicts).toEqual([{ statement: 'Drama', kept: 'disprefers', evidence: ['f1', 'f2'] }])
  })

  it('settleConflicts() never lets an unexplained entry win, and leaves other domains alone', () => {
    const old = [
      entry('e1', { statement: 'drama' }),
      entry('e2', { statement: 'drama', polarity: 'disprefers', createdAt: 2, explained: false }),
      entry('e3', { statement: 'drama', polarity: 'disprefers', domain: 'books' }),
    ]
    expect(settleConflicts(old, records).entries).toMatchObject([
      { polarity: 'prefers', explained: true },
      { domain: 'books', polarity: 'disprefers' },
    ])
  })
})

describe('confidenceOf()', () => {
  it('confidenceOf() counts by Laplace, and is at most one half where nothing was explained', () => {
    const evidence = ['f1', 'f3', 'f4']
    expect(confidenceOf({ polarity: 'prefers', evidence, explained: true }, records)).toBe(4 / 5)
    expect(confidenceOf({ polarity: 'prefers', evidence, explained: false }, records)).toBe(1 / 2)
  })
})

describe('recentMajority()', () => {
  it('recentMajority() follows the latest event where votes are even, and is null without any', () => {
    expect(recentMajority(['f2', 'f1'], records)).toBe('disprefers')
    expect(recentMajority(['f1', 'f2', 'f3'], records)).toBe('prefers')
    expect(recentMajority([], records)).toBeNull()
  })
})
