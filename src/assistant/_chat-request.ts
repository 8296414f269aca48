import { z } from 'zod'
import { TastemakerError } from '../domain/index.ts'
import { messageSchema, userWords, type WordLimits } from './_user-words.ts'

/** What a page asked, or why that is no question. */
export type ChatRequest =
  | { readonly ok: true; readonly id: string | undefined; readonly words: readonly string[] }
  | { readonly ok: false; readonly status: number; readonly words: string }

/** How large a request may be. */
export interface RequestLimits extends WordLimits {
  readonly bytes: number
}

const MESSAGES =
  'Send JSON such as {"id":"chat-1","messages":[{"role":"user","parts":[{"type":"text","text":"comedies please"}]}]}.'

/**
 * Reads the request that the chat of the AI SDK sends: the id of the chat and all its messages.
 *
 * Only JSON is taken, so that a page of somebody else cannot send a form to a server that listens on this machine.
 */
export async function readChat(request: Request, limits: RequestLimits): Promise<ChatRequest> {
  if (request.method !== 'POST') return refused(405, `This address takes POST, not ${request.method}.`)
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return refused(415, `This address takes application/json. ${MESSAGES}`)
  }
  const body = await textOf(request, limits.bytes)
  if (body === null) return refused(413, `A request may have ${limits.bytes} bytes. Begin a new conversation.`)
  const read = bodyOf(body, limits)
  if (!read.success) return refused(400, `This is no conversation. ${MESSAGES}`)
  try {
    return { ok: true, id: read.data.id, words: userWords(read.data.messages, limits) }
  } catch (error) {
    if (!(error instanceof TastemakerError)) throw error
    return refused(400, [error.message, error.hint].filter(Boolean).join(' '))
  }
}

const refused = (status: number, words: string): ChatRequest => ({ ok: false, status, words })

/** The messages of others may be as many again as the person's, and those of a system a few. */
function bodyOf(body: string, { messages }: RequestLimits) {
  const schema = z.looseObject({
    id: z.string().min(1).max(200).optional(),
    messages: z
      .array(messageSchema)
      .min(1)
      .max(Math.min(10_000, 4 * messages + 10)),
  })
  try {
    return schema.safeParse(JSON.parse(body))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { success: false } as const
  }
}

/** The text of a body; null for one that is too large, whatever its headers say. */
async function textOf(request: Request, most: number): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
