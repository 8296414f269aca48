import { afterEach, describe, expect, it } from 'vitest'
import { type AnswerPart, type LanguageModel, type ModelCall, ModelFailure, type Wanted } from '../../domain/index.ts'
import { type ModelServer, modelServer, type ServerReply, type ServerScript } from '../../testing/model-server.ts'
import { serverFaults } from '../../testing/server-scripts.ts'
import { type ChatModelOptions, chatModel } from './chat-model.ts'
import type { Quirk } from './provider-model.ts'

let server: ModelServer
let opened: LanguageModel | undefined
afterEach(async () => {
  await opened?.close()
  await server.close()
})

async function modelOf(script?: ServerScript, options: Partial<ChatModelOptions> = {}): Promise<LanguageModel> {
  server = await modelServer(script)
  opened = chatModel({ name: 'openai-compatible/m', url: server.url, model: 'm', ...options })
  return opened
}

const TEXT: Wanted = { type: 'text', maxTokens: 40 }
const asking = (wanted: Wanted = TEXT, seed = 11): ModelCall => ({
  system: 'You are a viewer.',
  user: 'What now?',
  wanted,
  temperature: 0.5,
  seed,
  by: { agent: '196', step: 'act' },
})

async function partsOf(stream: AsyncIterable<AnswerPart>) {
  const words: string[] = []
  for await (const part of stream) {
    if ('answer' in part) return { words, answer: part.answer, failure: null }
    words.push(part.delta)
  }
  throw new Error('no answer came')
}

/** What came before a stream failed, and how it failed. */
async function failing(stream: AsyncIterable<AnswerPart>) {
  const words: string[] = []
  try {
    for await (const part of stream) if ('delta' in part) words.push(part.delta)
  } catch (failure) {
    return { words, failure }
  }
  throw new Error('it did not fail')
}

/** A server's events as they are, for what the scripted server does too well. */
const eventsOf = (...lines: readonly string[]): typeof globalThis.fetch => {
  const encode = new TextEncoder()
  return async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const line of lines) controller.enqueue(encode.encode(line))
          controller.close()
        },
      }),
      { headers: { 'content-type': 'text/event-stream' } },
    )
}
const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const piece = (content: string, finish_reason: string | null = null) =>
  data({ choices: [{ index: 0, delta: { content }, finish_reason }] })

describe('chatModel().stream', () => {
  it('gives words as they come and the answer last, with the counts of the server', async () => {
    const model = await modelOf(() => 'It is  worth an evening.')
    const { words, answer } = await partsOf(model.stream!(asking()))
    expect(words).toEqual(['It', ' is', '  worth', ' an', ' evening.'])
    expect(answer).toEqual(await model.answer(asking()))
    expect(server.calls[0]!.body).toMatchObject({ stream: true, stream_options: { include_usage: true } })
    expect(server.calls[1]!.body).not.toHaveProperty('stream')
  })

  it('reads a label from all the words, and shows none', async () => {
    const model = await modelOf(() => 'I would **skip** it.')
    const { words, answer } = await partsOf(model.stream!(asking({ type: 'choice', labels: ['watch', 'skip'] })))
    expect([words, answer.text, answer.probabilities]).toEqual([[], 'skip', [0, 1]])
  })

  it('shows no thoughts', async () => {
    const model = await modelOf(() => '<think>Hm, or not.</think> It is.')
    expect(await partsOf(model.stream!(asking()))).toMatchObject({
      words: [' It', ' is.'],
      answer: { text: ' It is.' },
    })
  })

  it('estimates tokens where the server counts none, and asks for no count once that was refused', async () => {
    const quirks: Quirk[] = []
    const script: ServerScript = ({ body }) =>
      body['stream_options'] === undefined ? 'Yes.' : { status: 400, message: 'Unknown field stream_options' }
    const model = await modelOf(script, { onQuirk: (quirk) => quirks.push(quirk) })
    expect((await partsOf(model.stream!(asking()))).answer.usage).toEqual({ promptTokens: 7, generatedTokens: 1 })
    await partsOf(model.stream!(asking()))
    expect(server.calls.map(({ countsInStream }) => countsInStream)).toEqual([true, false, false])
    expect(quirks).toEqual(['usage'])
  })

  it('takes an answer in one piece from a server that does not stream', async () => {
    const completion = { choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }] }
    const model = await modelOf(() => ({ body: completion }))
    expect(await partsOf(model.stream!(asking()))).toMatchObject({ words: ['Yes.'], answer: { text: 'Yes.' } })
  })

  it.each<[string, readonly string[], readonly string[]]>([
    ['no [DONE]', [piece('Yes'), piece('.', 'stop')], ['Yes', '.']],
    ['no reason for its end', [piece('Yes'), 'data: [DONE]\n\n'], ['Yes']],
    ['bytes cut within a character', [piece('Ye'), piece('s', 'stop')], ['Ye', 's']],
    ['an end cut after [DONE]', [piece('Yes', 'stop'), 'data: [DONE]\n\n', 'data: {"half'], ['Yes']],
    ['events without choices', [data({ choices: [] }), piece('Yes', 'stop'), data({ usage: null })], ['Yes']],
    [
      'thoughts beside it',
      [data({ choices: [{ delta: { reasoning_content: 'Hm' } }] }), piece('Yes', 'stop')],
      ['Yes'],
    ],
  ])('reads a stream with %s', async (_, lines, words) => {
    const model = await modelOf(undefined, { fetch: eventsOf(...lines) })
    expect((await partsOf(model.stream!(asking()))).words).toEqual(words)
  })

  it('calls a stream that is cut transient, with what came so far', async () => {
    const model = await modelOf(() => ({ fault: 'cut', text: 'It is worth an evening.' }))
    const { words, failure } = await failing(model.stream!(asking()))
    expect(words).toEqual(['It', ' is', ' worth'])
    expect(failure).toBeInstanceOf(ModelFailure)
    expect(failure).toMatchObject({
      kind: 'provider',
      transient: true,
      message: expect.stringMatching(/cut off.* after: It is worth$/),
    })
    expect(server.abandoned()).toBe(0)
  })

  it.each<[string, readonly string[], object]>([
    ['ends early', [piece('It is')], { message: 'The answer was cut off after: It is' }],
    [
      'is an error halfway',
      [piece('It is'), data({ error: { message: 'out of memory' } })],
      { message: /out of memory/ },
    ],
    ['is no JSON halfway', [piece('It is'), 'data: <html>\n\n'], { message: /after: It is$/ }],
  ])('calls a stream transient that %s', async (_, lines, { message }: { message?: string | RegExp }) => {
    const model = await modelOf(undefined, { fetch: eventsOf(...lines) })
    const { failure } = await failing(model.stream!(asking()))
    expect(failure).toMatchObject({ kind: 'provider', transient: true })
    expect((failure as Error).message).toMatch(message!)
  })

  it.each<[string, ServerReply, object]>([
    ['a filtered one', serverFaults.filtered, { kind: 'refused', transient: false }],
    ['an empty one', '', { kind: 'unparseable' }],
    ['a full server', { status: 429, retryAfter: 2 }, { kind: 'provider', transient: true, retryAfter: 2_000 }],
    ['a wrong key', { status: 401 }, { code: 'llm/key' }],
  ])('fails as an answer does: %s', async (_, reply, expected) => {
    const model = await modelOf(() => reply)
    expect((await failing(model.stream!(asking()))).failure).toMatchObject(expected)
    await expect(model.answer(asking())).rejects.toMatchObject(expected)
  })

  it.each(['hang', 'hang-in-body'] as const)('ends a %s after its time', async (fault) => {
    const model = await modelOf(() => ({ fault }), { timeout: 60 })
    const { failure } = await failing(model.stream!(asking()))
    expect(failure).toMatchObject({ kind: 'timeout', transient: true })
  })
})

describe('chatModel(), when a call is given up,', () => {
  /** A server that tells when a caller has gone, and holds its first call until then. */
  async function holding(options: Partial<ChatModelOptions> = {}) {
    const arrived = Promise.withResolvers<void>()
    const left = Promise.withResolvers<void>()
    const model = await modelOf(({ index }, gone) => {
      if (index > 0) return 'Yes.'
      gone.addEventListener('abort', () => left.resolve())
      arrived.resolve()
      return { fault: 'hang' }
    }, options)
    return { model, arrived: arrived.promise, left: left.promise }
  }

  it('closes the connection, as the server sees it, and gives the turn to the next at once', async () => {
    const { model, arrived, left } = await holding({ concurrency: 1 })
    const stop = new AbortController()
    const first = model.answer(asking(), stop.signal)
    const second = model.answer(asking(TEXT, 12))
    await arrived
    stop.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    expect((await second).text).toBe('Yes.')
    await left
    expect([server.count(), server.abandoned()]).toEqual([2, 1])
  })

  it('closes the connection after its time, too', async () => {
    const { model, left } = await holding({ timeout: 40 })
    await expect(model.answer(asking())).rejects.toMatchObject({ kind: 'timeout' })
    await left
    expect(server.abandoned()).toBe(1)
  })

  it('closes the connection of a stream whose reader leaves', async () => {
    const left = Promise.withResolvers<void>()
    const model = await modelOf(
      (_, gone) => {
        gone.addEventListener('abort', () => left.resolve())
        return { fault: 'hang-in-body' }
      },
      { concurrency: 1 },
    )
    for await (const part of model.stream!(asking())) if ('delta' in part) break
    await left.promise
    expect(server.abandoned()).toBe(1)
  })

  it('keeps the connections of calls that were answered, and uses them again', async () => {
    const model = await modelOf(undefined, { concurrency: 2 })
    for (let seed = 0; seed < 20; seed++) await model.answer(asking(TEXT, seed))
    for (let seed = 0; seed < 5; seed++) await partsOf(model.stream!(asking(TEXT, seed)))
    expect(server.connections()).toBe(1)
  })
})

describe('chatModel()', () => {
  it('refuses more calls at once than a process opens sockets', () => {
    expect(() => chatModel({ name: 'm', url: 'http://localhost/v1', model: 'm', concurrency: 513 })).toThrow(
      expect.objectContaining({ code: 'config/range' }),
    )
  })
})
