import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LanguageModel, type ModelCall, ModelFailure, TastemakerError, type Wanted } from '../../domain/index.ts'
import { type ModelServer, modelServer, type ServerReply, type ServerScript } from '../../testing/model-server.ts'
import { type LanguageModelOptions, languageModel } from './language-model.ts'
import { providerModel, type Quirk, type SdkModel } from './provider-model.ts'

const CHOICE: Wanted = { type: 'choice', labels: ['watch', 'skip', 'leave'] }
const TEXT: Wanted = { type: 'text', maxTokens: 40 }
const JSON_WANTED: Wanted = {
  type: 'json',
  schema: { type: 'object', properties: { stars: { enum: [1, 2, 3] } }, required: ['stars'] },
  maxTokens: 40,
}

const asking = (wanted: Wanted, more: Partial<ModelCall> = {}): ModelCall => ({
  system: 'You are a viewer.',
  user: 'What now?',
  wanted,
  temperature: 0.5,
  seed: 11,
  by: { agent: '196', step: 'act' },
  ...more,
})

let server: ModelServer
afterEach(() => server.close())

/** Both ways to a server must answer, fail and learn alike: our own, and that of the AI SDK's providers. */
const WAYS = ['chatModel', 'providerModel'] as const
let way: (typeof WAYS)[number]

/** A model of a server that follows the script, over a real socket. */
async function modelOf(script?: ServerScript, options: Partial<LanguageModelOptions> = {}): Promise<LanguageModel> {
  server = await modelServer(script)
  const [name, model, { url }] = ['openai-compatible/some/model:4b', 'some/model:4b', server]
  if (way === 'chatModel') return languageModel(name, { home: '/nowhere', url, ...options })
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const settings = { name: 'openai-compatible', baseURL: url, apiKey: options.key, fetch: options.fetch }
  const sdk = createOpenAICompatible({ ...settings, supportsStructuredOutputs: true }).chatModel(model)
  return providerModel(sdk, { ...options, name, server: url })
}

const failureOf = async (model: LanguageModel, wanted: Wanted): Promise<unknown> =>
  model.answer(asking(wanted)).then(
    (answer) => answer,
    (error: unknown) => error,
  )

/** What comes of one reply to one question. */
async function outcome(reply: ServerReply, wanted: Wanted = TEXT, options: Partial<LanguageModelOptions> = {}) {
  return failureOf(await modelOf(() => reply, options), wanted)
}

const completion = (message: object, finish_reason = 'stop') => ({ choices: [{ message, finish_reason }] })
const transient = { kind: 'provider', transient: true }

describe.each(WAYS)('a model behind a server, by %s,', (each) => {
  beforeAll(() => {
    way = each
  })

  describe('answers', () => {
    it('providerModel() asks for a label in words and gives it probability 1', async () => {
      const model = await modelOf(() => 'I would **Skip** it.')
      const answer = await model.answer(asking(CHOICE))
      expect(answer).toEqual({
        text: 'skip',
        probabilities: [0, 1, 0],
        usage: { promptTokens: 26, generatedTokens: 5 },
      })
      expect(server.calls[0]).toMatchObject({
        model: 'some/model:4b',
        system: 'You are a viewer.',
        user: 'What now?\n\nAnswer with exactly one of: "watch", "skip", "leave". Write nothing else.',
        temperature: 0.5,
        seed: 11,
      })
    })

    it('providerModel() sends a JSON Schema and returns the JSON as it came, prose around it and all', async () => {
      const model = await modelOf(() => 'Here it is: {"stars": 2} Enjoy!')
      expect((await model.answer(asking(JSON_WANTED))).text).toBe('Here it is: {"stars": 2} Enjoy!')
      expect(server.calls[0]!.schema).toEqual(JSON_WANTED.type === 'json' && JSON_WANTED.schema)
    })

    it('providerModel() sends no empty system message', async () => {
      const model = await modelOf(() => 'Yes.')
      await model.answer(asking(TEXT, { system: '' }))
      expect(server.calls[0]!.body['messages']).toEqual([{ role: 'user', content: 'What now?' }])
    })

    it.each([
      '<think>Watch or leave? Neither.</think>\n\nskip',
      'watch or leave, neither.\n</think>\nskip',
      '<thinking>watch</thinking> <think>leave</think> skip',
    ])('providerModel() drops the thoughts of %j', async (text) => {
      expect(await outcome(text, CHOICE)).toMatchObject({ text: 'skip' })
    })

    it('providerModel() estimates tokens where the server counts none, and says so once', async () => {
      const quirks: Quirk[] = []
      const reply: ServerReply = { text: 'It looks good to me.', usage: false }
      const model = await modelOf(() => reply, { onQuirk: (quirk) => quirks.push(quirk) })
      expect((await model.answer(asking(TEXT))).usage).toEqual({ promptTokens: 7, generatedTokens: 5 })
      await model.answer(asking(TEXT))
      expect(quirks).toEqual(['usage'])
    })

    it('providerModel() never has more calls at the server than its concurrency', async () => {
      let inside: (() => void)[] = []
      let most = 0
      const script = async () => {
        const released = new Promise<void>((resolve) => inside.push(resolve))
        most = Math.max(most, inside.length)
        if (inside.length === 3) {
          // A fourth, if there is one, is on its way by now.
          await new Promise((resolve) => setImmediate(resolve))
          for (const release of inside) release()
          inside = []
        }
        await released
        return 'Yes.'
      }
      const model = await modelOf(script, { concurrency: 3 })
      await Promise.all(Array.from({ length: 18 }, (_, seed) => model.answer(asking(TEXT, { seed }))))
      expect([server.count(), most]).toEqual([18, 3])
    })
  })

  describe('answers that are none', () => {
    it.each<[string, ServerReply, Wanted, object]>([
      ['two labels', 'watch or skip', CHOICE, { kind: 'unparseable', message: 'watch or skip' }],
      ['an option that was not offered', 'buy', CHOICE, { kind: 'ungrounded', message: 'buy' }],
      ['an empty answer', '', TEXT, { kind: 'unparseable', message: '' }],
      ['nothing but blanks', ' \n', JSON_WANTED, { kind: 'unparseable' }],
      ['a thought without end', '<think>Let me see', TEXT, { kind: 'unparseable' }],
      ['an answer cut before its first word', { text: '', finish: 'length' }, TEXT, { kind: 'unparseable' }],
      ['a filtered answer', { text: 'I', finish: 'content_filter' }, TEXT, { kind: 'refused' }],
      ['a refusal', { body: completion({ content: null, refusal: 'I can not.' }) }, TEXT, { kind: 'refused' }],
      [
        'a tool call',
        { body: completion({ tool_calls: [{ function: { name: 'f', arguments: '' } }] }, 'tool_calls') },
        TEXT,
        { kind: 'unparseable' },
      ],
    ])('providerModel() rejects %s', async (_, reply, wanted, failure) => {
      const error = await outcome(reply, wanted)
      expect(error).toBeInstanceOf(ModelFailure)
      expect(error).toMatchObject({ transient: false, ...failure })
    })
  })

  describe('faults', () => {
    it.each<[string, ServerReply, object]>([
      ['429 without a wait', { status: 429 }, { retryAfter: null }],
      ['429 with seconds', { status: 429, retryAfter: 2 }, { retryAfter: 2_000 }],
      [
        '429 with milliseconds',
        { status: 429, retryAfter: 2, headers: { 'retry-after-ms': '1500.5' } },
        { retryAfter: 1_500.5 },
      ],
      [
        '429 with a date',
        {
          status: 429,
          retryAfter: 'Fri, 05 Jan 2024 10:00:30 GMT',
          headers: { date: 'Fri, 05 Jan 2024 10:00:00 GMT' },
        },
        { retryAfter: 30_000 },
      ],
      ['503 with seconds', { status: 503, retryAfter: 1 }, { retryAfter: 1_000 }],
      ['429 with nonsense', { status: 429, retryAfter: 'soon' }, { retryAfter: null }],
      ['500', { status: 500, message: 'It fell over' }, { message: '500 It fell over' }],
      ['408', { status: 408 }, {}],
      ['a broken connection', { fault: 'reset' }, {}],
      ['a body that is cut', { fault: 'cut' }, {}],
      ['a body that is no JSON', { fault: 'no-json' }, {}],
      ['a body without choices', { body: { choices: [] } }, {}],
      ['an error in a 200', { body: { error: { message: 'overloaded' } } }, {}],
    ])('providerModel() calls %s transient, after one request', async (_, reply, more) => {
      const error = await outcome(reply, CHOICE)
      expect(error).toBeInstanceOf(ModelFailure)
      expect(error).toMatchObject({ ...transient, ...more })
      expect(server.count()).toBe(1)
    })

    it('providerModel() calls a refused connection transient', async () => {
      const model = await modelOf()
      await server.close()
      expect(await failureOf(model, TEXT)).toMatchObject({
        ...transient,
        message: expect.stringContaining('ECONNREFUSED'),
      })
    })

    it.each(['hang', 'hang-in-body'] as const)('providerModel() ends a %s after its time', async (fault) => {
      const error = await outcome({ fault }, TEXT, { timeout: 40 })
      expect(error).toMatchObject({ kind: 'timeout', transient: true, message: 'No answer in 0.04 s.' })
    })

    it('providerModel() ends at once when the signal is aborted, with its reason', async () => {
      const controller = new AbortController()
      const model = await modelOf(() => {
        controller.abort(new Error('enough'))
        return { fault: 'hang' }
      })
      await expect(model.answer(asking(TEXT), controller.signal)).rejects.toThrow('enough')
      await expect(model.answer(asking(TEXT), controller.signal)).rejects.toThrow('enough')
      expect(server.count()).toBe(1)
    })

    it.each<[number, ServerReply, string]>([
      [401, { status: 401, message: 'Incorrect key: sk-very-secret-123' }, 'llm/key'],
      [402, { status: 402 }, 'llm/key'],
      [403, { status: 403, message: 'secret-key is not allowed' }, 'llm/key'],
      [429, { status: 429, code: 'insufficient_quota' }, 'llm/key'],
      [404, { status: 404 }, 'llm/unknown'],
    ])('providerModel() ends the run at %i, and shows no key', async (_, reply, code) => {
      const error = await outcome(reply, TEXT, { key: 'secret-key' })
      expect(error).toBeInstanceOf(TastemakerError)
      expect(error).toMatchObject({ code, message: expect.stringContaining('openai-compatible/some/model:4b') })
      expect(
        Object.values(error as object)
          .concat((error as Error).message, (error as Error).stack)
          .join(),
      ).not.toMatch(/secret/)
      expect(server.calls[0]!.authorization).toBe('Bearer secret-key')
    })

    it('providerModel() hides keys that a server repeats', async () => {
      const message = 'secret-key and sk-abcdefgh1234 and Bearer abc are overloaded'
      const error = await outcome({ status: 500, message }, TEXT, { key: 'secret-key' })
      expect(error).toMatchObject({ message: '500 *** and *** and Bearer *** are overloaded' })
    })

    it('providerModel() ends the run when the name of the host leads nowhere', async () => {
      const cause = Object.assign(new Error('getaddrinfo ENOTFOUND nowhere'), { code: 'ENOTFOUND' })
      const fetch = async () => {
        throw new TypeError('fetch failed', { cause })
      }
      const model = await modelOf(undefined, { fetch })
      expect(await failureOf(model, TEXT)).toMatchObject({ code: 'llm/unreachable' })
    })

    it('providerModel() lets a bug through as it is', async () => {
      const bug = new RangeError('a bug')
      const fetch = async () => {
        throw bug
      }
      expect(await failureOf(await modelOf(undefined, { fetch }), TEXT)).toBe(bug)
    })

    it('providerModel() takes no words of a model for an error of the network', async () => {
      expect(await outcome('terminated', CHOICE)).toMatchObject({ kind: 'ungrounded', transient: false })
    })
  })

  describe('what a server does not take', () => {
    /** Refuses requests that hold some field, as servers do. */
    const refusing =
      (field: string, message: string): ServerScript =>
      ({ body }) =>
        body[field] === undefined ? '{"stars": 2}' : { status: 400, message }

    it('providerModel() spells the schema out where the server takes none, and remembers', async () => {
      const quirks: Quirk[] = []
      const script = refusing('response_format', 'What is this?')
      const model = await modelOf(script, { onQuirk: (quirk) => quirks.push(quirk) })
      expect((await model.answer(asking(JSON_WANTED))).text).toBe('{"stars": 2}')
      await model.answer(asking(JSON_WANTED))
      expect(server.calls.map(({ schema }) => schema !== null)).toEqual([true, false, false])
      expect(server.calls[1]!.user).toContain('"enum":[1,2,3]')
      expect(quirks).toEqual(['schema'])
    })

    it.each(['seed', 'temperature'] as const)(
      'providerModel() leaves out the %s where it is refused by name, and remembers',
      async (part) => {
        const quirks: Quirk[] = []
        const script = refusing(part, `Unsupported parameter: '${part}'`)
        const model = await modelOf(script, { onQuirk: (quirk) => quirks.push(quirk) })
        await model.answer(asking(TEXT))
        await model.answer(asking(JSON_WANTED))
        expect(server.calls.map(({ body }) => part in body)).toEqual([true, false, false])
        expect(server.calls[2]!.schema).not.toBeNull()
        expect(quirks).toEqual([part])
      },
    )

    it('providerModel() spells out the schema, and sends no more seed, where the SDK left them out', async () => {
      const quirks: Quirk[] = []
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      server = await modelServer(() => '{"stars": 2}')
      const sdk = createOpenAICompatible({ name: 'plain', baseURL: server.url }).chatModel('m')
      const warning = { type: 'unsupported', feature: 'seed' } as const
      const warned: SdkModel = {
        provider: sdk.provider,
        modelId: sdk.modelId,
        doGenerate: async (asked) => {
          const generated = await sdk.doGenerate(asked)
          return asked.seed === undefined ? generated : { ...generated, warnings: [...generated.warnings, warning] }
        },
      }
      const model = providerModel(warned, { name: 'plain/m', server: 'plain', onQuirk: (quirk) => quirks.push(quirk) })
      await model.answer(asking(JSON_WANTED))
      await model.answer(asking(JSON_WANTED))
      expect(server.calls.map(({ user }) => user.includes('"enum":[1,2,3]'))).toEqual([false, true, true])
      expect(server.calls.map(({ seed }) => seed)).toEqual([11, 11, null])
      expect(quirks).toEqual(['schema', 'seed'])
    })

    it('providerModel() calls any other 400 a bad input, and learns nothing from it', async () => {
      const quirks: Quirk[] = []
      let reply: ServerReply = { status: 400, message: 'The context is too long' }
      const model = await modelOf(() => reply, { onQuirk: (quirk) => quirks.push(quirk) })
      expect(await failureOf(model, TEXT)).toMatchObject({ kind: 'bad_input', transient: false })
      expect(await failureOf(model, JSON_WANTED)).toMatchObject({ kind: 'bad_input' })
      expect(server.count()).toBe(3)
      reply = '{"stars": 1}'
      await model.answer(asking(JSON_WANTED))
      expect(server.calls[3]!.schema).not.toBeNull()
      expect(quirks).toEqual([])
    })

    it('providerModel() calls a filtered prompt refused', async () => {
      const error = await outcome({ status: 400, message: 'Filtered', code: 'content_filter' })
      expect(error).toMatchObject({ kind: 'refused', transient: false })
    })
  })
})
