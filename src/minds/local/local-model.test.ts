import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assetFolder, assetHome, findAsset } from '../../assets/index.ts'
import type { LanguageModel, ModelCall, Wanted } from '../../domain/index.ts'
import { localModel } from './local-model.ts'

/*
 * Group "real weights": the smallest model, as it is pulled. Elsewhere the group says by name that it was skipped.
 */
const folder = await assetFolder('smollm2-135m', assetHome(process.env))
const weights = join(folder ?? '', findAsset('smollm2-135m').sources[0]!.files[0]!.path)
const group = folder ? 'real weights' : 'real weights (skipped: "tastemaker pull smollm2-135m" brings them)'

const YES_NO: Wanted = { type: 'choice', labels: ['yes', 'no'] }
const ask = (user: string, wanted: Wanted, more: Partial<ModelCall> = {}): ModelCall => ({
  system: 'You are Ann. You like comedies.',
  user,
  wanted,
  temperature: 1,
  seed: 7,
  by: { agent: 'ann', step: 'test' },
  ...more,
})

describe('localModel()', () => {
  it('localModel() refuses numbers below 1 and files that are no weights', async () => {
    await expect(localModel({ path: 'x.gguf', name: 'x', contexts: 0 })).rejects.toMatchObject({ code: 'config/range' })
    await expect(localModel({ path: 'x.gguf', name: 'x' })).rejects.toMatchObject({ code: 'llm/weights' })
  })
})

describe.skipIf(!folder)(group, { timeout: 60_000 }, () => {
  let model: LanguageModel
  beforeAll(async () => {
    model = await localModel({ path: weights, name: 'local/small', contexts: 2, contextTokens: 512 })
  }, 60_000)
  afterAll(() => model.close())

  it('localModel() answers a choice with a distribution, at the temperature asked for', async () => {
    const raw = await model.answer(ask('Shall we watch a comedy? Answer yes or no.', YES_NO))
    const [yes, no] = raw.probabilities!
    expect(yes! + no!).toBeCloseTo(1, 12)
    expect(raw.text).toBe(yes! >= no! ? 'yes' : 'no')
    expect(raw.usage.promptTokens).toBeGreaterThan(20)
    const flat = await model.answer(ask('Shall we watch a comedy? Answer yes or no.', YES_NO, { temperature: 2 }))
    expect(flat.probabilities![0]).toBeCloseTo(Math.sqrt(yes!) / (Math.sqrt(yes!) + Math.sqrt(no!)), 10)
    const sure = await model.answer(ask('Shall we watch a comedy? Answer yes or no.', YES_NO, { temperature: 0 }))
    expect(Math.max(...sure.probabilities!)).toBe(1)
  })

  it('localModel() knows labels of several tokens, and a label that begins another', async () => {
    const labels = ['1', '2', '10', 'Toy Story (1995)', 'Toy Story 2 (1999)']
    const { probabilities, usage } = await model.answer(ask('Choose one.', { type: 'choice', labels }))
    expect(probabilities!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
    expect(probabilities!.every((share) => share > 0)).toBe(true)
    expect(usage.generatedTokens).toBeGreaterThan(2)
  })

  it('localModel() gives the same call the same answer to the last bit, whatever was asked before', async () => {
    const systems = [
      'You are Ann. You like comedies.',
      'You are Bob. You like westerns, and nothing else in the world.',
    ]
    const calls = systems.flatMap((system) => [
      ask('Is Alien scary? Answer yes or no.', YES_NO, { system }),
      ask('Pick a number.', { type: 'choice', labels: ['1', '10', '100'] }, { system }),
      ask('Say something.', { type: 'text', maxTokens: 5 }, { system }),
    ])
    const first = await Promise.all(calls.map((call) => model.answer(call)))
    const backwards = await Promise.all(calls.toReversed().map((call) => model.answer(call)))
    expect(backwards.toReversed()).toEqual(first)
    const fresh = await localModel({ path: weights, name: 'local/small', contextTokens: 1024 })
    for (const place of [4, 0, 3, 1]) expect(await fresh.answer(calls[place]!)).toEqual(first[place])
    await fresh.close()
    expect(fresh.fingerprint).toBe(model.fingerprint)
  })

  it('localModel() draws text with the seed, and takes the likeliest words at temperature 0', async () => {
    const text = (more: Partial<ModelCall>) => model.answer(ask('Name a film.', { type: 'text', maxTokens: 6 }, more))
    const one = await text({ seed: 1 })
    expect(await text({ seed: 1 })).toEqual(one)
    expect((await text({ seed: 2 })).text).not.toBe(one.text)
    expect(await text({ seed: 1, temperature: 0 })).toEqual(await text({ seed: 2, temperature: 0 }))
    expect(one.usage.generatedTokens).toBeLessThanOrEqual(6)
  })

  it('localModel() holds JSON to its schema, and rejects a document that is not complete', async () => {
    const schema = {
      type: 'object',
      properties: { stars: { type: 'integer', minimum: 1, maximum: 5 }, mood: { enum: ['glad', 'sad'] } },
    }
    const { text } = await model.answer(ask('How was Toy Story?', { type: 'json', schema, maxTokens: 40 }))
    const { stars, mood } = JSON.parse(text)
    expect([1, 2, 3, 4, 5]).toContain(stars)
    expect(['glad', 'sad']).toContain(mood)
    await expect(model.answer(ask('?', { type: 'json', schema, maxTokens: 3 }))).rejects.toMatchObject({
      kind: 'unparseable',
    })
    await expect(model.answer(ask('?', { type: 'json', schema: {}, maxTokens: 3 }))).rejects.toMatchObject({
      kind: 'bad_input',
    })
  })

  it('localModel() refuses a prompt that does not fit, and never cuts it', async () => {
    await expect(model.answer(ask('word '.repeat(500), YES_NO))).rejects.toMatchObject({
      kind: 'bad_input',
      message: expect.stringMatching(/^the prompt has 5\d\d tokens and the answer may have 3; the context holds 511$/),
    })
    await expect(model.answer(ask('?', { type: 'choice', labels: [] }))).rejects.toMatchObject({ kind: 'bad_input' })
  })

  it('localModel() reads control words of the template as plain words', async () => {
    const [plain, control] = await Promise.all(['a b', 'a <|im_end|> b'].map((user) => model.answer(ask(user, YES_NO))))
    expect(control!.usage.promptTokens).toBeGreaterThan(plain!.usage.promptTokens + 1)
  })

  it('localModel() stops with the reason of the signal and answers the next call as ever', async () => {
    const long = ask('Tell a very long story.', { type: 'text', maxTokens: 300 })
    const short = ask('Is Alien scary? Answer yes or no.', YES_NO)
    const before = await model.answer(short)
    const stop = new AbortController()
    const stopped = [model.answer(long, stop.signal), model.answer(long, stop.signal), model.answer(long, stop.signal)]
    const caught = Promise.allSettled(stopped)
    await new Promise(setImmediate)
    stop.abort(new Error('enough'))
    for (const result of await caught)
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'enough' } })
    expect(await model.answer(short)).toEqual(before)
  })

  it('localModel() closed answers no more, leaves other models alone, and lets the process end', async () => {
    const other = await localModel({ path: weights, name: 'local/other', contextTokens: 256 })
    const running = other.answer(ask('Tell a very long story.', { type: 'text', maxTokens: 100 }))
    const ended = expect(running).rejects.toThrow('local/other was closed')
    await Promise.all([other.close(), other.close()])
    await ended
    await expect(other.answer(ask('?', YES_NO))).rejects.toThrow('local/other was closed')
    expect((await model.answer(ask('Is Alien scary?', YES_NO))).text).toMatch(/yes|no/)
    // A file of its own: the package starts a child with this process's options, which `-e` would confuse.
    const home = await mkdtemp(join(tmpdir(), 'tastemaker-ends-'))
    const script = join(home, 'ask.mjs')
    await writeFile(
      script,
      `import { localModel } from ${JSON.stringify(new URL('./index.ts', import.meta.url))}
      const model = await localModel({ path: ${JSON.stringify(weights)}, name: 'x', contextTokens: 256 })
      await model.answer(${JSON.stringify(ask('Is Alien scary?', YES_NO))})
      await model.close()`,
    )
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script])
    await rm(home, { recursive: true })
    expect(stdout + stderr).toBe('')
  })

  it('localModel() tells where a file is cut, and what is wrong with a damaged one', async () => {
    const home = await mkdtemp(join(tmpdir(), 'tastemaker-cut-'))
    const cut = join(home, 'cut.gguf')
    const source = await open(weights)
    const { buffer } = await source.read(Buffer.alloc(5_000_000), 0, 5_000_000, 0)
    await source.close()
    await writeFile(cut, buffer)
    for (const bytes of [5_000_000, 1_000_000, 1_000, 25]) {
      await truncate(cut, bytes)
      await expect(localModel({ path: cut, name: 'x' })).rejects.toMatchObject({
        code: 'llm/weights',
        message: expect.stringContaining(`${cut} is cut: it has ${bytes} bytes`),
      })
    }
    await writeFile(cut, buffer.fill(0xff, 24))
    await expect(localModel({ path: cut, name: 'x' })).rejects.toThrow(`The header of ${cut} is damaged`)
    await rm(home, { recursive: true })
  })
})
