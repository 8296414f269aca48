import type { Conversation } from '../domain/index.ts'
import type { ReplayCost } from './message-parts.ts'

/** A conversation, and what was said in it so far. */
export interface Talk {
  /** Null where it has to be begun. */
  conversation: Conversation | null
  said: readonly string[]
}

/** How a conversation is brought back. */
export interface FollowOptions {
  readonly open: () => Conversation
  /** The most messages that are said again; the latest ones. */
  readonly replays: number
  /** Whether saying messages again costs nothing: then nothing is taken back, and what was said otherwise is said from the start. */
  readonly free: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Brings a conversation to where some messages have been said: takes back what was said otherwise, and says again what it has not heard.
 *
 * So a client that sends all messages each time costs nothing as long as the conversation is remembered, and one that changes an
 * earlier message gets the conversation that would have been.
 *
 * @param earlier what the person said before the message that is to be answered
 */
export async function follow(
  talk: Talk,
  earlier: readonly string[],
  { open, replays, free, signal }: FollowOptions,
): Promise<ReplayCost> {
  let common = 0
  while (common < talk.said.length && talk.said[common] === earlier[common]) common++
  const over = talk.said.length - common
  if (talk.conversation === null || (free && over > 0) || !takenBack(talk.conversation, over)) {
    talk.conversation = open()
    common = 0
  }
  const unheard = earlier.slice(common)
  const leftOut = Math.max(0, unheard.length - replays)
  const cost = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  for (const text of unheard.slice(leftOut)) {
    const reply = await talk.conversation.reply(text, signal)
    cost.calls += reply.cost.calls
    cost.promptTokens += reply.cost.promptTokens
    cost.generatedTokens += reply.cost.generatedTokens
  }
  talk.said = earlier
  return { messages: unheard.length - leftOut, leftOut, ...cost }
}

function takenBack(conversation: Conversation, turns: number): boolean {
  for (let turn = 0; turn < turns; turn++) if (!conversation.undo()) return false
  return true
}

/** Messages that are said again to a language model unless told otherwise: each is answered anew, which costs what an answer costs. */
const MODEL_REPLAYS = 8

/** How many messages are said again unless told otherwise: all where that costs nothing. */
export const replaysFor = (model: string | null): number => (model === null ? Number.POSITIVE_INFINITY : MODEL_REPLAYS)
