import type { TastemakerChunk } from './message-parts.ts'

/** A message of the person, as the chat of the AI SDK sends it. */
export const said = (text: string, id = text) => ({
  id,
  role: 'user' as const,
  parts: [{ type: 'text' as const, text }],
})

/** An answer as a client keeps and sends it back; nothing of it should count. */
export const answer = (text: string) => ({
  id: `a-${text}`,
  role: 'assistant' as const,
  parts: [{ type: 'text' as const, text }],
})

/** A request with messages. */
export function asked(messages: readonly unknown[], id = 'chat-1', signal?: AbortSignal): Request {
  return new Request('http://localhost/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, messages }),
    ...(signal ? { signal } : {}),
  })
}

/** The events of a response. */
export async function chunksOf(response: Response): Promise<TastemakerChunk[]> {
  const lines = (await response.text()).split('\n\n').filter((line) => line !== '')
  if (lines.pop() !== 'data: [DONE]') throw new Error('The stream does not end with [DONE].')
  return lines.map((line) => JSON.parse(line.replace(/^data: /, '')) as TastemakerChunk)
}

/** The chunks of one kind. */
export function only<Type extends TastemakerChunk['type']>(chunks: readonly TastemakerChunk[], type: Type) {
  return chunks.filter((chunk): chunk is Extract<TastemakerChunk, { type: Type }> => chunk.type === type)
}

/** Ids of the cards in a response. */
export const idsIn = (chunks: readonly TastemakerChunk[]): readonly string[] =>
  only(chunks, 'data-items').flatMap(({ data }) => data.items.map(({ id }) => String(id)))
