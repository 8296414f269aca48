import { describe, expect, it } from 'vitest'
import { fixed } from '../words.ts'
import { number, table, text, unknown } from './_table.ts'

const two = (value: number): string => fixed(value, 2)

describe('table', () => {
  it('number() is a dash with its reason when the statistic is null, never a zero', () => {
    expect(number(null, two, 'nobody')).toEqual(unknown('nobody'))
    expect(number({ mean: null, low: null, high: null }, two, 'nobody')).toEqual(unknown('nobody'))
    expect(number(0, two, 'nobody')).toEqual({ type: 'number', content: '0.00' })
  })

  it('number() leaves out an interval that is null', () => {
    expect(number({ mean: 1, low: null, high: null }, two, '')).toEqual({ type: 'number', content: '1.00' })
    expect(number({ mean: 1, low: -1, high: 3 }, two, '')).toMatchObject({ interval: '−1.00 to 3.00' })
  })

  it('table() says each reason once below, under the letter that the dashes carry', () => {
    const { markup } = table({
      caption: 'c',
      columns: ['who', 'a', 'b'],
      groups: [
        { rows: [['x', unknown('first'), unknown('second')]] },
        { heading: 'more', rows: [['y', unknown('first'), text('t')]] },
      ],
    })
    expect(markup.match(/–<sup>a<\/sup><\/td>/g)).toHaveLength(2)
    expect(markup.match(/–<sup>b<\/sup><\/td>/g)).toHaveLength(1)
    expect(markup).toContain('–<sup>a</sup> first.')
    expect(markup).toContain('<th scope="rowgroup" colspan="3"><div>more</div></th>')
  })

  it('table() puts the title of a column of numbers over its numbers', () => {
    const { markup } = table({
      caption: 'c',
      columns: ['who', 'count', 'word'],
      groups: [{ rows: [['x', number(1, String, ''), text('w')]] }],
    })
    expect(markup).toContain('<th scope="col" class="number">count</th><th scope="col">word</th>')
  })
})
