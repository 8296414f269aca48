import type { TastemakerChunk } from './message-parts.ts'

/** The headers of a UI message stream of the AI SDK. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-vercel-ai-ui-message-stream': 'v1',
  // Proxies such as nginx would hold the words back.
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/** How a stream is sent. */
export interface ResponseOptions {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Called when the client goes away before the end. */
  readonly onGone?: () => void
}

/**
 * Events as a response: server-sent events, a JSON document each, `[DONE]` at the end.
 *
 * @param chunks read only as fast as the client takes them
 * @example uiMessageResponse((await asAgent(talker).stream({ prompt: 'comedies' })).toUIMessageStream())
 */
export function uiMessageResponse(
  chunks: AsyncIterable<TastemakerChunk>,
  { status = 200, headers = {}, onGone }: ResponseOptions = {},
): Response {
  const reader = lines(chunks)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      onGone?.()
      await reader.return(undefined)
    },
  })
  return new Response(body, { status, headers: { ...HEADERS, ...headers } })
}

async function* lines(chunks: AsyncIterable<TastemakerChunk>): AsyncGenerator<string> {
  for await (const chunk of chunks) yield `data: ${JSON.stringify(chunk)}\n\n`
  yield 'data: [DONE]\n\n'
}
