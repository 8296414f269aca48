import { describe, expect, it } from 'vitest'
import { cacheBytes, requireMemory } from './_memory.ts'

/** As the header of SmolLM2 135M has it. */
const shape = { block_count: 30, embedding_length: 576, attention: { head_count: 9, head_count_kv: 3 } }
const load = { path: 'small.gguf', bytes: 98_362_432, contexts: 1, contextTokens: 4096, shape }

describe('cacheBytes()', () => {
  it('cacheBytes() counts keys and values of the heads that are kept, two bytes a number', () => {
    expect(cacheBytes(shape, 1)).toBe(30 * 3 * (64 + 64) * 2)
    expect(cacheBytes({ ...shape, attention: { ...shape.attention, head_count_kv: [1, 3] } }, 1)).toBe(
      cacheBytes(shape, 1),
    )
    expect(cacheBytes({ ...shape, attention: { head_count: 9, key_length: 64, value_length: 32 } }, 1)).toBe(
      30 * 9 * 96 * 2,
    )
  })
})

describe('requireMemory()', () => {
  it('requireMemory() says how much is wanted and how much is there', () => {
    expect(() => requireMemory(load, 2 ** 30)).not.toThrow()
    expect(() => requireMemory(load, 2 ** 27)).toThrow(
      expect.objectContaining({
        code: 'llm/weights',
        message:
          'small.gguf does not fit in memory: with a context of 4096 tokens it takes about 312 MiB, 128 MiB are free.',
      }),
    )
    expect(() => requireMemory({ ...load, contexts: 8 }, 2 ** 30)).toThrow('8 contexts')
  })
})
