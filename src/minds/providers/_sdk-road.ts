import type { AnswerEnd, Asked, Quirk, Road, Said } from './_road.ts'

/*
 * A language model of a provider package of the AI SDK. `doGenerate` is called directly and not `generateText`: one call is
 * one request, with no retries of the SDK's own, no warnings on the console, and less code to load.
 */

/**
 * The AI SDK's language model, version 3 or 4 of its interface, as far as it is used here: any model of an `@ai-sdk` package
 * fits.
 */
export interface SdkModel {
  readonly provider: string
  readonly modelId: string
  doGenerate(options: SdkRequest): PromiseLike<SdkAnswer>
}

/** What such a model is asked. */
export interface SdkRequest {
  prompt: ({ role: 'system'; content: string } | { role: 'user'; content: { type: 'text'; text: string }[] })[]
  maxOutputTokens?: number
  temperature?: number
  seed?: number
  responseFormat?: { type: 'json'; schema?: Record<string, unknown>; name?: string }
  abortSignal?: AbortSignal
}

/** What it answers. */
export interface SdkAnswer {
  readonly content: readonly { readonly type: string; readonly text?: unknown }[]
  readonly finishReason: { readonly unified: string }
  readonly usage: {
    readonly inputTokens: { readonly total: number | undefined }
    readonly outputTokens: { readonly total: number | undefined }
  }
  readonly warnings: readonly { readonly type: string; readonly feature?: unknown }[]
  readonly structuredOutputText?: string | undefined
}

/** The way to a model of the AI SDK; at `server`, the base URL or the provider's name. */
export function sdkRoad(sdk: SdkModel, server: string): Road {
  return {
    to: `${sdk.provider} ${server} ${sdk.modelId}`,
    send: async (asked, signal) => saidOf(await sdk.doGenerate(requestOf(asked, signal))),
    close: () => {},
  }
}

function requestOf(
  { system, user, maxTokens, temperature, seed, schema }: Asked,
  abortSignal: AbortSignal,
): SdkRequest {
  return {
    prompt: [
      ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
      { role: 'user', content: [{ type: 'text', text: user }] },
    ],
    maxOutputTokens: maxTokens,
    temperature,
    seed,
    responseFormat: schema ? { type: 'json', schema: { ...schema }, name: 'answer' } : undefined,
    abortSignal,
  }
}

function saidOf({ content, finishReason, usage, warnings, structuredOutputText }: SdkAnswer): Said {
  return {
    text: structuredOutputText ?? wordsIn(content, 'text'),
    thought: wordsIn(content, 'reasoning').length,
    end: ENDS[finishReason.unified] ?? 'done',
    promptTokens: usage.inputTokens.total,
    generatedTokens: usage.outputTokens.total,
    dropped: warnings.flatMap(({ type, feature }) => (type === 'unsupported' ? (PARTS[String(feature)] ?? []) : [])),
  }
}

const wordsIn = (content: SdkAnswer['content'], type: 'text' | 'reasoning'): string =>
  content.map((part) => (part.type === type && typeof part.text === 'string' ? part.text : '')).join('')

const ENDS: Readonly<Record<string, AnswerEnd>> = {
  length: 'length',
  'content-filter': 'refused',
  error: 'broken',
  interrupted: 'broken',
}

/** What the SDK's provider says it left out. */
const PARTS: Readonly<Record<string, Quirk[]>> = {
  responseFormat: ['schema'],
  seed: ['seed'],
  temperature: ['temperature'],
}
