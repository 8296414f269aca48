import type { ReplyPart } from '../domain/index.ts'
import { finishReason } from './_finish-reason.ts'
import type { ReplayCost, TastemakerChunk } from './message-parts.ts'

/** What is told of a reply beside its parts. */
export interface ChunkOptions {
  readonly agent: string
  readonly messageId?: string | undefined
  /** Whether the steps behind the reply are sent. */
  readonly trace: boolean
  /** Hears of what broke; whoever reads the stream does not. */
  readonly onError?: ((error: unknown) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What somebody reads when something broke: nothing of what. */
const BROKEN = 'The assistant could not answer. Try again.'
const TEXT = 'text'

/**
 * A reply as events of the UI message stream of the AI SDK.
 *
 * It never throws: what breaks is told to `onError`, and the stream ends with an event that says that something did.
 *
 * @param said complete, as of `saidParts`
 * @param replay what it took to come so far; asked for with the whole reply
 */
export async function* replyChunks(
  said: AsyncIterable<ReplyPart>,
  replay: () => ReplayCost,
  { agent, messageId, trace, onError, signal }: ChunkOptions,
): AsyncGenerator<TastemakerChunk> {
  yield { type: 'start', ...(messageId === undefined ? {} : { messageId }) }
  yield { type: 'start-step' }
  let talking = false
  try {
    for await (const part of said) {
      if (part.type === 'step') {
        if (trace) yield { type: 'data-trace', data: part.step, transient: true }
      } else if (part.type === 'items') {
        yield { type: 'data-items', id: 'items', data: { items: part.items } }
      } else if (part.type === 'words') {
        if (!talking) yield { type: 'text-start', id: TEXT }
        talking = true
        yield { type: 'text-delta', id: TEXT, delta: part.delta }
      } else {
        const { applied, dropped, turn, cost, failure } = part.reply
        if (talking) yield { type: 'text-end', id: TEXT }
        talking = false
        yield { type: 'data-wishes', id: 'wishes', data: { applied, dropped } }
        yield { type: 'finish-step' }
        const messageMetadata = { agent, turn, cost, replay: replay(), failure: failure?.kind ?? null }
        yield { type: 'finish', finishReason: finishReason(part.reply), messageMetadata }
      }
    }
  } catch (error) {
    if (talking) yield { type: 'text-end', id: TEXT }
    if (signal?.aborted) {
      yield { type: 'abort' }
      return
    }
    onError?.(error)
    yield { type: 'error', errorText: BROKEN }
  }
}
