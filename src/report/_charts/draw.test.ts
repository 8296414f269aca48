import { describe, expect, it } from 'vitest'
import { nameAxis, rangeTo, valueAxis } from './axes.ts'
import { loadDraw } from './draw.ts'
import { markOf } from './marks.ts'
import { whiskers } from './whiskers.ts'

const draw = await loadDraw()
const picture = {
  name: 'test-picture',
  label: 'a "label" <b>',
  height: 200,
  option: {
    xAxis: nameAxis({ names: ['1', '<script>'], title: 'page' }),
    yAxis: valueAxis({ write: String }),
    series: [
      {
        type: 'line',
        clip: true,
        data: [1, 2],
        ...markOf(0),
        itemStyle: { color: markOf(0).color },
        lineStyle: { color: markOf(0).color },
      },
      whiskers([{ low: 0, high: 1, y: 1.5, color: markOf(1).color }]),
    ],
  },
}

describe('draw', () => {
  it('draw() uses colours of the style sheet only', () => {
    const { markup } = draw(picture)
    const colours = [...markup.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour)
    expect(colours.length).toBeGreaterThan(5)
    expect(colours.filter((colour) => !/^(none|var\(--[a-z0-9-]+\))$/.test(colour!))).toEqual([])
  })

  it('draw() leaves nothing for scripts, and no style, class or namespace', () => {
    expect(draw(picture).markup).not.toMatch(/<script|<style|class=|ecmeta|xmlns|http|pointer-events/)
  })

  it('draw() scales with its box and says what it shows', () => {
    expect(draw(picture).markup).toMatch(
      /^<svg viewBox="0 0 380 200" role="img" aria-label="a &quot;label&quot; &lt;b&gt;">/,
    )
  })

  it('draw() gives the same drawing each time, with ids of its own name', () => {
    const first = draw(picture).markup
    expect(draw(picture).markup).toBe(first)
    const ids = [...first.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!)
    expect(ids.length).toBeGreaterThan(0)
    expect(ids.every((id) => id.startsWith('test-picture-'))).toBe(true)
  })
})

describe('rangeTo', () => {
  it('rangeTo() is the least round axis from zero that holds the value', () => {
    expect(rangeTo(0.137)).toEqual({ max: 0.15, step: 0.05 })
    expect(rangeTo(1)).toEqual({ max: 1, step: 0.2 })
    expect(rangeTo(0)).toEqual({ max: 1, step: 0.25 })
  })
})
