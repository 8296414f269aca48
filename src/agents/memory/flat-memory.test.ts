import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { flatMemory, restoreFlatMemory } from './flat-memory.ts'
import { hashedText } from './hashed-text.ts'
import { memory } from './memory.ts'
import { memoryPresets } from './memory-scores.ts'
import { hashedVectors } from './vectors.ts'

const parts = { weights: memoryPresets.described, vectors: hashedVectors(64), recall: 3 }
const WORDS = ['quiet', 'loud', 'western', 'horror', 'opera', 'film']
const texts = fc.array(
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 130 },
)

describe('flatMemory()', () => {
  it('flatMemory() recalls what the memory that answers at once retrieves', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...Object.values(memoryPresets)), async (all, weights) => {
        const kept = flatMemory<number>({ ...parts, weights })
        const atOnce = memory<number>({ weights, embed: hashedText(64) })
        for (const [at, text] of all.entries()) {
          await kept.observe({ at, text, facts: at })
          atOnce.store({ at, text, importance: 1, facts: at })
        }
        const { longTerm } = await kept.recall({ text: 'quiet western', at: all.length, reaction: 'r' })
        const found = longTerm.map(({ entry }) => entry.facts)
        expect(found).toEqual(atOnce.retrieve('quiet western', 3).map(({ facts }) => facts))
        const scores = longTerm.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      }),
      { numRuns: 40 },
    )
  })

  it('flatMemory() is due for reflection after entries 4, 8 and 12', async () => {
    const kept = flatMemory<number>(parts)
    const due: number[] = []
    for (let at = 1; at <= 12; at++) {
      await kept.observe({ at, text: 'x', facts: at })
      if (kept.reflectionDue()) due.push(at)
    }
    expect(due).toEqual([4, 8, 12])
  })

  it('flatMemory() recalls once a reaction and refuses time that goes backwards', async () => {
    const kept = flatMemory<number>(parts)
    await kept.observe({ at: 1, text: 'a quiet western', facts: 1 })
    const request = { text: 'western', at: 2, reaction: 'r' }
    const first = await kept.recall(request)
    await kept.observe({ at: 3, text: 'a western', facts: 2 })
    expect(await kept.recall({ ...request, at: 3 })).toEqual(first)
    await expect(kept.observe({ at: 2, text: 'x', facts: 3 })).rejects.toMatchObject({ code: 'config/range' })
  })
})

describe('restoreFlatMemory()', () => {
  it('restoreFlatMemory() goes on as if nothing had happened', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (all, seed) => {
        const cut = seed % all.length
        let store = flatMemory<number>(parts)
        const whole = flatMemory<number>(parts)
        for (const [at, text] of all.entries()) {
          if (at === cut) {
            store = await restoreFlatMemory(JSON.parse(JSON.stringify(store.snapshot())), parts, z.number())
          }
          for (const one of [store, whole]) {
            await one.observe({ at, text, facts: at })
            if (at % 3 === 0) await one.recall({ text: 'loud opera', at, reaction: String(at) })
          }
        }
        expect(JSON.stringify(store.snapshot())).toBe(JSON.stringify(whole.snapshot()))
      }),
      { numRuns: 20 },
    )
  })

  it('restoreFlatMemory() refuses what a memory of three tiers wrote', async () => {
    const kept = flatMemory<number>(parts).snapshot() as object
    const others = [{ ...kept, tiers: 'three' }, { ...kept, version: 0 }, 'nothing']
    for (const snapshot of others) {
      await expect(restoreFlatMemory(snapshot, parts, z.number())).rejects.toMatchObject({ code: 'memory/version' })
    }
  })
})
