import { describe, expect, it } from 'vitest'
import { type RandomStream, randomStream } from '../../random.ts'
import type { MemoryEntry } from './entry.ts'
import { LongTerm } from './long-term.ts'
import { tierPresets } from './presets.ts'

const entry = (id: string, lastAccess = 0, importance = 0.63): MemoryEntry<null> => {
  return { id, at: 0, lastAccess, text: id, importance, facts: null, provenance: { type: 'observation' } }
}
const unit = (...numbers: number[]) => {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (value) => value / length)
}
const drawn = (random: RandomStream, dimensions: number) =>
  unit(...Array.from({ length: dimensions }, () => random.normal()))

/** Two memories of the same entries. */
function filled(count: number, dimensions: number, distance: 'plain' | 'squared' = 'plain') {
  const [one, other] = [0, 1].map(() => new LongTerm<null>(dimensions, { ...tierPresets.recagent, distance }))
  const random = randomStream(3)
  for (let n = 0; n < count; n++) {
    const vector = drawn(random, dimensions)
    const made = entry(`m${n}`, Math.floor(n / 20), 0.63 + 0.09 * random.int(4))
    one!.add(made, vector)
    other!.add(made, vector)
  }
  return { one: one!, other: other!, random }
}

describe('LongTerm', () => {
  it('LongTerm recalls what its readable twin recalls, to the last bit, small and large, over years', () => {
    for (const [count, distance] of [
      [100, 'plain'],
      [3000, 'plain'],
      [3000, 'squared'],
    ] as const) {
      const { one, other, random } = filled(count, 24, distance)
      for (const now of [200, 205, 205, 3000, 9000, 40_000]) {
        const query = drawn(random, 24)
        expect(one.recall(query, 5, now)).toEqual(other.recallReference(query, 5, now))
      }
    }
  })

  it('LongTerm recalls the same after some were forgotten as one that never had them', () => {
    const { one, random } = filled(600, 16)
    const gone = new Set<string>()
    // The newest have been idle for less than a day and stay.
    for (let save = 0; save < 900; save++) for (const id of one.forget(54, random.split(save))) gone.add(id)
    expect(gone.size).toBeGreaterThan(350)
    expect(one.size).toBe(600 - gone.size)
    const fresh = new LongTerm<null>(16, tierPresets.recagent)
    for (const { entry: kept } of one.kept()) fresh.add(kept, one.vectorOf(kept.id))
    const query = drawn(random, 16)
    expect(one.recall(query, 9, 55)).toEqual(fresh.recallReference(query, 9, 55))
  })

  it('LongTerm counts what was recalled as accessed now', () => {
    const memory = new LongTerm<null>(2, tierPresets.recagent)
    memory.add(entry('near'), unit(1, 0))
    memory.add(entry('far'), unit(0, 1))
    expect(memory.recall(unit(1, 0), 1, 50)[0]!.entry).toMatchObject({ id: 'near', lastAccess: 50 })
    expect(memory.kept().map(({ entry: { lastAccess } }) => lastAccess)).toEqual([50, 0])
  })

  it('LongTerm merges what an insight says as well, of the cited alone', () => {
    const memory = new LongTerm<null>(2, tierPresets.recagent)
    for (const [id, vector] of [
      ['same', unit(1, 0.3)],
      ['other', unit(1, 1)],
      ['uncited', unit(1, 0)],
    ] as const) {
      memory.add(entry(id), vector)
    }
    expect(memory.merge(unit(1, 0), ['same', 'other', 'missing'])).toEqual(['same'])
    expect(memory.kept().map(({ entry: { id } }) => id)).toEqual(['other', 'uncited'])
  })

  it('LongTerm draws among what is left: the probabilities sum to 1 after merging and forgetting', () => {
    const { one, random } = filled(60, 8)
    one.merge(one.vectorOf('m5'), ['m5'])
    for (let save = 0; save < 20; save++) {
      const chances = one.forgetProbabilities(100 + save)
      expect(chances.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
      expect(chances.map(({ id }) => id)).toEqual(one.kept().map(({ entry: { id } }) => id))
      one.forget(100 + save, random.split(save))
    }
  })

  it('LongTerm gives two memories alone the published probabilities', () => {
    const memory = new LongTerm<null>(2, tierPresets.recagent)
    memory.add(entry('a', 192), unit(1, 0))
    memory.add(entry('b', 0, 0.09), unit(0, 1))
    const [a, b] = memory.forgetProbabilities(240)
    expect(a).toMatchObject({ id: 'a', probability: expect.closeTo(0.411496, 6) })
    expect(b).toMatchObject({ id: 'b', probability: expect.closeTo(0.588504, 6) })
  })

  it('LongTerm forgets at most one memory a save in expectation, and none that was accessed within a day', () => {
    const losses = Array.from({ length: 200 }, (_, run) => filled(30, 4).one.forget(60, randomStream(run)).length)
    const mean = losses.reduce((sum, count) => sum + count, 0) / losses.length
    expect(mean).toBeGreaterThan(0.8)
    expect(mean).toBeLessThan(1.2)
    expect(filled(30, 4).one.forget(24, { ...randomStream(1), next: () => 0 } as RandomStream)).toEqual([])
  })

  it('LongTerm keeps what is gone under a mark, or forgets nothing, where it is told so', () => {
    const never = { ...randomStream(1), next: () => 0 } as RandomStream
    const memories = (['delete', 'marker', 'off'] as const).map((forgetting) => {
      const memory = new LongTerm<null>(2, { ...tierPresets.recagent, forgetting })
      for (const id of ['a', 'b', 'c']) memory.add(entry(id), unit(1, 0))
      memory.forget(100, never)
      return memory
    })
    expect(memories.map((memory) => memory.size)).toEqual([0, 0, 3])
    expect(memories.map((memory) => memory.kept().length)).toEqual([0, 3, 3])
    expect(memories.map((memory) => memory.recall(unit(1, 0), 5, 100).length)).toEqual([0, 0, 3])
    expect(memories[1]!.kept().map(({ gone }) => gone)).toEqual(['forgotten', 'forgotten', 'forgotten'])
  })
})
