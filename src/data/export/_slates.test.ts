import { describe, expect, it } from 'vitest'
import { interactions } from '../columns.ts'
import { slatesOf } from './_slates.ts'

const nothing = Number.NaN

describe('slatesOf()', () => {
  it('slatesOf() puts together what one person was shown at one time', () => {
    const shown = interactions(2, { user: [0, 0, 0, 1], item: [0, 1, 2, 0], value: [1, 0, 0, 0], at: [5, 5, 6, 6] })
    expect([...slatesOf(shown)]).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 4 },
    ])
  })

  it('slatesOf() goes by the session where there is no time, and puts nothing together without both', () => {
    const rows = {
      user: [0, 0, 0, 0],
      item: [0, 1, 2, 3],
      value: [1, 0, 0, 0],
      at: [nothing, nothing, nothing, nothing],
    }
    expect([...slatesOf(interactions(1, rows))]).toHaveLength(4)
    const session = { name: 'session', values: ['a', 'b'], codes: Int32Array.of(0, 0, 1, -1) } as const
    expect([...slatesOf(interactions(1, { ...rows, context: [session] }))].map(({ to }) => to)).toEqual([2, 3, 4])
  })

  it('slatesOf() of nothing is nothing', () => {
    expect([...slatesOf(interactions(1, { user: [], item: [], value: [], at: [] }))]).toEqual([])
  })
})
