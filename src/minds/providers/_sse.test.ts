import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventData } from './_sse.ts'

async function dataOf(chunks: readonly string[]): Promise<readonly string[]> {
  const all: string[] = []
  for await (const data of eventData(
    (async function* () {
      yield* chunks
    })(),
  )) {
    all.push(data)
  }
  return all
}

describe('eventData()', () => {
  it.each([
    ['comments and other fields', ': hi\nevent: x\nid: 1\ndata: a\n\n', ['a']],
    ['events of several lines', 'data: a\ndata:b\ndata\n\n', ['a\nb']],
    ['every end of a line', 'data: a\r\n\r\ndata: b\r\rdata: c\n\n', ['a', 'b', 'c']],
    ['one blank after the colon only', 'data:  a\n\ndata:b\n\n', [' a', 'b']],
    ['an end without an empty line', 'data: a\n\ndata: b\n', ['a', 'b']],
    ['nothing', '\n\n: still here\n\n', []],
  ])('reads %s', async (_, text, events) => {
    expect(await dataOf([text])).toEqual(events)
  })

  it('drops a line that is cut in its middle', async () => {
    expect(await dataOf(['data: a\n\ndata: {"half"'])).toEqual(['a'])
  })

  it('reads the same wherever the chunks are cut', async () => {
    const text = ': hi\r\ndata: {"a": "ä€"}\r\n\r\ndata: b\ndata: c\n\nretry: 3\rdata: [DONE]\r\r'
    const cuts = fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const ends = [0, ...places.sort((a, b) => a - b), text.length]
        const chunks = ends.slice(1).map((end, place) => text.slice(ends[place], end))
        expect(await dataOf(chunks)).toEqual(['{"a": "ä€"}', 'b\nc', '[DONE]'])
      }),
    )
  })
})
