import { type ItemCard, type Reply, type ReplyPart, TastemakerError, type UserId } from '../domain/index.ts'
import {
  type AgentStreamPart,
  type AgentToolCall,
  type AgentToolResult,
  type AgentUsage,
  agentParts,
  callOf,
  toolUses,
  usageOf,
} from './_agent-parts.ts'
import { finishReason } from './_finish-reason.ts'
import { follow, replaysFor, type Talk } from './_follow.ts'
import { replyChunks } from './_reply-chunks.ts'
import { saidParts } from './_said-parts.ts'
import { shared } from './_shared.ts'
import { type AgentMessage, userWords } from './_user-words.ts'
import type { FinishReason, ReplayCost, TastemakerChunk } from './message-parts.ts'
import type { Talker } from './talker.ts'
import { type ResponseOptions, uiMessageResponse } from './ui-message-response.ts'

/** Who the agent talks with, and how much of a conversation it is told again. */
export interface AgentSurfaceOptions {
  /** `tastemaker` unless given. */
  readonly id?: string | undefined
  readonly user?: UserId | undefined
  readonly seed?: number | undefined
  /** The most earlier messages that are said again; all without a model, the latest 8 with one, unless given. */
  readonly replays?: number | undefined
}

/** What an agent of the AI SDK is called with. What else it may be given, such as callbacks, is passed over. */
export interface AgentCall {
  readonly prompt?: string | readonly AgentMessage[] | undefined
  readonly messages?: readonly AgentMessage[] | undefined
  readonly abortSignal?: AbortSignal | undefined
}

/** A step of the agent: there is one, with everything in it. */
export interface AgentStep {
  readonly text: string
  readonly toolCalls: readonly AgentToolCall[]
  readonly toolResults: readonly AgentToolResult[]
  readonly finishReason: FinishReason
  readonly usage: AgentUsage
}

/** An answer, with the names that the AI SDK has for its parts, and what it has no name for. */
export interface AgentResult extends AgentStep {
  /** The cards shown, best first. */
  readonly items: readonly ItemCard[]
  readonly reply: Reply
  readonly replay: ReplayCost
  readonly content: readonly ({ readonly type: 'text'; readonly text: string } | AgentToolCall | AgentToolResult)[]
  readonly steps: readonly AgentStep[]
  readonly finalStep: AgentStep
  readonly totalUsage: AgentUsage
  readonly rawFinishReason: string | undefined
  readonly responseMessages: readonly { readonly role: 'assistant'; readonly content: string }[]
  readonly warnings: readonly never[]
}

/** An answer on its way. Nothing is begun before something of it is read; every stream starts at the beginning. */
export interface AgentStream {
  /** The events of an agent of the AI SDK; cards go in the result of a step called `show_items`. */
  readonly stream: ReadableStream<AgentStreamPart>
  readonly fullStream: ReadableStream<AgentStreamPart>
  readonly textStream: ReadableStream<string>
  readonly text: Promise<string>
  readonly items: Promise<readonly ItemCard[]>
  readonly reply: Promise<Reply>
  readonly steps: Promise<readonly AgentStep[]>
  readonly usage: Promise<AgentUsage>
  readonly finishReason: Promise<FinishReason>
  /** The events of a UI message stream, with cards and wishes as parts of their own. */
  toUIMessageStream(options?: UIStreamOptions): ReadableStream<TastemakerChunk>
  toUIMessageStreamResponse(options?: UIStreamOptions & ResponseOptions): Response
  /** Reads to the end. */
  consumeStream(): Promise<void>
}

/** What of an answer is sent to a page. */
export interface UIStreamOptions {
  readonly messageId?: string | undefined
  /** The steps behind the answer too; true unless given. */
  readonly trace?: boolean | undefined
  readonly onError?: ((error: unknown) => void) | undefined
}

/** The surface of an agent of the AI SDK. */
export interface AgentSurface {
  readonly version: 'agent-v1'
  readonly id: string
  /** Its tools are its own: nobody else calls them. */
  readonly tools: Readonly<Record<string, never>>
  generate(call: AgentCall): Promise<AgentResult>
  stream(call: AgentCall): Promise<AgentStream>
}

/** Nobody is kept out here: whoever calls the agent answers for what it is given. */
const NO_LIMITS = { messages: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }

/**
 * An assistant where an agent of the AI SDK is expected.
 *
 * Each call stands alone, as there: the earlier messages of the person are said again to a new conversation. Messages of an assistant or
 * a system are passed over. Hold a conversation of `talker.open()` where that is too slow.
 *
 * @returns its methods reject with `config/option` for a call without words of a person
 * @example (await asAgent(talker).generate({ prompt: 'comedies please' })).items
 */
export function asAgent(talker: Talker, options: AgentSurfaceOptions = {}): AgentSurface {
  const { id = 'tastemaker', user, seed, replays = replaysFor(talker.model) } = options
  const begin = async (words: readonly string[], signal: AbortSignal | undefined) => {
    const talk: Talk = { conversation: null, said: [] }
    const open = () => talker.open({ user, seed })
    const replay = await follow(talk, words.slice(0, -1), { open, replays, free: talker.model === null, signal })
    return { conversation: talk.conversation!, last: words.at(-1)!, replay }
  }
  return {
    version: 'agent-v1',
    id,
    tools: {},
    async generate(call) {
      const { conversation, last, replay } = await begin(wordsIn(call), call.abortSignal)
      return resultOf(await conversation.reply(last, call.abortSignal), replay)
    },
    async stream(call) {
      const words = wordsIn(call)
      const signal = call.abortSignal
      let replay: ReplayCost = { messages: 0, leftOut: 0, calls: 0, promptTokens: 0, generatedTokens: 0 }
      const said = shared(async function* () {
        const begun = await begin(words, signal)
        replay = begun.replay
        yield* saidParts(begun.conversation.stream(begun.last, signal))
      })
      return streamOf(said, { name: talker.name, turn: words.length, replay: () => replay, signal })
    },
  }
}

function wordsIn({ prompt, messages }: AgentCall): readonly string[] {
  const given = prompt ?? messages
  if (given === undefined || (prompt !== undefined && messages !== undefined)) {
    throw new TastemakerError('config/option', 'An agent is called with a prompt or with messages.', 'Give one.')
  }
  return userWords(typeof given === 'string' ? [{ role: 'user', content: given }] : given, NO_LIMITS)
}

function resultOf(reply: Reply, replay: ReplayCost): AgentResult {
  const toolResults = toolUses(reply)
  const usage = usageOf(reply, replay)
  const step: AgentStep = {
    text: reply.text,
    toolCalls: toolResults.map(callOf),
    toolResults,
    finishReason: finishReason(reply),
    usage,
  }
  return {
    ...step,
    items: reply.items,
    reply,
    replay,
    content: [...toolResults.flatMap((use) => [callOf(use), use]), { type: 'text', text: reply.text }],
    steps: [step],
    finalStep: step,
    totalUsage: usage,
    rawFinishReason: reply.failure?.kind,
    responseMessages: [{ role: 'assistant', content: reply.text }],
    warnings: [],
  }
}

interface About {
  readonly name: string
  readonly turn: number
  readonly replay: () => ReplayCost
  readonly signal: AbortSignal | undefined
}

function streamOf(said: () => AsyncGenerator<ReplyPart>, about: About): AgentStream {
  const whole = async (): Promise<AgentResult> => {
    for await (const part of said()) if (part.type === 'reply') return resultOf(part.reply, about.replay())
    throw new Error('A stream ended without a reply.')
  }
  const events = () => ReadableStream.from(agentParts(said(), about))
  const chunks = ({ messageId, trace = true, onError }: UIStreamOptions) =>
    replyChunks(said(), about.replay, { agent: about.name, messageId, trace, onError, signal: about.signal })
  return {
    get stream() {
      return events()
    },
    get fullStream() {
      return events()
    },
    get textStream() {
      return ReadableStream.from(wordsOf(said()))
    },
    get text() {
      return whole().then(({ text }) => text)
    },
    get items() {
      return whole().then(({ items }) => items)
    },
    get reply() {
      return whole().then(({ reply }) => reply)
    },
    get steps() {
      return whole().then(({ steps }) => steps)
    },
    get usage() {
      return whole().then(({ usage }) => usage)
    },
    get finishReason() {
      return whole().then((result) => result.finishReason)
    },
    toUIMessageStream: (options = {}) => ReadableStream.from(chunks(options)),
    toUIMessageStreamResponse: (options = {}) => uiMessageResponse(chunks(options), options),
    async consumeStream() {
      await whole()
    },
  }
}

async function* wordsOf(said: AsyncIterable<ReplyPart>): AsyncGenerator<string> {
  for await (const part of said) if (part.type === 'words') yield part.delta
}
