import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEntry } from './entry.ts'
import { tierPresets } from './presets.ts'
import { append, enhance, type ShortTermEntry } from './short-term.ts'

const entry = (id: string, importance = 0.7): MemoryEntry<null> => {
  return { id, at: 0, lastAccess: 0, text: id, importance, facts: null, provenance: { type: 'observation' } }
}
const held = (id: string, count = 0, importance = 0.7, enhancers: readonly string[] = []): ShortTermEntry<null> => {
  return { entry: entry(id, importance), count, enhancers: enhancers.map((text) => ({ id: text, text })) }
}
const { recagent } = tierPresets
const incoming = { id: 'o', text: 'o' }
const ids = (list: readonly ShortTermEntry<null>[]) => list.map(({ entry }) => entry.id)

describe('enhance()', () => {
  it('enhance() strengthens only the newest at a cosine of .8, whatever is drawn for the others', () => {
    const { kept, enhanced } = enhance(
      [held('a'), held('b')],
      incoming,
      () => 0.8,
      () => 0,
      recagent,
    )
    expect(enhanced).toEqual(['b'])
    expect(kept.map(({ count }) => count)).toEqual([0, 1])
    expect(kept[1]!.enhancers).toEqual([incoming])
  })

  it('enhance() needs a draw of at most p besides', () => {
    const strengthens = (draw: number) =>
      enhance(
        [held('a')],
        incoming,
        () => 0.8,
        () => draw,
        recagent,
      ).enhanced.length > 0
    expect([0.71, 0.7109, 0.711].map(strengthens)).toEqual([true, true, false])
  })

  it('enhance() promotes at the third time, with the enhancers before and the one that did it', () => {
    const { kept, promoted } = enhance(
      [held('a', 2, 0.7, ['x', 'y'])],
      incoming,
      () => 1,
      () => 0,
      recagent,
    )
    expect(kept).toEqual([])
    expect(promoted[0]).toMatchObject({ count: 3, enhancers: [{ id: 'x' }, { id: 'y' }], by: incoming })
  })
})

describe('append()', () => {
  it('append() evicts the least important, then the least strengthened, then the oldest', () => {
    const list = [held('a', 1, 0.7), held('b', 0, 0.7), held('c', 0, 0.7), held('d', 0, 0.9)]
    expect(append(list, entry('e'), 4).evicted?.id).toBe('b')
    expect(append([...list, held('f', 2, 0.65)], entry('e'), 5).evicted?.id).toBe('f')
  })

  it('append() never evicts what was just appended, and takes the evicted off the lists of enhancers', () => {
    const { kept, evicted } = append([held('a', 0, 0.7), held('b', 1, 0.9, ['a', 'z'])], entry('e', 0.63), 2)
    expect(evicted?.id).toBe('a')
    expect(ids(kept)).toEqual(['b', 'e'])
    expect(kept[0]!.enhancers.map(({ id }) => id)).toEqual(['z'])
  })

  it('append() keeps short-term memory at its capacity, and the newest in it', () => {
    const importances = fc.array(fc.double({ min: 0.63, max: 0.9, noNaN: true }), { maxLength: 40 })
    fc.assert(
      fc.property(importances, fc.integer({ min: 1, max: 10 }), (all, capacity) => {
        let list: readonly ShortTermEntry<null>[] = []
        for (const [place, importance] of all.entries()) {
          list = append(list, entry(String(place), importance), capacity).kept
          expect(list.length).toBeLessThanOrEqual(capacity)
          expect(list.at(-1)!.entry.id).toBe(String(place))
        }
      }),
    )
  })
})
