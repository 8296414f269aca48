import { Agent, type IncomingMessage, request } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { BadBody } from './_http-refusal.ts'

/*
 * Requests over kept connections. `node:http` costs a third of the processor time of `fetch`, which is most of what a call
 * costs here; whoever brings a `fetch` of their own is served by that.
 */

/** The head of a reply, and two ways to read the rest. */
export interface HttpReply {
  readonly status: number
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The whole body. */
  text(): Promise<string>
  /** The body as it comes, cut at no particular place. */
  chunks(): AsyncIterable<string>
}

/** Posts bodies to one address. */
export interface HttpPost {
  /** Rejects as the network does; once the signal fires the connection is closed. */
  (body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpReply>
  close(): void
}

/** Bodies beyond this many characters are no answer to anything asked here. */
const MOST = 2 ** 24

/** Posts through `node:http`, over at most `sockets` connections that are kept. */
export function nodePost(url: string, sockets: number): HttpPost {
  const { protocol, hostname, port, pathname } = new URL(url)
  const secure = protocol === 'https:'
  const agent = new (secure ? SecureAgent : Agent)({ keepAlive: true, maxSockets: sockets, scheduling: 'lifo' })
  const send = secure ? secureRequest : request
  const host = hostname.replace(/^\[|\]$/g, '')
  const target = { agent, method: 'POST', hostname: host, ...(port && { port }), path: pathname }

  const post = (body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) =>
    new Promise<HttpReply>((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) }
      const sent = send({ ...target, headers: { ...headers, ...length } })
      // Without an error: one of ours would be thrown by a connection that is just being handed to the next request.
      const stop = () => sent.destroy()
      const free = () => signal.removeEventListener('abort', stop)
      signal.addEventListener('abort', stop, { once: true })
      sent.on('error', (error) => {
        free()
        reject(error)
      })
      sent.once('response', (incoming) => {
        // What has come whole leaves its connection to the next.
        incoming.once('end', free)
        incoming.once('close', free)
        resolve(replyOf(incoming))
      })
      // Head and body leave in one packet.
      sent.end(body)
    })
  return Object.assign(post, { close: () => agent.destroy() })
}

function replyOf(incoming: IncomingMessage): HttpReply {
  incoming.setEncoding('utf8')
  // It may break before anybody reads it; whoever reads then is told, and nobody else is to fall over it.
  incoming.on('error', () => {})
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers as Record<string, string>,
    text: () =>
      new Promise((resolve, reject) => {
        let text = ''
        incoming.on('data', (chunk: string) => {
          text += chunk
          if (text.length > MOST) incoming.destroy(tooLong())
        })
        incoming.once('end', () => resolve(text))
        incoming.once('error', reject)
        incoming.once('close', () => reject(new BadBody('The connection was closed in the middle of the answer.')))
      }),
    chunks: () => bounded(incoming),
  }
}

/** Posts through a `fetch`. */
export function fetchPost(url: string, fetch: typeof globalThis.fetch): HttpPost {
  const post = async (
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpReply> => {
    const response = await fetch(url, { method: 'POST', headers, body, signal })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: () => response.text(),
      chunks: () => bounded(response.body === null ? [] : response.body.pipeThrough(new TextDecoderStream())),
    }
  }
  return Object.assign(post, { close: () => {} })
}

async function* bounded(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > MOST) throw tooLong()
    yield chunk
  }
}

const tooLong = (): BadBody => new BadBody(`The answer has more than ${MOST} characters.`)
