import { describe, expect, it } from 'vitest'
import { selectRows } from '../columns.ts'
import { withLog } from '../dataset.ts'
import { toy } from './_toy.ts'
import { lastOut } from './last-out.ts'
import { splitLeaks } from './leaks.ts'

describe('splitLeaks()', () => {
  it('splitLeaks() finds none in a clean split', () => {
    const split = lastOut(toy('ann: a1 b2 c3', 'bob: c1 b2 a3'))
    expect(splitLeaks(split)).toEqual({ pairsInBoth: 0, testBeforeTraining: 0, itemsUnseen: 0 })
  })

  it('splitLeaks() counts repeated pairs, test events before training and unseen items', () => {
    const data = toy('ann: a1 b2 z3 a4')
    const part = (...rows: number[]) => withLog(data, selectRows(data.log, rows))
    const split = { name: 'bad', describe: '', notes: [], train: part(1, 3), test: part(0, 2) }
    expect(splitLeaks(split)).toEqual({ pairsInBoth: 1, testBeforeTraining: 2, itemsUnseen: 1 })
  })

  it('splitLeaks() looks into validation and private parts too', () => {
    const repeat = lastOut(toy('ann: a1 b2 c3 c4'))
    expect(splitLeaks(repeat)).toEqual({ pairsInBoth: 1, testBeforeTraining: 0, itemsUnseen: 1 })
  })
})
