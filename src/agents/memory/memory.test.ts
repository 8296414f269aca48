import { describe, expect, it } from 'vitest'
import { hashedText } from './hashed-text.ts'
import { memory } from './memory.ts'
import { memoryPresets, memoryScores } from './memory-scores.ts'

const at = [0, 0.5, 1]
const distances = [0.2, 0.5, 0.9]
const candidates = distances.map((distance, place) => ({ distance, at: at[place]!, importance: 1 }))

describe('memoryScores()', () => {
  it('normalises similarity as published: distances .2, .5, .9 become 1, .549234, 0, times .9', () => {
    const scores = memoryScores(candidates, memoryPresets.released)
    expect(scores[0]).toBeCloseTo(0.9, 6)
    expect(scores[1]).toBeCloseTo(0.494311, 6)
    expect(scores[2]).toBeCloseTo(0, 6)
  })

  it('adds time as described, which puts the middle entry first', () => {
    const scores = memoryScores(candidates, memoryPresets.described)
    expect(scores[0]).toBeCloseTo(0.9, 6)
    expect(scores[1]).toBeCloseTo(0.944311, 6)
    expect(scores[2]).toBeCloseTo(0.9, 6)
  })

  it('adds importance in the full preset and nothing for a constant column', () => {
    const same = memoryScores(candidates, memoryPresets.full)
    expect(same[1]).toBeCloseTo(0.944311, 6)
    const important = candidates.map((one, place) => ({ ...one, importance: place === 2 ? 5 : 1 }))
    expect(memoryScores(important, memoryPresets.full)[2]).toBeCloseTo(1.8, 6)
    expect(memoryScores([candidates[0]!], memoryPresets.full)).toEqual([0])
  })
})

describe('memory()', () => {
  const store = (texts: readonly string[]) => {
    const kept = memory<number>({ weights: memoryPresets.described, embed: hashedText(256) })
    for (const [place, text] of texts.entries()) kept.store({ at: place, text, importance: 1, facts: place })
    return kept
  }

  it('finds the entry that shares words with the query', () => {
    const kept = memory<number>({ weights: memoryPresets.released, embed: hashedText(256) })
    for (const [place, text] of ['a quiet western', 'a loud horror', 'nothing of note'].entries()) {
      kept.store({ at: place, text, importance: 1, facts: place })
    }
    expect(kept.retrieve('horror', 1)[0]?.facts).toBe(1)
  })

  it('prefers the newer of two equal entries and returns at most what there is', () => {
    expect(
      store(['same', 'same'])
        .retrieve('same', 5)
        .map(({ facts }) => facts),
    ).toEqual([1, 0])
    expect(store([]).retrieve('x', 3)).toEqual([])
    expect(store(['x']).retrieve('x', 0)).toEqual([])
  })

  it('is due for reflection after entries 4, 8 and 12 at importance 1', () => {
    const kept = memory<number>({ weights: memoryPresets.described, embed: hashedText(8) })
    const due: number[] = []
    for (let entry = 1; entry <= 12; entry++) {
      kept.store({ at: entry, text: 'x', importance: 1, facts: entry })
      if (kept.reflectionDue()) due.push(entry)
    }
    expect(due).toEqual([4, 8, 12])
  })
})

describe('hashedText()', () => {
  it('gives unit vectors, and zeros for a text without words', () => {
    const vector = hashedText(64)('The Good, the Bad and the Ugly')
    expect(vector.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1)
    expect([...hashedText(4)('?!')]).toEqual([0, 0, 0, 0])
  })
})
