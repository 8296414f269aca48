import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Waiting, waitingLine } from './_waiting-line.ts'

interface Entry extends Waiting {
  readonly name: string
}

const entry = (name: string, line = '', prefix = ''): Entry => ({ name, line, prefix })

function allOf(line: ReturnType<typeof waitingLine<Entry>>, prefix: string | null = null): string[] {
  const names: string[] = []
  for (let last = prefix; ; ) {
    const next = line.next(last)
    if (!next) return names
    names.push(next.name)
    last = next.prefix
  }
}

describe('waitingLine()', () => {
  it('lets those of one line go in order of arrival', () => {
    const line = waitingLine<Entry>('arrival')
    for (const name of ['a', 'b', 'c']) line.add(entry(name))
    expect(allOf(line)).toEqual(['a', 'b', 'c'])
    expect(line.size).toBe(0)
  })

  it('lets lines take turns, so that a long one does not hold up a short one', () => {
    const line = waitingLine<Entry>('arrival')
    for (let k = 0; k < 1000; k++) line.add(entry(`chatty ${k}`, 'chatty'))
    line.add(entry('quiet', 'quiet'))
    expect(allOf(line).indexOf('quiet')).toBe(1)
  })

  it('forgets who no longer waits, and gives the turn to the next', () => {
    const line = waitingLine<Entry>('prefix')
    const [first, second] = [entry('a', 'x', 'p'), entry('b', 'x', 'p')]
    line.add(first)
    line.add(second)
    line.remove(first)
    line.remove(first)
    expect(line.size).toBe(1)
    expect(allOf(line)).toEqual(['b'])
  })

  it('lets those with the prefix of the last go first when asked to', () => {
    const line = waitingLine<Entry>('prefix')
    for (const name of ['p1', 'q1', 'p2', 'q2']) line.add(entry(name, name, name[0]!))
    expect(allOf(line, 'q')).toEqual(['q1', 'q2', 'p1', 'p2'])
  })

  it('lets at most 16 pass the one whose turn it is', () => {
    const line = waitingLine<Entry>('prefix')
    line.add(entry('other', 'a', 'other'))
    for (let k = 0; k < 40; k++) line.add(entry(`same ${k}`, `b${k}`, 'same'))
    expect(allOf(line, 'same').indexOf('other')).toBe(16)
  })

  it('gives everybody exactly one turn, in any order', () => {
    const some = fc.record({ line: fc.constantFrom('a', 'b', 'c'), prefix: fc.constantFrom('p', 'q', 'r') })
    fc.assert(
      fc.property(fc.array(some), fc.constantFrom('arrival', 'prefix'), (list, order) => {
        const line = waitingLine<Entry>(order)
        for (const [place, one] of list.entries()) line.add({ ...one, name: String(place) })
        const names = allOf(line)
        expect(names.map(Number).sort((a, b) => a - b)).toEqual(list.map((_, place) => place))
      }),
    )
  })
})
