import { describe, expect, it } from 'vitest'
import { counted, fixed, listed, percent, pValue, seconds, whole } from './words.ts'

describe('words', () => {
  it('fixed() writes a true minus, and no minus before a rounded zero', () => {
    expect([fixed(-0.5, 2), fixed(-0.001, 2), fixed(2, 1)]).toEqual(['−0.50', '0.00', '2.0'])
  })

  it('percent() and whole() write shares and large counts', () => {
    expect([percent(0.3127), percent(1, 0), whole(1682), whole(100000), whole(7)]).toEqual([
      '31.3%',
      '100%',
      '1,682',
      '100,000',
      '7',
    ])
  })

  it('pValue() never writes a zero', () => {
    expect([pValue(0), pValue(0.0004), pValue(0.04)]).toEqual(['< 0.001', '< 0.001', '0.040'])
  })

  it('counted() and listed() make phrases', () => {
    expect([counted(1, 'viewer'), counted(2, 'person', 'people')]).toEqual(['1 viewer', '2 people'])
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
      '',
      'a',
      'a and b',
      'a, b or c',
    ])
  })

  it('seconds() chooses the unit', () => {
    expect([seconds(0.25), seconds(14), seconds(59.7), seconds(75)]).toEqual([
      '0.3 s',
      '14 s',
      '1 min 0 s',
      '1 min 15 s',
    ])
  })
})
