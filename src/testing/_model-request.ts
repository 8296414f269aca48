import { createHash } from 'node:crypto'
import type { JsonSchema } from '../domain/index.ts'

/** A chat completion that was asked for. */
export interface ModelRequest {
  /** How many came before it. */
  readonly index: number
  /** SHA-256 of the body, in hexadecimal. */
  readonly sha256: string
  /** Of the `authorization` header; null where there was none. */
  readonly authorization: string | null
  readonly body: Readonly<Record<string, unknown>>
  readonly model: string
  readonly system: string
  /** The last message of the user. */
  readonly user: string
  readonly seed: number | null
  readonly temperature: number | null
  /** Of `response_format`. */
  readonly schema: JsonSchema | null
  /** Whether it wants a stream of events. */
  readonly streams: boolean
  /** Whether it wants tokens counted at the end of a stream. */
  readonly countsInStream: boolean
  /** Those that the user's message lists after "Answer with exactly one of:"; empty for other requests. */
  readonly labels: readonly string[]
}

/**
 * Reads a request.
 *
 * @returns null where the body is no JSON object
 */
export function readRequest(text: string, authorization: string | null, index: number): ModelRequest | null {
  const body = parse(text)
  if (body === null) return null
  const { model, seed, temperature, response_format, stream, stream_options } = body
  const messages = (Array.isArray(body['messages']) ? body['messages'] : []) as readonly Message[]
  const said = (role: string) => wordsOf(messages.findLast((message) => message.role === role)?.content)
  const format = response_format as { json_schema?: { schema?: JsonSchema } } | undefined
  return {
    index,
    sha256: createHash('sha256').update(text).digest('hex'),
    authorization,
    body,
    model: String(model),
    system: said('system'),
    user: said('user'),
    seed: typeof seed === 'number' ? seed : null,
    temperature: typeof temperature === 'number' ? temperature : null,
    schema: format?.json_schema?.schema ?? null,
    streams: stream === true,
    countsInStream: (stream_options as { include_usage?: unknown } | undefined)?.include_usage === true,
    labels: labelsIn(said('user')),
  }
}

interface Message {
  readonly role?: string
  readonly content?: unknown
}

/** Content is a text, or a list of parts. */
function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: { readonly text?: string }) => part.text ?? '').join('')
}

/** The quoted labels of the last line that lists some. */
function labelsIn(user: string): readonly string[] {
  const list = [...user.matchAll(/Answer with exactly one of: ("(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")*)/g)].at(-1)
  return list === undefined ? [] : (JSON.parse(`[${list[1]}]`) as readonly string[])
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
