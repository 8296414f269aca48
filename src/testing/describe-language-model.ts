import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerPart, LanguageModel, ModelAnswer, ModelCall, Wanted } from '../domain/index.ts'

/** Rules of the suite that a language model may be excused from, each with its reason. */
export interface LanguageModelSkips {
  /** A call under way rejects when its signal fires: for models that cannot stop. */
  readonly abortUnderWay?: string
}

/**
 * Registers the tests that every language model must pass: weights in this process, a server, or a wrapper of one.
 *
 * One model is made and asked about thirty short calls: a choice between yes and no, a few words, and an object whose
 * `mood` is good or bad. Call it at the top level of a test file.
 *
 * @param name of the model, for the titles
 * @param make a model that can answer these; the suite closes it
 * @param skips rules it is excused from, with reasons that the titles show
 * @example describeLanguageModel('scripted', () => scriptedModel(script))
 */
export function describeLanguageModel(
  name: string,
  make: () => LanguageModel | Promise<LanguageModel>,
  skips: LanguageModelSkips = {},
): void {
  const rule = (title: string, reason: string | undefined, test: () => Promise<void>) =>
    reason === undefined ? it(title, test) : it.skip(`${title} (skipped: ${reason})`, test)

  describe(`${name} as a language model`, () => {
    let model: LanguageModel
    let closed = false
    beforeAll(async () => {
      model = await make()
    })
    afterAll(async () => {
      if (!closed) await model.close()
    })

    it('says who it is and how many calls it takes at once', () => {
      expect(model.name).not.toBe('')
      expect(model.fingerprint).not.toBe('')
      expect(Number.isInteger(model.concurrency) && model.concurrency >= 1).toBe(true)
      expect(typeof model.repeatable).toBe('boolean')
    })

    it('answers a choice with the probability of each label, in label order, and names the likeliest', async () => {
      for (const labels of [
        ['yes', 'no'],
        ['no', 'yes'],
      ]) {
        for (const temperature of [0, 1]) {
          const { text, probabilities } = await model.answer(call({ type: 'choice', labels }, { temperature }))
          expect(probabilities).toHaveLength(labels.length)
          expect(probabilities!.every((probability) => probability >= 0 && probability <= 1)).toBe(true)
          expect(probabilities!.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 3)
          expect(probabilities![labels.indexOf(text)]).toBe(Math.max(...probabilities!))
        }
      }
    })

    it('answers with words, without probabilities', async () => {
      const { text, probabilities } = await model.answer(call(WORDS))
      expect(text.trim()).not.toBe('')
      expect(probabilities).toBeNull()
    })

    it('answers with a JSON document of the schema', async () => {
      const { text, probabilities } = await model.answer(call(JSON_DOCUMENT))
      expect(['good', 'bad']).toContain(JSON.parse(text).mood)
      expect(probabilities).toBeNull()
    })

    it('counts tokens in whole numbers from 0', async () => {
      for (const wanted of [YES_NO, WORDS, JSON_DOCUMENT]) expectUsage((await model.answer(call(wanted))).usage)
    })

    it('answers equal calls equally when it says so, whoever asks and whatever came between', async ({ skip }) => {
      skip(!model.repeatable, 'the model does not say so')
      const first = await Promise.all(KINDS.map((wanted) => model.answer(call(wanted))))
      await model.answer(call(YES_NO, { user: 'Is the film short?', seed: 9 }))
      const by = { agent: 'somebody-else', step: 'another' }
      const again = await Promise.all(KINDS.map((wanted) => model.answer(call(wanted, { by }))))
      expect(again.map(said)).toEqual(first.map(said))
    })

    it('lets calls wait beyond its concurrency, and answers all of them', async () => {
      const count = Math.min(model.concurrency, 8) + 1
      const asked = Array.from({ length: count }, (_, seed) => model.answer(call(YES_NO, { seed })))
      for (const { text } of await Promise.all(asked)) expect(['yes', 'no']).toContain(text)
    })

    it('rejects when the signal has fired before', async () => {
      await expect(model.answer(call(WORDS, { seed: 21 }), AbortSignal.abort())).rejects.toThrow()
    })

    rule('rejects when the signal fires under way, and answers the next call', skips.abortUnderWay, async () => {
      const stop = new AbortController()
      const asked = model.answer(call(WORDS, { seed: 22 }), stop.signal)
      stop.abort()
      await expect(asked).rejects.toThrow()
      expect((await model.answer(call(WORDS, { seed: 23 }))).text.trim()).not.toBe('')
    })

    it('streams, where it does, words that add up to the answer, which comes once and last', async ({ skip }) => {
      skip(!model.stream, 'the model does not stream')
      for (const wanted of KINDS) {
        const parts = await partsOf(model.stream!(call(wanted, { seed: 31 })))
        const last = parts.at(-1)!
        expect(parts.filter((part) => 'answer' in part)).toEqual([last])
        const { text, probabilities, usage } = (last as { answer: ModelAnswer }).answer
        const words = parts.flatMap((part) => ('delta' in part ? [part.delta] : []))
        expect(words.join('')).toBe(wanted.type === 'choice' ? '' : text)
        expect(words).not.toContain('')
        expect(probabilities === null).toBe(wanted.type !== 'choice')
        expectUsage(usage)
      }
    })

    it('streams the answer that it gives, where it is repeatable', async ({ skip }) => {
      skip(!model.stream || !model.repeatable, 'the model does not stream, or does not say that it is repeatable')
      for (const wanted of KINDS) {
        const { text } = await model.answer(call(wanted, { seed: 32 }))
        const parts = await partsOf(model.stream!(call(wanted, { seed: 32 })))
        expect(parts.at(-1)).toMatchObject({ answer: { text } })
      }
    })

    it('answers the next call when the reader of a stream has left', async ({ skip }) => {
      skip(!model.stream, 'the model does not stream')
      for await (const part of model.stream!(call(WORDS, { seed: 33 }))) if ('delta' in part) break
      expect((await model.answer(call(WORDS, { seed: 34 }))).text.trim()).not.toBe('')
    })

    it('rejects a stream when the signal has fired before', async ({ skip }) => {
      skip(!model.stream, 'the model does not stream')
      await expect(partsOf(model.stream!(call(WORDS, { seed: 35 }), AbortSignal.abort()))).rejects.toThrow()
    })

    it('closes', async () => {
      closed = true
      await expect(model.close()).resolves.toBeUndefined()
    })
  })
}

const YES_NO: Wanted = { type: 'choice', labels: ['yes', 'no'] }
const WORDS: Wanted = { type: 'text', maxTokens: 12 }
const JSON_DOCUMENT: Wanted = {
  type: 'json',
  maxTokens: 40,
  schema: {
    type: 'object',
    properties: { mood: { type: 'string', enum: ['good', 'bad'] } },
    required: ['mood'],
    additionalProperties: false,
  },
}
const KINDS = [YES_NO, WORDS, JSON_DOCUMENT]

const call = (wanted: Wanted, more: Partial<ModelCall> = {}): ModelCall => ({
  system: 'You are a viewer who likes quiet films.',
  user: 'You watched "The Long Way Home". Was it good?',
  wanted,
  temperature: 1,
  seed: 5,
  by: { agent: 'viewer/1', step: 'describe' },
  ...more,
})

async function partsOf(stream: AsyncIterable<AnswerPart>): Promise<readonly AnswerPart[]> {
  const parts: AnswerPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

/** Tokens are left out: a kept prefix is not read again. */
const said = ({ text, probabilities }: ModelAnswer): unknown => ({ text, probabilities })

function expectUsage(usage: ModelAnswer['usage']): void {
  for (const count of [usage.promptTokens, usage.generatedTokens]) {
    expect(Number.isInteger(count) && count >= 0).toBe(true)
  }
}
