import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TextVectors } from '../../agents/index.ts'
import { assetFolder, assetHome } from '../../assets/index.ts'
import golden from './_minilm-golden.json' with { type: 'json' }
import { importOnnx } from './_onnx.ts'
import { tokensOf } from './_tokens.ts'
import { type MiniLm, miniLm } from './mini-lm.ts'

/*
 * Group "real embedder": the model as it is pulled. Elsewhere the group says by name that it was skipped. The golden numbers
 * come from the Python packages tokenizers 0.23 and onnxruntime 1.32 on the same two files, one text at a time.
 */
const folder = await assetFolder('minilm-int8', assetHome(process.env))
const group = folder ? 'real embedder' : 'real embedder (skipped: "tastemaker pull minilm-int8" brings it)'
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, place) => sum + value * b[place]!, 0)

describe('importOnnx()', () => {
  const failing = (message: string) => () =>
    Promise.reject(Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' }))

  it('importOnnx() names the package and how to install it where it is missing', async () => {
    await expect(importOnnx(failing("Cannot find package 'onnxruntime-node' imported from x"))).rejects.toMatchObject({
      code: 'llm/package',
      hint: 'npm install onnxruntime-node@1.30.0',
    })
  })

  it('importOnnx() passes on the failure of a package that is there and broken', async () => {
    await expect(importOnnx(failing("Cannot find package 'onnxruntime-common'"))).rejects.toThrow('onnxruntime-common')
  })
})

describe('miniLm()', () => {
  it('miniLm() refuses numbers below 1, a folder without the model, and a file that is none', async () => {
    await expect(miniLm({ folder: 'x', batch: 0 })).rejects.toMatchObject({ code: 'config/range' })
    await expect(miniLm({ folder: 'x' })).rejects.toMatchObject({
      code: 'llm/weights',
      hint: 'tastemaker pull minilm-int8',
    })
    const empty = await mkdtemp(join(tmpdir(), 'taste-minilm-'))
    for (const file of ['model.onnx', 'tokenizer.json']) await writeFile(join(empty, file), '{}')
    await expect(miniLm({ folder: empty })).rejects.toMatchObject({ code: 'llm/weights' })
    await rm(empty, { recursive: true })
  })
})

describe.skipIf(!folder)(group, { timeout: 60_000 }, () => {
  let embedder: MiniLm
  beforeAll(async () => {
    embedder = await miniLm({ folder: folder! })
  }, 60_000)
  afterAll(() => embedder.close())

  it('miniLm() reads texts into the tokens of the golden numbers, and cuts long ones', async () => {
    const tokens = tokensOf(JSON.parse(await readFile(join(folder!, 'tokenizer.json'), 'utf8')), 256)
    for (const { text, tokens: expected } of golden.texts) {
      if (Array.isArray(expected)) expect(tokens(text)).toEqual(expected)
      else expect(tokens(text)).toHaveLength(expected)
    }
  })

  it('miniLm() gives the golden vectors and their cosines', async () => {
    const vectors = await embedder.embed(golden.texts.map(({ text }) => text))
    for (const [place, { vector }] of golden.texts.entries()) {
      for (const [d, value] of vector.entries()) expect(vectors[place]![d]).toBeCloseTo(value, 4)
      for (const [other, cosine] of golden.cosines[place]!.entries()) {
        expect(dot(vectors[place]!, vectors[other]!)).toBeCloseTo(cosine, 4)
      }
    }
  })

  it('miniLm() finds a text in other words nearer than one about something else', async () => {
    const [western, like, bread] = await embedder.embed([
      'A quiet western about an old sheriff',
      'A slow film of cowboys and gunfights.',
      'How to bake sourdough bread at home',
    ])
    expect(dot(western!, like!)).toBeGreaterThan(dot(western!, bread!) + 0.3)
  })

  it('miniLm() gives a text the same bits whatever is embedded beside it, and a unit vector', async () => {
    const short = golden.texts.map(({ text }) => text.slice(0, 90))
    const texts = [...short, ...short.map((text) => `${text}!`), short.join(' ')]
    const together = await embedder.embed(texts)
    for (const [place, text] of texts.entries()) {
      const [alone] = await embedder.embed([text])
      expect(alone).toEqual(together[place])
      expect(dot(alone!, alone!)).toBeCloseTo(1, 5)
    }
    expect(await embedder.embed([])).toEqual([])
  })

  it('miniLm() is what a memory takes its vectors from', async () => {
    const vectors: TextVectors = embedder
    expect(vectors.dimensions).toBe((await vectors.embed(['a film']))[0]!.length)
    expect(vectors.fingerprint).toMatch(/^minilm [0-9a-f]{16}, onnxruntime-node [\d.]+, form 1$/)
  })
})
