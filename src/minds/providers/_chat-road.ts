import { readCompletion, readEvents, requestBody, requireSuccess } from './_chat-completion.ts'
import { fetchPost, nodePost } from './_http.ts'
import type { Road, SaidPart } from './_road.ts'
import { eventData } from './_sse.ts'

/** The most sockets that are opened to one server. */
export const MOST_SOCKETS = 512

/** Where a model that speaks the OpenAI chat protocol is. */
export interface ChatServer {
  /** The base URL, without a closing slash. */
  readonly url: string
  readonly model: string
  readonly key: string | undefined
  readonly sockets: number
  readonly fetch: typeof globalThis.fetch | undefined
}

/** The way to a server that speaks the OpenAI chat protocol. @example chatRoad(server).send(asked, signal) */
export function chatRoad({ url, model, key, sockets, fetch }: ChatServer): Road {
  const path = `${url}/chat/completions`
  const post = fetch === undefined ? nodePost(path, sockets) : fetchPost(path, fetch)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'tastemaker',
    ...(key && { authorization: `Bearer ${key}` }),
  }
  return {
    // The name of the protocol as it was when it was spoken by a package: equal answers keep their place in journals.
    to: `openai-compatible.chat ${url} ${model}`,
    async send(asked, signal) {
      const reply = await post(requestBody(model, asked, false), headers, signal)
      const body = await reply.text()
      requireSuccess(reply.status, reply.headers, body)
      return readCompletion(body)
    },
    async stream(asked, signal) {
      const reply = await post(requestBody(model, asked, true), { ...headers, accept: 'text/event-stream' }, signal)
      if (reply.status < 200 || reply.status >= 300) requireSuccess(reply.status, reply.headers, await reply.text())
      // Some servers do not stream, and answer in one piece.
      if (/\bjson\b/.test(reply.headers['content-type'] ?? '')) return inOne(await reply.text())
      return readEvents(eventData(reply.chunks()))
    },
    close: () => post.close(),
  }
}

async function* inOne(body: string): AsyncGenerator<SaidPart> {
  const said = readCompletion(body)
  if (said.text !== '') yield { more: said.text }
  yield { said }
}
