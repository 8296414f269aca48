import { appendFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ServerReply, sendReply } from './_model-reply.ts'
import { type ModelRequest, readRequest } from './_model-request.ts'
import { hashedAnswer } from './hashed-answer.ts'
import { type Latency, latencyOf } from './latency.ts'

export type { ServerFault, ServerReply } from './_model-reply.ts'
export type { ModelRequest } from './_model-request.ts'

/**
 * Decides what comes back.
 *
 * `gone` fires when the other side closes the connection before it has the whole reply.
 */
export type ServerScript = (request: ModelRequest, gone: AbortSignal) => ServerReply | Promise<ServerReply>

/** A language model's server that runs. */
export interface ModelServer {
  /** The base URL, which ends in /v1. */
  readonly url: string
  /** How many calls came. */
  count(): number
  /** How many calls the other side gave up before it had the whole reply. */
  abandoned(): number
  /** How many connections were opened in all. */
  connections(): number
  /** How many calls came with this body. */
  countOf(sha256: string): number
  /** All calls in order of arrival. */
  readonly calls: readonly ModelRequest[]
  /** Breaks what is open and frees the port. */
  close(): Promise<void>
}

/**
 * Opens a server on loopback that speaks as much of the OpenAI chat protocol as a language model needs, streams among it, with
 * the faults of real ones: see {@link faulty} and {@link rateLimited}.
 *
 * @param script what it answers; `hashedAnswer` unless given
 * @param options.port a free one unless given
 * @param options.delay milliseconds before each reply, or how to draw them; none unless given
 * @param options.log a file that gets the SHA-256 of each body, a line for each call, written before the reply: a count
 *   that outlives both sides
 * @example const server = await modelServer(() => 'skip')
 */
export async function modelServer(
  script: ServerScript = hashedAnswer,
  options: { readonly port?: number; readonly delay?: Latency; readonly log?: string } = {},
): Promise<ModelServer> {
  const calls: ModelRequest[] = []
  const counts = new Map<string, number>()
  let abandoned = 0
  let connections = 0

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(incoming)
    if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions') {
      return sendReply(response, { status: 404, message: `No route ${incoming.method} ${incoming.url}` }, null)
    }
    const request = readRequest(text, incoming.headers.authorization ?? null, calls.length)
    if (request === null) return sendReply(response, { status: 400, message: 'The body is no JSON object' }, null)
    calls.push(request)
    counts.set(request.sha256, (counts.get(request.sha256) ?? 0) + 1)
    if (options.log !== undefined) appendFileSync(options.log, `${request.sha256}\n`)
    const gone = new AbortController()
    let hangsUp = false
    response.once('close', () => {
      if (response.writableFinished || hangsUp) return
      abandoned++
      gone.abort()
    })
    const reply = await script(request, gone.signal)
    const time = options.delay ? latencyOf(options.delay, `${request.sha256} ${counts.get(request.sha256)}`) : 0
    if (time > 0) await sleep(time)
    hangsUp = typeof reply === 'object' && 'fault' in reply && (reply.fault === 'cut' || reply.fault === 'reset')
    sendReply(response, reply, request)
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) sendReply(response, { status: 500, message: `The script failed: ${error}` }, null)
    })
  })
  server.on('connection', () => connections++)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    count: () => calls.length,
    abandoned: () => abandoned,
    connections: () => connections,
    countOf: (sha256) => counts.get(sha256) ?? 0,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  incoming.setEncoding('utf8')
  for await (const chunk of incoming) text += chunk
  return text
}
