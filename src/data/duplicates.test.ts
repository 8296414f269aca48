import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interactions } from './columns.ts'
import { firstDuplicate, type MergePolicy, mergeDuplicates } from './duplicates.ts'

const row = fc.record({
  user: fc.nat(2),
  item: fc.nat(3),
  value: fc.nat(4),
  at: fc.oneof(fc.nat(3), fc.constant(Number.NaN)),
})
const rows = fc.array(row, { maxLength: 30 })
type Row = { user: number; item: number; value: number; at: number }

function logOf(list: readonly Row[]) {
  const column = (name: keyof Row) => list.map((one) => one[name])
  return interactions(3, { user: column('user'), item: column('item'), value: column('value'), at: column('at') })
}

const merged = (list: readonly Row[], policy: MergePolicy) => mergeDuplicates(logOf(list), 4, policy).log

describe('mergeDuplicates()', () => {
  it.each(['last', 'max', 'sum'] as const)('mergeDuplicates() leaves each pair once by the policy %s', (policy) => {
    fc.assert(
      fc.property(rows, (list) => {
        const log = merged(list, policy)
        const pairs = new Set(list.map(({ user, item }) => `${user} ${item}`))
        expect(Array.from(log.item, (item, i) => `${log.user[i]} ${item}`).sort()).toEqual([...pairs].sort())
      }),
    )
  })

  it('mergeDuplicates() keeps the total by the policy sum, and the highest by the policy max', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const total = list.reduce((sum, { value }) => sum + value, 0)
        expect(merged(list, 'sum').value.reduce((sum, value) => sum + value, 0)).toBe(total)
        const log = merged(list, 'max')
        for (let i = 0; i < log.length; i++) {
          const same = list.filter(({ user, item }) => user === log.user[i] && item === log.item[i])
          expect(log.value[i]).toBe(Math.max(...same.map(({ value }) => value)))
        }
      }),
    )
  })

  it('mergeDuplicates() prefers rows with a time, then later ones', () => {
    const at = [Number.NaN, 5, 5, 3, Number.NaN]
    const log = merged(
      at.map((time, value) => ({ user: 0, item: 0, value, at: time })),
      'last',
    )
    expect([...log.value]).toEqual([2])
  })

  it('mergeDuplicates() leaves a log without repeats, and one that keeps all, as it is', () => {
    const log = logOf([{ user: 0, item: 0, value: 1, at: 1 }])
    expect(mergeDuplicates(log, 4, 'last')).toEqual({ log, notes: [] })
    const twice = logOf([1, 2].map((at) => ({ user: 0, item: 0, value: 1, at })))
    expect(mergeDuplicates(twice, 4, 'keep-all').log).toBe(twice)
    expect(mergeDuplicates(twice, 4, 'keep-all').notes).toEqual(['1 rows repeat a pair of person and item: all kept'])
  })
})

describe('firstDuplicate()', () => {
  it('firstDuplicate() names the first row that repeats a pair, and the one before it', () => {
    expect(firstDuplicate({ user: [0, 1, 0, 0], item: [5, 5, 6, 5] })).toEqual({ row: 3, earlier: 0 })
    expect(firstDuplicate({ user: [0, 1], item: [5, 5] })).toBeNull()
  })
})
