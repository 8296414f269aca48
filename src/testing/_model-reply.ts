import type { ServerResponse } from 'node:http'
import type { ModelRequest } from './_model-request.ts'

/**
 * What a server may do instead of answering: stay silent, stop or break in the middle, hang up, or send no JSON. In a stream,
 * the middle comes after half of the words.
 */
export type ServerFault = 'hang' | 'hang-in-body' | 'cut' | 'reset' | 'no-json'

interface Detailed {
  readonly text: string
  readonly finish?: 'stop' | 'length' | 'content_filter'
  /** False leaves the count of tokens out. */
  readonly usage?: false
  readonly headers?: Readonly<Record<string, string>>
}

interface Refusal {
  readonly status: number
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: number | string
  readonly headers?: Readonly<Record<string, string>>
  readonly message?: string
  readonly code?: string
}

/** A reply: the words of an answer, an answer in detail, an HTTP error, a body as it is, or a fault. */
export type ServerReply =
  | string
  | Detailed
  | Refusal
  | { readonly body: unknown }
  | { readonly fault: ServerFault; readonly text?: string }

/**
 * Sends a reply, as a stream of events where the request wants one.
 *
 * @param request what it answers; null where that could not be read
 */
export function sendReply(response: ServerResponse, reply: ServerReply, request: ModelRequest | null): void {
  if (typeof reply === 'string') answer(response, { text: reply }, request)
  else if ('fault' in reply) fail(response, reply.fault, reply.text ?? 'It is worth an evening.', request)
  else if ('text' in reply) answer(response, reply, request)
  else if ('body' in reply) json(response, 200, reply.body)
  else refuse(response, reply)
}

function answer(response: ServerResponse, reply: Detailed, request: ModelRequest | null): void {
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
  if (!request?.streams) {
    json(response, 200, completion(reply, request))
    return
  }
  beginEvents(response, request)
  for (const piece of pieces(reply.text)) event(response, chunk(request, { content: piece }))
  event(response, chunk(request, {}, reply.finish ?? 'stop'))
  if (request.countsInStream && reply.usage !== false) {
    event(response, { ...chunk(request, {}), choices: [], usage: tokens(reply.text, request) })
  }
  response.end('data: [DONE]\n\n')
}

function refuse(response: ServerResponse, reply: Refusal): void {
  const { status, retryAfter, headers = {}, message = 'As scripted', code = null } = reply
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
  json(response, status, { error: { message, type: 'scripted', code } })
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  response.writeHead(status, head).end(text)
}

function fail(response: ServerResponse, fault: ServerFault, text: string, request: ModelRequest | null): void {
  if (fault === 'reset') response.socket?.destroy()
  if (fault === 'no-json') response.writeHead(200).end('<html>Bad gateway</html>')
  if (fault !== 'cut' && fault !== 'hang-in-body') return
  const hangUp = () => fault === 'cut' && response.socket?.end()
  if (request?.streams) {
    beginEvents(response, request)
    const all = pieces(text)
    for (const piece of all.slice(0, Math.ceil(all.length / 2))) event(response, chunk(request, { content: piece }))
    // An empty write, for its callback: everything before it has left.
    response.write(': still here\n\n', hangUp)
    return
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 })
  response.write('{"choices":[{"message":{"content":"It is wor', hangUp)
}

function completion(reply: Detailed, request: ModelRequest | null) {
  return {
    id: `answer-${request?.index ?? 0}`,
    object: 'chat.completion',
    created: 0,
    model: request?.model ?? '',
    choices: [{ index: 0, message: { role: 'assistant', content: reply.text }, finish_reason: reply.finish ?? 'stop' }],
    ...(reply.usage === false ? {} : { usage: tokens(reply.text, request) }),
  }
}

/** One token for four characters. */
function tokens(text: string, request: ModelRequest | null) {
  const prompt = Math.ceil(((request?.system.length ?? 0) + (request?.user.length ?? 0)) / 4)
  const generated = Math.ceil(text.length / 4)
  return { prompt_tokens: prompt, completion_tokens: generated, total_tokens: prompt + generated }
}

/** A comment and a part without words come first, as from servers that show early that they are there. */
function beginEvents(response: ServerResponse, request: ModelRequest): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.write(': the answer follows\n\n')
  event(response, chunk(request, { role: 'assistant', content: '' }))
}

function event(response: ServerResponse, data: unknown): void {
  response.write(`data: ${JSON.stringify(data)}\n\n`)
}

function chunk(request: ModelRequest, delta: object, finish: string | null = null) {
  return {
    id: `answer-${request.index}`,
    object: 'chat.completion.chunk',
    created: 0,
    model: request.model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  }
}

/** Words with the blanks before them. */
const pieces = (text: string): readonly string[] => text.match(/\s*\S+|\s+$/g) ?? []
