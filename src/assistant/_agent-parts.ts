import type { ItemCard, Reply, ReplyPart, TraceStep } from '../domain/index.ts'
import { finishReason } from './_finish-reason.ts'
import type { FinishReason, ReplayCost } from './message-parts.ts'

/** Tokens as the AI SDK counts them; what is not known is undefined. */
export interface AgentUsage {
  readonly inputTokens: number
  readonly inputTokenDetails: {
    readonly noCacheTokens: undefined
    readonly cacheReadTokens: undefined
    readonly cacheWriteTokens: undefined
  }
  readonly outputTokens: number
  readonly outputTokenDetails: { readonly textTokens: number; readonly reasoningTokens: undefined }
  readonly totalTokens: number
}

/** A step behind a reply in the form of a call of a tool that the agent has for itself. */
export interface AgentToolCall {
  readonly type: 'tool-call'
  readonly toolCallId: string
  readonly toolName: string
  readonly input: unknown
  readonly dynamic: true
}

/** What came of such a step. */
export interface AgentToolResult extends Omit<AgentToolCall, 'type'> {
  readonly type: 'tool-result'
  readonly output: unknown
}

/** One event of the stream of an agent of the AI SDK, of those that an assistant sends. */
export type AgentStreamPart =
  | { readonly type: 'start' }
  | { readonly type: 'start-step'; readonly request: Record<string, never>; readonly warnings: readonly never[] }
  | { readonly type: 'text-start'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly text: string }
  | { readonly type: 'text-end'; readonly id: string }
  | AgentToolCall
  | AgentToolResult
  | {
      readonly type: 'finish-step'
      readonly response: { readonly modelId: string }
      readonly usage: AgentUsage
      readonly finishReason: FinishReason
      readonly rawFinishReason: string | undefined
      readonly providerMetadata: undefined
    }
  | {
      readonly type: 'finish'
      readonly finishReason: FinishReason
      readonly rawFinishReason: string | undefined
      readonly totalUsage: AgentUsage
    }
  | { readonly type: 'abort' }
  | { readonly type: 'error'; readonly error: unknown }

/** The step under which cards go where a stream has no place for data: a page finds them in its output. */
const SHOW = 'show_items'

/** Tokens of a reply and of what was said again before it. */
export function usageOf({ cost }: Pick<Reply, 'cost'>, replay: ReplayCost): AgentUsage {
  const inputTokens = cost.promptTokens + replay.promptTokens
  const outputTokens = cost.generatedTokens + replay.generatedTokens
  return {
    inputTokens,
    inputTokenDetails: { noCacheTokens: undefined, cacheReadTokens: undefined, cacheWriteTokens: undefined },
    outputTokens,
    outputTokenDetails: { textTokens: outputTokens, reasoningTokens: undefined },
    totalTokens: inputTokens + outputTokens,
  }
}

/** The steps behind a reply, and its cards last, as calls of tools with their results. */
export function toolUses({ turn, trace, items }: Pick<Reply, 'turn' | 'trace' | 'items'>): readonly AgentToolResult[] {
  const steps = trace.map((step, place) => stepUse(step, `${turn}-${place}`))
  return items.length === 0 ? steps : [...steps, cardUse(items, String(turn))]
}

const stepUse = ({ step, input = {}, output }: TraceStep, id: string): AgentToolResult => ({
  type: 'tool-result',
  toolCallId: `step-${id}`,
  toolName: step,
  input,
  output,
  dynamic: true,
})

const cardUse = (items: readonly ItemCard[], id: string): AgentToolResult => ({
  type: 'tool-result',
  toolCallId: `items-${id}`,
  toolName: SHOW,
  input: {},
  output: { items },
  dynamic: true,
})

/** The call to which a result belongs. */
export const callOf = ({ output: _, ...use }: AgentToolResult): AgentToolCall => ({ ...use, type: 'tool-call' })

/**
 * A reply on its way as the events of an agent of the AI SDK, so that its helpers make messages of them.
 *
 * @param turn the number of the reply, which names its steps
 */
export async function* agentParts(
  said: AsyncIterable<ReplyPart>,
  about: {
    readonly name: string
    readonly turn: number
    readonly replay: () => ReplayCost
    readonly signal?: AbortSignal | undefined
  },
): AsyncGenerator<AgentStreamPart> {
  yield { type: 'start' }
  yield { type: 'start-step', request: {}, warnings: [] }
  let talking = false
  let steps = 0
  try {
    for await (const part of said) {
      if (part.type === 'step' || part.type === 'items') {
        const id = `${about.turn}-${steps++}`
        const use = part.type === 'step' ? stepUse(part.step, id) : cardUse(part.items, id)
        yield callOf(use)
        yield use
      } else if (part.type === 'words') {
        if (!talking) yield { type: 'text-start', id: 'text' }
        talking = true
        yield { type: 'text-delta', id: 'text', text: part.delta }
      } else {
        if (talking) yield { type: 'text-end', id: 'text' }
        talking = false
        const usage = usageOf(part.reply, about.replay())
        const ended = { finishReason: finishReason(part.reply), rawFinishReason: part.reply.failure?.kind }
        yield { type: 'finish-step', response: { modelId: about.name }, usage, ...ended, providerMetadata: undefined }
        yield { type: 'finish', ...ended, totalUsage: usage }
      }
    }
  } catch (error) {
    if (talking) yield { type: 'text-end', id: 'text' }
    yield about.signal?.aborted ? { type: 'abort' } : { type: 'error', error }
  }
}
