import { describe, expect, it } from 'vitest'
import { cachedVectors, type TextVectors } from './vectors.ts'

/** Vectors that hold the length of the text, and what was asked for. */
function counted(failing = new Set<string>()) {
  const asked: (readonly string[])[] = []
  const source: TextVectors = {
    dimensions: 1,
    fingerprint: 'length',
    embed: async (texts) => {
      asked.push(texts)
      if (texts.some((text) => failing.has(text))) throw new Error('broken')
      return texts.map((text) => Float32Array.of(text.length))
    },
  }
  return { source, asked, failing }
}
const lengths = (vectors: readonly Float32Array[]) => vectors.map(([length]) => length)

describe('cachedVectors()', () => {
  it('cachedVectors() embeds every text once, in one batch of what is missing', async () => {
    const { source, asked } = counted()
    const vectors = cachedVectors(source)
    const both = Promise.all([vectors.embed(['a', 'bb', 'a']), vectors.embed(['bb', 'ccc'])])
    expect((await both).map(lengths)).toEqual([
      [1, 2, 1],
      [2, 3],
    ])
    expect(lengths(await vectors.embed(['ccc', 'a']))).toEqual([3, 1])
    expect(asked).toEqual([['a', 'bb'], ['ccc']])
    expect(vectors).toMatchObject({ dimensions: 1, fingerprint: 'length' })
  })

  it('cachedVectors() lets those go that were not asked for longest', async () => {
    const { source, asked } = counted()
    const vectors = cachedVectors(source, 2)
    for (const text of ['a', 'bb', 'a', 'ccc', 'a', 'bb']) await vectors.embed([text])
    expect(asked.flat()).toEqual(['a', 'bb', 'ccc', 'bb'])
    expect(lengths(await vectors.embed(['1', '22', '333']))).toEqual([1, 2, 3])
  })

  it('cachedVectors() keeps no failure', async () => {
    const { source, failing } = counted(new Set(['a']))
    const vectors = cachedVectors(source)
    await expect(vectors.embed(['a'])).rejects.toThrow('broken')
    failing.clear()
    expect(lengths(await vectors.embed(['a']))).toEqual([1])
  })
})
