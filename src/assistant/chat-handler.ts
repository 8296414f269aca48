import { type Clock, systemClock } from '../clock.ts'
import { type ReplyPart, TastemakerError, type UserId } from '../domain/index.ts'
import { readChat } from './_chat-request.ts'
import { follow, replaysFor } from './_follow.ts'
import { replyChunks } from './_reply-chunks.ts'
import { saidParts } from './_said-parts.ts'
import { type Session, sessions } from './_sessions.ts'
import type { ReplayCost } from './message-parts.ts'
import type { Talker } from './talker.ts'
import { uiMessageResponse } from './ui-message-response.ts'

/** What a route remembers and takes. */
export interface ChatHandlerOptions {
  /** Conversations that are remembered, the latest used ones; 1,000 unless given. */
  readonly sessions?: number | undefined
  /** Milliseconds after which a silent one is forgotten; half an hour unless given. */
  readonly idle?: number | undefined
  readonly clock?: Clock | undefined
  /** Characters of one message; 2,000 unless given. */
  readonly characters?: number | undefined
  /** Messages of the person in one conversation; 100 unless given. */
  readonly messages?: number | undefined
  /** Bytes of one request; 1,000,000 unless given. */
  readonly bytes?: number | undefined
  /** The most messages said again to bring a forgotten conversation back; all without a model, the latest 8 with one, unless given. */
  readonly replays?: number | undefined
  /** Sends the steps behind each answer too: for whoever builds, not for whoever chats. False unless given. */
  readonly trace?: boolean | undefined
  /** Who asks, as your own log-in knows it. Somebody who is not in the data talks as a stranger. */
  readonly user?: ((request: Request) => UserId | undefined | Promise<UserId | undefined>) | undefined
  /** Hears of what broke; the client reads only that something did. */
  readonly onError?: ((error: unknown) => void) | undefined
}

const HALF_AN_HOUR = 1_800_000

/**
 * A route that chats: takes what the chat of the AI SDK sends and streams what it reads.
 *
 * A client sends all messages each time. As long as the conversation is remembered only the last one is answered; a message that was
 * changed is taken back with what followed it; a conversation that was forgotten is brought back by saying the person's messages again, and
 * the metadata of the answer tells what that took. Answers of one conversation come one after the other. When the client goes away, the
 * answer is given up.
 *
 * @returns answers 400, 405, 413 or 415 with a sentence for what is no conversation or too much of one
 * @throws {TastemakerError} `config/range` for a limit below 1
 * @example new Hono().post('/api/chat', (c) => chatHandler(talker)(c.req.raw))
 */
export function chatHandler(talker: Talker, options: ChatHandlerOptions = {}): (request: Request) => Promise<Response> {
  const { characters = 2000, messages = 100, bytes = 1_000_000, trace = false, onError } = options
  const {
    sessions: most = 1000,
    idle = HALF_AN_HOUR,
    clock = systemClock,
    replays = replaysFor(talker.model),
  } = options
  for (const [name, value] of Object.entries({ sessions: most, idle, characters, messages, bytes })) {
    if (value >= 1) continue
    throw new TastemakerError('config/range', `${name} must be at least 1, got ${value}.`, 'Leave it out.')
  }
  const limits = { characters, messages, bytes }
  const known = sessions(most, idle, clock)
  return async (request) => {
    const asked = await readChat(request, limits)
    if (!asked.ok) return refusal(asked.status, asked.words)
    const person = await personOf(talker, request, options)
    if (!person.ok) return refusal(500, 'Who asks could not be found out. Try again.')
    const { user } = person
    const { id, words } = asked
    // Without an id there is nothing to remember it by. People never share a conversation.
    const session = id === undefined ? sessions(1, idle, clock).get('') : known.get(JSON.stringify([user ?? null, id]))
    const gone = new AbortController()
    const signal = AbortSignal.any([request.signal, gone.signal])
    const open = () => talker.open({ user })
    let replay: ReplayCost = NOTHING
    const answer = answered(session, words, signal, async () => {
      replay = await follow(session, words.slice(0, -1), { open, replays, free: talker.model === null, signal })
    })
    const about = { agent: talker.name, messageId: `reply-${words.length}`, trace, onError, signal }
    return uiMessageResponse(
      replyChunks(answer, () => replay, about),
      { onGone: () => gone.abort() },
    )
  }
}

const NOTHING: ReplayCost = { messages: 0, leftOut: 0, calls: 0, promptTokens: 0, generatedTokens: 0 }

/** One answer of a session; where it breaks off, the conversation is begun anew the next time. */
async function* answered(
  session: Session,
  words: readonly string[],
  signal: AbortSignal,
  ready: () => Promise<void>,
): AsyncGenerator<ReplyPart> {
  const leave = await session.enter(signal)
  let whole = false
  try {
    await ready()
    for await (const part of saidParts(session.conversation!.stream(words.at(-1)!, signal))) {
      if (part.type === 'reply') {
        session.said = words
        whole = true
      }
      yield part
    }
  } finally {
    if (!whole) session.conversation = null
    leave()
  }
}

async function personOf(talker: Talker, request: Request, { user, onError }: ChatHandlerOptions) {
  try {
    const person = await user?.(request)
    const known = person !== undefined && talker.data.users.index(person) !== undefined
    return { ok: true, user: known ? person : undefined } as const
  } catch (error) {
    onError?.(error)
    return { ok: false } as const
  }
}

function refusal(status: number, words: string): Response {
  const allow = status === 405 ? { allow: 'POST' } : {}
  return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...allow } })
}
