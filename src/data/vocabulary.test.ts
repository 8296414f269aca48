import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vocabulary } from './vocabulary.ts'

describe('vocabulary()', () => {
  it('vocabulary() gives back any ids exactly as they came', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (ids) => {
        const known = vocabulary(ids)
        expect(known.size).toBe(new Set(ids).size)
        expect(ids.map((id) => known.ids[known.index(id)!])).toEqual(ids)
      }),
    )
  })

  it('vocabulary() does not depend on the order or the number of repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (ids) => {
        expect(vocabulary([...ids, ...ids].reverse()).ids).toEqual(vocabulary(ids).ids)
      }),
    )
  })

  it('vocabulary() orders plain whole numbers by size and everything else by code unit', () => {
    expect(vocabulary(['10', '9', '100']).ids).toEqual(['9', '10', '100'])
    expect(vocabulary(['10', '9', 'a']).ids).toEqual(['10', '9', 'a'])
    expect(vocabulary(['é', 'z', '007', '7']).ids).toEqual(['007', '7', 'z', 'é'])
  })

  it('vocabulary() knows nothing of ids it was not given', () => {
    const known = vocabulary<string, number>(['a'])
    expect(known.index('b')).toBeUndefined()
    expect(known.index('constructor')).toBeUndefined()
  })
})
