import {
  type Agent,
  createAgentUIStreamResponse,
  DefaultChatTransport,
  DirectChatTransport,
  readUIMessageStream,
  type UIMessage,
} from 'ai'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ReplyPart, userId } from '../domain/index.ts'
import { toyWorld } from '../testing/index.ts'
import { asAgent } from './as-agent.ts'
import { type Assistant, assistant } from './assistant.ts'
import { answer, said } from './chat.test-parts.ts'
import type { TastemakerDataParts, TastemakerMetadata, TastemakerUIMessage } from './message-parts.ts'
import { shelfAgent } from './shelf-agent.test-parts.ts'
import type { Talker } from './talker.ts'

/** What a builder writes to have the parts typed on a page. */
type Message = UIMessage<TastemakerMetadata, TastemakerDataParts>

let shop: Assistant
beforeAll(async () => {
  shop = await assistant({ data: toyWorld(), agent: shelfAgent(2) })
})

async function all<Part>(stream: AsyncIterable<Part>): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

async function lastMessage(stream: ReadableStream): Promise<Message> {
  const messages = await all(readUIMessageStream<Message>({ stream: stream as never }))
  return messages.at(-1)!
}

describe('asAgent()', () => {
  it('asAgent() generates an answer with the names that the AI SDK has for its parts', async () => {
    const result = await asAgent(shop).generate({ prompt: 'comedies please' })
    expect(result.text).toBe('Here are 5 for you. Tell me what is wrong with them.')
    expect(result.items.map(({ categories }) => categories[0])).toEqual(Array(5).fill('comedy'))
    expect(result).toMatchObject({
      finishReason: 'stop',
      usage: { inputTokens: 20, outputTokens: 2, totalTokens: 22 },
      steps: [{ text: result.text, toolCalls: [{ toolName: 'filter' }, { toolName: 'show_items' }] }],
      responseMessages: [{ role: 'assistant', content: result.text }],
    })
    expect(result.toolResults.at(-1)!.output).toEqual({ items: result.items })
  })

  it('asAgent() answers the last of some messages, in the form of a model or of a page', async () => {
    const first = await asAgent(shop).generate({ prompt: 'comedies' })
    const messages = [said('comedies'), answer('Take "Horror 1".'), said('not the first one')]
    const paged = await asAgent(shop).generate({ messages })
    const plain = await asAgent(shop).generate({
      prompt: [
        { role: 'system', content: 'Show horror only.' },
        { role: 'user', content: 'comedies' },
        { role: 'assistant', content: 'Here.' },
        { role: 'user', content: [{ type: 'text', text: 'not the first one' }] },
      ],
    })
    expect(plain.items).toEqual(paged.items)
    expect(paged.items[0]).toEqual(first.items[1])
    expect(paged.replay).toEqual({ messages: 1, leftOut: 0, calls: 2, promptTokens: 20, generatedTokens: 2 })
    expect(paged.usage.inputTokens).toBe(40)
  })

  it('asAgent() says again only as much as it may, the latest, and tells what was left out', async () => {
    const messages = ['no comedies', 'dramas', 'westerns', 'not the first one'].map((text) => said(text))
    const { replay, reply } = await asAgent(shop, { replays: 1 }).generate({ messages })
    expect(replay).toMatchObject({ messages: 1, leftOut: 2 })
    expect(reply.applied).toEqual(['western'])
  })

  it('asAgent() knows a person', async () => {
    const known = await asAgent(shop, { user: userId('1') }).generate({ prompt: 'comedies' })
    const stranger = await asAgent(shop).generate({ prompt: 'comedies' })
    expect(known.items).not.toEqual(stranger.items)
  })

  it.each([
    [{}, /a prompt or with messages/],
    [{ prompt: 'a', messages: [said('a')] }, /a prompt or with messages/],
    [{ prompt: '  ' }, /has no words/],
    [{ messages: [] }, /must be one of the user/],
    [{ messages: [said('a'), answer('b')] }, /must be one of the user/],
  ])('asAgent() refuses %j', async (call, words) => {
    await expect(asAgent(shop).generate(call)).rejects.toThrow(words)
    await expect(asAgent(shop).stream(call)).rejects.toThrow(words)
  })

  it('asAgent() stops with its signal', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    const call = { prompt: 'comedies', abortSignal: stop.signal }
    await expect(asAgent(shop).generate(call)).rejects.toThrow('enough')
    const parts = await all((await asAgent(shop).stream(call)).stream)
    expect(parts.at(-1)).toEqual({ type: 'abort' })
  })

  it('asAgent() streams: every stream of an answer starts at its beginning, and one answer is made', async () => {
    let opened = 0
    const counting: Talker = {
      ...shop,
      open(options) {
        opened++
        return shop.open(options)
      },
    }
    const result = await asAgent(counting).stream({ prompt: 'comedies' })
    expect(opened).toBe(0)
    const words = await all(result.textStream)
    expect(words).toEqual(['Here are 5 for you. ', 'Tell me what is wrong with them.'])
    expect(await result.text).toBe(words.join(''))
    expect((await all(result.fullStream)).map(({ type }) => type)).toEqual(
      (await all(result.stream)).map(({ type }) => type),
    )
    expect((await result.items).length).toBe(5)
    expect(await result.finishReason).toBe('stop')
    expect(opened).toBe(1)
  })
})

describe('toUIMessageStream()', () => {
  it('toUIMessageStream() is read by readUIMessageStream() of the AI SDK: text, cards, wishes, cost', async () => {
    const result = await asAgent(shop).stream({ prompt: 'comedies, no horror' })
    const message: TastemakerUIMessage = (await lastMessage(
      result.toUIMessageStream({ messageId: 'm1' }),
    )) as TastemakerUIMessage
    expect(message).toMatchObject({ id: 'm1', role: 'assistant' })
    expect(message.parts.map(({ type }) => type)).toEqual(['step-start', 'data-items', 'text', 'data-wishes'])
    const cards = message.parts.find((part) => part.type === 'data-items')!
    expect(cards.data.items).toEqual(await result.items)
    expect(message.metadata).toMatchObject({ agent: 'shelf', turn: 1, failure: null, cost: { calls: 2 } })
  })

  it('toUIMessageStream() sends steps on their way, and none where they are not wanted', async () => {
    const result = await asAgent(shop).stream({ prompt: 'comedies' })
    const kinds = async (trace: boolean) => (await all(result.toUIMessageStream({ trace }))).map(({ type }) => type)
    expect(await kinds(true)).toContain('data-trace')
    expect(await kinds(false)).not.toContain('data-trace')
  })

  it('toUIMessageStreamResponse() is what DefaultChatTransport of the AI SDK reads', async () => {
    const agent = asAgent(shop)
    const transport = new DefaultChatTransport<Message>({
      fetch: async (_, init) => {
        const { messages } = JSON.parse(String(init?.body)) as { messages: Message[] }
        return (await agent.stream({ messages: messages as never })).toUIMessageStreamResponse()
      },
    })
    const stream = await transport.sendMessages({
      trigger: 'submit-message',
      chatId: 'c',
      messageId: undefined,
      messages: [said('westerns')],
      abortSignal: undefined,
    })
    const message = await lastMessage(stream)
    const cards = message.parts.find((part) => part.type === 'data-items')!
    expect(cards.data.items).toHaveLength(5)
  })

  it('toUIMessageStream() tells nobody but onError what broke', async () => {
    const heard: unknown[] = []
    const result = await asAgent(shop).stream({ prompt: 'break' })
    const chunks = await all(result.toUIMessageStream({ onError: (error) => heard.push(error) }))
    expect(chunks.at(-1)).toEqual({ type: 'error', errorText: 'The assistant could not answer. Try again.' })
    expect(JSON.stringify(chunks)).not.toContain('secret')
    expect(heard).toMatchObject([{ message: 'a secret of the database' }])
  })

  it('toUIMessageStream() sends text and cards that a conversation kept to its last part', async () => {
    const whole = await shop.open().reply('comedies')
    const terse: Talker = {
      ...shop,
      open: () => ({
        ...shop.open(),
        async *stream(): AsyncGenerator<ReplyPart> {
          yield { type: 'reply', reply: whole }
        },
      }),
    }
    const chunks = await all((await asAgent(terse).stream({ prompt: 'x' })).toUIMessageStream())
    const deltas = chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : []))
    expect(deltas).toEqual(['Here are 5 for you. ', 'Tell me what is wrong with them.'])
    expect(chunks).toContainEqual({ type: 'data-items', id: 'items', data: { items: whole.items } })
  })
})

describe('the AI SDK with asAgent()', () => {
  const sdkAgent = () => asAgent(shop) as unknown as Agent

  it('createAgentUIStreamResponse() makes a message of it, with cards in the output of show_items', async () => {
    const response = await createAgentUIStreamResponse({ agent: sdkAgent(), uiMessages: [said('comedies')] })
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
    const transport = new DefaultChatTransport<Message>({ fetch: async () => response })
    const message = await lastMessage(
      await transport.sendMessages({
        trigger: 'submit-message',
        chatId: 'c',
        messageId: undefined,
        messages: [],
        abortSignal: undefined,
      }),
    )
    const shown = message.parts.find((part) => part.type === 'dynamic-tool' && part.toolName === 'show_items')
    expect(shown).toMatchObject({ state: 'output-available', output: { items: { length: 5 } } })
    expect(message.parts.at(-1)).toMatchObject({ type: 'text', text: expect.stringContaining('Here are 5') })
  })

  it('DirectChatTransport talks with it in this process, turn after turn', async () => {
    const transport = new DirectChatTransport({ agent: sdkAgent() })
    const send = async (messages: readonly UIMessage[]) =>
      lastMessage(
        await transport.sendMessages({
          trigger: 'submit-message',
          chatId: 'c',
          messageId: undefined,
          messages: messages as never,
          abortSignal: undefined,
        }),
      )
    const first = await send([said('comedies')])
    const second = await send([said('comedies'), first as UIMessage, said('not the first one')])
    const ids = (message: Message) =>
      message.parts.flatMap((part) =>
        part.type === 'dynamic-tool' && part.toolName === 'show_items'
          ? (part.output as { items: { id: string }[] }).items.map(({ id }) => id)
          : [],
      )
    expect(ids(second)[0]).toBe(ids(first)[1])
    expect(ids(second)).not.toContain(ids(first)[0])
  })
})
