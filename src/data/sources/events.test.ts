import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEventLog } from './events.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-events-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(lines: readonly (object | string)[], ...rest: [facts?: object, options?: object]) {
  const path = join(folder, 'events.jsonl')
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify({ v: 1, ...line })))
  await writeFile(path, texts.join('\n'))
  return readEventLog(path, ...rest)
}

const rated = (user: string, item: string, value: number, ts?: number) => ({
  ...{ type: 'interaction', kind: 'rate', user, item, value },
  ...(ts === undefined ? {} : { ts }),
})

describe('readEventLog()', () => {
  it('readEventLog() takes ratings, times, sessions and circumstances', async () => {
    const data = await read([
      { ...rated('ada', '007', 4, 5), session: 's', context: { device: 'tv', companions: ['bob'], mood: 'fine' } },
      rated('ada', '7', 5),
    ])
    expect(data.items.ids).toEqual(['007', '7'])
    expect([...data.log.at]).toEqual([5, Number.NaN])
    expect(data.scale).toEqual({ min: 1, max: 5, step: 1 })
    expect(data.log.context?.map(({ name, values, codes }) => [name, values, [...codes]])).toEqual([
      ['device', ['tv'], [0, -1]],
      ['companions', ['["bob"]'], [0, -1]],
      ['session', ['s'], [0, -1]],
    ])
  })

  it('readEventLog() lets a later record of an item take the place of an earlier, wherever it stands', async () => {
    const data = await read([
      { type: 'item', item: 'x', title: 'Old', price: null },
      rated('ada', 'x', 1),
      { type: 'item', item: 'x', title: 'New', attributes: { year: 1999, unknown: null } },
      { type: 'user', user: 'bob', demographics: { age: 3 } },
    ])
    expect(data.catalogue).toEqual([{ id: 'x', title: 'New', categories: [], attributes: { year: 1999 } }])
    expect(data.people).toEqual([{ id: 'ada' }, { id: 'bob', demographics: { age: 3 } }])
  })

  it('readEventLog() learns what was taken up from the slate or from the interaction that names it', async () => {
    const data = await read([
      {
        type: 'impression',
        id: 'p1',
        user: 'ada',
        ts: 1,
        slate: [
          { item: 'a', taken: 1 },
          { item: 'b', position: 2 },
        ],
      },
      { type: 'impression', id: 'p2', user: 'ada', ts: 2, slate: [{ item: 'b' }, { item: 'c' }] },
      { type: 'interaction', kind: 'click', user: 'ada', item: 'c', ts: 3, impressionId: 'p2' },
    ])
    expect([...data.impressions!.value]).toEqual([1, 0, 0, 1])
    expect(data.scale).toBeUndefined()
  })

  it('readEventLog() counts what it leaves out and says which actions it mixes', async () => {
    const data = await read([
      ...[rated('ada', 'a', 1), { type: 'interaction', kind: 'view', user: 'ada', item: 'b' }],
      ...[
        { type: 'interaction', kind: 'exit', user: 'ada' },
        { type: 'message', text: 'hello' },
      ],
    ])
    expect(data.log.length).toBe(2)
    expect(data.notes).toEqual([
      'actions are not told apart: 1 rate, 1 view',
      '1 rows left out: interactions without an item',
      '1 rows left out: records of the type "message"',
    ])
  })

  it('readEventLog() keeps the last of two ratings, or what it is told to keep', async () => {
    const lines = [rated('ada', 'a', 1, 1), rated('ada', 'a', 5, 2)]
    expect([...(await read(lines)).log.value]).toEqual([5])
    expect([...(await read(lines, {}, { duplicates: 'keep-all' })).log.value]).toEqual([1, 5])
    await expect(read(lines, {}, { duplicates: 'error' })).rejects.toMatchObject({ code: 'format/duplicate' })
  })

  it.each([
    ['not JSON', 'format/unreadable', 'line 2'],
    [{ type: 'interaction', kind: 'rate', user: 'ada', item: 7 }, 'format/unreadable', '"item"'],
    [{ ...rated('ada', 'b', 1), v: 2 }, 'format/unreadable', '"v"'],
    [rated('ada', 'b', 9), 'format/rating-range', 'line 2'],
  ] as const)('readEventLog() refuses %j with %s and its line', async (line, code, words) => {
    const refused = read([rated('ada', 'a', 1), line], {}, { scale: { min: 1, max: 5, step: 1 } })
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
  })

  it('readEventLog() skips bad lines where it may, and refuses a log without an interaction', async () => {
    const data = await read([rated('ada', 'a', 1), '{'], {}, { maxErrors: 1 })
    expect(data.notes.at(-1)).toContain('1 bad rows')
    await expect(read([{ type: 'item', item: 'x' }])).rejects.toMatchObject({ code: 'data/empty' })
  })
})
