import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelCall } from '../../domain/index.ts'
import { modelServer } from '../../testing/model-server.ts'
import { weightsOf } from './_weights.ts'
import { type LanguageModelOptions, languageModel } from './language-model.ts'

const call: ModelCall = {
  system: '',
  user: 'Well?',
  wanted: { type: 'text', maxTokens: 8 },
  temperature: 0,
  seed: 1,
  by: { agent: '1', step: 'write' },
}

const open = (name: string, options: Partial<LanguageModelOptions> = {}) =>
  languageModel(name, { home: '/nowhere', ...options })

/** A package that answers with what it was given. */
function providerPackage(factory: string, specificationVersion = 'v4') {
  const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } }
  return async (name: string) => ({
    [factory]: (settings: object) => ({
      languageModel: (modelId: string) => ({
        specificationVersion,
        provider: 'fake.chat',
        modelId,
        doGenerate: async () => ({
          content: [{ type: 'text', text: JSON.stringify({ name, modelId, settings }) }],
          finishReason: { unified: 'stop' },
          usage,
          warnings: [],
        }),
      }),
    }),
    version: '1',
  })
}

describe('languageModel', () => {
  it('languageModel() opens a server by its base URL', async () => {
    const server = await modelServer(() => 'Yes.')
    const model = await open('openai-compatible/org/qwen3:4b.gguf', { url: `${server.url}/`, concurrency: 5 })
    expect((await model.answer(call)).text).toBe('Yes.')
    expect(server.calls[0]!.model).toBe('org/qwen3:4b.gguf')
    expect(model).toMatchObject({ name: 'openai-compatible/org/qwen3:4b.gguf', concurrency: 5, repeatable: false })
    expect(model.fingerprint).toBe(`openai-compatible.chat ${server.url} org/qwen3:4b.gguf form-1`)
    await model.close()
    await server.close()
  })

  it.each([
    ['createFake', 'fake'],
    ['createFAKE', 'fake'],
    ['createFakeGenerativeAI', 'fake'],
    ['createSomething', 'fake'],
    ['createFakeCloud', 'fake-cloud'],
  ])('languageModel() opens a provider that exports %s', async (factory, provider) => {
    const importPackage = providerPackage(factory)
    const url = 'https://proxy.example/v1'
    const model = await open(`${provider}/org/model:1`, { importPackage, url, key: 'k' })
    const settings = { baseURL: url, apiKey: 'k' }
    const given = { name: `@ai-sdk/${provider}`, modelId: 'org/model:1', settings }
    expect(JSON.parse((await model.answer(call)).text)).toEqual(given)
    expect(model.fingerprint).toBe(`fake.chat ${url} org/model:1 form-1`)
  })

  it('languageModel() names the package of a provider that is not installed', async () => {
    await expect(open('no-such-provider/model')).rejects.toMatchObject({
      code: 'llm/package',
      message: 'The provider "no-such-provider" needs the package @ai-sdk/no-such-provider.',
      hint: 'npm install @ai-sdk/no-such-provider',
    })
  })

  it('languageModel() refuses a package that offers no models, or models of another time', async () => {
    await expect(open('provider/model')).rejects.toMatchObject({ code: 'llm/package' })
    const importPackage = providerPackage('createFake', 'v2')
    await expect(open('fake/model', { importPackage })).rejects.toMatchObject({
      code: 'llm/package',
      hint: 'npm install @ai-sdk/fake@latest',
    })
  })

  it('languageModel() lets the error of a broken package through', async () => {
    const broken = Object.assign(new Error("Cannot find package 'left'"), { code: 'ERR_MODULE_NOT_FOUND' })
    const importPackage = () => Promise.reject(broken)
    await expect(open('fake/model', { importPackage })).rejects.toBe(broken)
  })

  it.each(['', 'gpt-4', 'local/', '/model', '../evil/model', 'Open AI/model', 'node:fs/promises', './a.js/b'])(
    'languageModel() imports nothing for %j',
    async (name) => {
      const importPackage = () => Promise.reject(new Error('imported'))
      await expect(open(name, { importPackage })).rejects.toMatchObject({ code: 'llm/unknown' })
    },
  )

  it.each([
    [undefined, 'needs the base URL'],
    ['localhost:8080/v1', 'must begin with http'],
    ['http://me:secret@localhost/v1', 'no user name, password'],
    ['http://localhost/v1?token=secret', 'no user name, password'],
  ])('languageModel() refuses the base URL %j and repeats no secret', async (url, words) => {
    const refused = open('openai-compatible/m', { url })
    await expect(refused).rejects.toMatchObject({ code: 'config/option', message: expect.stringContaining(words) })
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('secret') })
  })

  it('languageModel() refuses a concurrency or a timeout that lets nothing through', async () => {
    for (const limit of [{ concurrency: 0 }, { timeout: 0 }, { timeout: 2 ** 31 }]) {
      const refused = open('openai-compatible/m', { url: 'http://localhost/v1', ...limit })
      await expect(refused).rejects.toMatchObject({ code: 'config/range' })
    }
  })

  it('languageModel() says how to get weights that are not there', async () => {
    await expect(open('local/smollm-135')).rejects.toMatchObject({
      code: 'llm/unknown',
      hint: expect.stringContaining('tastemaker pull smollm2-135m'),
    })
  })
})

describe('weightsOf', () => {
  it('weightsOf() finds the .gguf file of a pulled asset', async () => {
    const home = await mkdtemp(join(tmpdir(), 'weights-'))
    const folder = join(home, 'assets', 'tiny')
    const files = [{ path: 'tiny.gguf', sha256: '', bytes: 4 }]
    const record = { name: 'tiny', source: 's', licence: 'l', pulledAt: '', files }
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'tiny.gguf'), 'GGUF')
    await writeFile(join(folder, 'asset.json'), JSON.stringify(record))
    expect(await weightsOf('tiny', home)).toBe(join(folder, 'tiny.gguf'))
    await rm(home, { recursive: true })
  })
})
