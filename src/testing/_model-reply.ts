import type { ServerResponse } from 'node:http'
import type { ModelRequest } from './_model-request.ts'

/** What a server may do instead of answering: stay silent, stop or break in the middle, hang up, or send no JSON. */
export type ServerFault = 'hang' | 'hang-in-body' | 'cut' | 'reset' | 'no-json'

interface Detailed {
  readonly text: string
  readonly finish?: 'stop' | 'length' | 'content_filter'
  /** False leaves the count of tokens out. */
  readonly usage?: false
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
export type ServerReply = string | Detailed | Refusal | { readonly body: unknown } | { readonly fault: ServerFault }

/**
 * Sends a reply.
 *
 * @param request what it answers; null where that could not be read
 */
export function sendReply(response: ServerResponse, reply: ServerReply, request: ModelRequest | null): void {
  if (typeof reply === 'string') json(response, 200, completion({ text: reply }, request))
  else if ('text' in reply) json(response, 200, completion(reply, request))
  else if ('body' in reply) json(response, 200, reply.body)
  else if ('status' in reply) refuse(response, reply)
  else fail(response, reply.fault)
}

function refuse(response: ServerResponse, reply: Refusal): void {
  const { status, retryAfter, headers = {}, message = 'As scripted', code = null } = reply
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
  json(response, status, { error: { message, type: 'scripted', code } })
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function fail(response: ServerResponse, fault: ServerFault): void {
  if (fault === 'reset') response.socket?.destroy()
  if (fault === 'no-json') response.writeHead(200).end('<html>Bad gateway</html>')
  if (fault === 'cut' || fault === 'hang-in-body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 })
    response.write('{"choices":[{"message":{"content":"It is wor', () => fault === 'cut' && response.socket?.end())
  }
}

function completion(reply: Detailed, request: ModelRequest | null) {
  const prompt = (request?.system.length ?? 0) + (request?.user.length ?? 0)
  const tokens = { prompt_tokens: Math.ceil(prompt / 4), completion_tokens: Math.ceil(reply.text.length / 4) }
  return {
    id: `answer-${request?.index ?? 0}`,
    object: 'chat.completion',
    created: 0,
    model: request?.model ?? '',
    choices: [{ index: 0, message: { role: 'assistant', content: reply.text }, finish_reason: reply.finish ?? 'stop' }],
    ...(reply.usage === false
      ? {}
      : { usage: { ...tokens, total_tokens: tokens.prompt_tokens + tokens.completion_tokens } }),
  }
}
