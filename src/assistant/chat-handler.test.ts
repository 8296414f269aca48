import { DefaultChatTransport, readUIMessageStream } from 'ai'
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Conversation, userId } from '../domain/index.ts'
import { toyWorld } from '../testing/index.ts'
import { type Assistant, assistant } from './assistant.ts'
import { answer, asked, chunksOf, idsIn, only, said } from './chat.test-parts.ts'
import { chatHandler } from './chat-handler.ts'
import { shelfAgent } from './shelf-agent.test-parts.ts'
import type { Talker } from './talker.ts'

let shop: Assistant
beforeAll(async () => {
  shop = await assistant({ data: toyWorld(), agent: shelfAgent(1) })
})

/** A talker that counts what it opens and is told. */
function counting(talker: Talker = shop) {
  const seen = { opened: 0, users: [] as unknown[], heard: [] as string[], undone: 0 }
  const counted: Talker = {
    ...talker,
    open(options) {
      seen.opened++
      seen.users.push(options?.user)
      const talk = talker.open(options)
      const spied: Conversation = {
        agent: talk.agent,
        reply(text, signal) {
          seen.heard.push(text)
          return talk.reply(text, signal)
        },
        stream(text, signal) {
          seen.heard.push(text)
          return talk.stream(text, signal)
        },
        undo() {
          seen.undone++
          return talk.undo()
        },
      }
      return spied
    },
  }
  return { talker: counted, seen }
}

const metadata = (chunks: Awaited<ReturnType<typeof chunksOf>>) => only(chunks, 'finish')[0]!.messageMetadata

describe('chatHandler()', () => {
  it('chatHandler() is a route of Hono whose answer the chat of the AI SDK reads', async () => {
    const app = new Hono().post('/api/chat', (c) => chatHandler(shop)(c.req.raw))
    const transport = new DefaultChatTransport({
      api: 'http://localhost/api/chat',
      fetch: async (url, init) => app.request(String(url), init as RequestInit),
    })
    const stream = await transport.sendMessages({
      trigger: 'submit-message',
      chatId: 'c',
      messageId: undefined,
      messages: [said('comedies')],
      abortSignal: undefined,
    })
    let last: unknown
    for await (const message of readUIMessageStream({ stream })) last = message
    expect(last).toMatchObject({
      id: 'reply-1',
      role: 'assistant',
      parts: [{ type: 'step-start' }, { type: 'data-items' }, { type: 'text' }, { type: 'data-wishes' }],
    })
  })

  it('chatHandler() answers only the last message of a conversation that it remembers', async () => {
    const { talker, seen } = counting()
    const handle = chatHandler(talker)
    const first = await chunksOf(await handle(asked([said('comedies')])))
    const second = await chunksOf(await handle(asked([said('comedies'), answer('…'), said('not the first one')])))
    expect(seen).toMatchObject({ opened: 1, heard: ['comedies', 'not the first one'] })
    expect(idsIn(second)[0]).toBe(idsIn(first)[1])
    expect(metadata(second).replay).toMatchObject({ messages: 0, calls: 0 })
  })

  it('chatHandler() brings back a conversation that it never saw, and tells what that took', async () => {
    const messages = [said('comedies'), answer('…'), said('not the first one')]
    const chunks = await chunksOf(await chatHandler(shop)(asked(messages)))
    const remembered = chatHandler(shop)
    await chunksOf(await remembered(asked(messages.slice(0, 1))))
    expect(idsIn(chunks)).toEqual(idsIn(await chunksOf(await remembered(asked(messages)))))
    expect(metadata(chunks)).toMatchObject({ turn: 2, replay: { messages: 1, leftOut: 0, calls: 1 } })
  })

  it.each([
    ['with a model takes back', 'paid', { opened: 1, undone: 1 }, { opened: 1, undone: 3 }],
    ['without a model says again', null, { opened: 2, undone: 0 }, { opened: 3, undone: 0 }],
  ])('chatHandler() %s what was changed, and answers what is asked again as before', async (_, model, first, last) => {
    const { talker, seen } = counting({ ...shop, model })
    const handle = chatHandler(talker)
    const talk = (...texts: readonly string[]) => handle(asked(texts.map((text) => said(text)))).then(chunksOf)
    await talk('comedies')
    const before = await talk('comedies', 'not the first one')
    expect(idsIn(await talk('comedies', 'not the first one'))).toEqual(idsIn(before))
    expect(seen).toMatchObject(first)
    expect(only(await talk('westerns'), 'data-wishes')[0]!.data.applied).toEqual(['western'])
    expect(seen).toMatchObject(last)
  })

  it('chatHandler() forgets the conversation used longest ago, and one that was silent too long', async () => {
    let now = 0
    const { talker, seen } = counting()
    const clock = { now: () => 0, elapsed: () => now }
    const handle = chatHandler(talker, { sessions: 2, idle: 1000, clock })
    const again = (id: string) => handle(asked([said('comedies'), said('dramas')], id)).then(chunksOf)
    const first = (id: string) => handle(asked([said('comedies')], id)).then(chunksOf)
    for (const id of ['a', 'b', 'a', 'c']) await first(id)
    const { opened } = seen
    await again('a')
    expect(seen.opened).toBe(opened)
    await again('b')
    expect(seen.opened).toBe(opened + 1)
    now = 1001
    await again('b')
    expect(seen.opened).toBe(opened + 2)
  })

  it('chatHandler() with a model says again only the latest messages', async () => {
    const { talker } = counting({ ...shop, model: 'paid' })
    const texts = Array.from({ length: 12 }, (_, n) => said(n % 2 ? 'comedies' : 'dramas', String(n)))
    const chunks = await chunksOf(await chatHandler(talker)(asked(texts)))
    expect(metadata(chunks).replay).toMatchObject({ messages: 8, leftOut: 3, calls: 8 })
  })

  it('chatHandler() never lets one person go on with the conversation of another', async () => {
    const { talker, seen } = counting()
    const handle = chatHandler(talker, {
      user: (request) => userId(request.headers.get('x-user') ?? ''),
    })
    const as = (user: string) => {
      const request = asked([said('comedies')])
      request.headers.set('x-user', user)
      return handle(request).then(chunksOf)
    }
    const one = await as('1')
    const two = await as('2')
    await as('somebody new')
    expect(seen.users).toEqual(['1', '2', undefined])
    expect(idsIn(one)).not.toEqual(idsIn(two))
  })

  it('chatHandler() answers one message of a conversation after the other', async () => {
    const handle = chatHandler(shop)
    const [first, second] = await Promise.all([
      handle(asked([said('comedies')])).then(chunksOf),
      handle(asked([said('comedies'), said('not the first one')])).then(chunksOf),
    ])
    expect(idsIn(second)[0]).toBe(idsIn(first)[1])
    expect(metadata(second).replay.messages).toBe(0)
  })

  it('chatHandler() gives up when the client goes away, and begins anew the next time', async () => {
    const { talker, seen } = counting()
    const stop = new AbortController()
    const handle = chatHandler(talker)
    const response = await handle(asked([said('comedies')], 'x', stop.signal))
    stop.abort()
    const chunks = await chunksOf(response)
    expect(chunks.at(-1)).toEqual({ type: 'abort' })
    expect(seen.opened).toBe(0)
    const left = (await handle(asked([said('comedies')], 'x'))).body!.getReader()
    const decoder = new TextDecoder()
    let read = ''
    while (!read.includes('data-items')) read += decoder.decode((await left.read()).value)
    await left.cancel()
    const whole = await chunksOf(await handle(asked([said('comedies'), said('not the first one')], 'x')))
    expect(metadata(whole)).toMatchObject({ turn: 2, replay: { messages: 1 } })
    expect(seen).toMatchObject({ opened: 2, heard: ['comedies', 'comedies', 'not the first one'] })
  })

  it('chatHandler() says that something broke and not what, and goes on', async () => {
    const heard: unknown[] = []
    const handle = chatHandler(shop, { onError: (error) => heard.push(error) })
    const broken = await chunksOf(await handle(asked([said('break')])))
    expect(broken.at(-1)).toEqual({ type: 'error', errorText: 'The assistant could not answer. Try again.' })
    expect(JSON.stringify(broken)).not.toMatch(/secret|\.ts/)
    expect(heard).toHaveLength(1)
    expect(idsIn(await chunksOf(await handle(asked([said('comedies')]))))).toHaveLength(5)
  })

  it('chatHandler() tells nothing of a log-in that broke', async () => {
    const heard: unknown[] = []
    const user = () => Promise.reject(new Error('password of the database'))
    const response = await chatHandler(shop, { user, onError: (error) => heard.push(error) })(asked([said('a')]))
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('Who asks could not be found out. Try again.')
    expect(heard).toHaveLength(1)
  })

  it('chatHandler() sends the steps behind an answer only where asked to', async () => {
    const kinds = async (trace: boolean) =>
      (await chunksOf(await chatHandler(shop, { trace })(asked([said('comedies')])))).map(({ type }) => type)
    expect(await kinds(false)).not.toContain('data-trace')
    expect(await kinds(true)).toContain('data-trace')
  })

  const post = (body: string, type = 'application/json') =>
    new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } })
  it.each([
    ['no POST', new Request('http://localhost/'), 405, /takes POST, not GET/],
    ['a form', post('a=b', 'application/x-www-form-urlencoded'), 415, /takes application\/json/],
    ['no JSON', post('{"messages":'), 400, /^This is no conversation/],
    ['no messages', post('{"id":"x"}'), 400, /^This is no conversation/],
    ['messages that are none', post('{"messages":[1]}'), 400, /^This is no conversation/],
    ['an empty list', asked([]), 400, /^This is no conversation/],
    ['a message of an assistant as the last', asked([said('a'), answer('b')]), 400, /must be one of the user/],
    ['a message without words', asked([said(' ')]), 400, /Message 1 of the user has no words/],
    ['a picture', asked([{ role: 'user', parts: [{ type: 'file', url: 'data:,' }] }]), 400, /has no words/],
    ['a message that is too long', asked([said('x'.repeat(2001))]), 400, /may have 2000 characters, number 1/],
    ['too many messages', asked(Array.from({ length: 101 }, () => said('a'))), 400, /may have 100 messages/],
    ['a body that is too large', post(' '.repeat(1_000_001)), 413, /may have 1000000 bytes/],
  ])('chatHandler() refuses %s with a sentence', async (_, request, status, words) => {
    const response = await chatHandler(shop)(request)
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(words)
  })

  it('chatHandler() refuses a limit that lets nothing through', () => {
    expect(() => chatHandler(shop, { sessions: 0 })).toThrow('sessions must be at least 1, got 0.')
  })
})
