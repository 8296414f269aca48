import type { JsonSchema } from '../../domain/index.ts'

/** What a server was found not to do: take a JSON Schema, a seed or a temperature, or count tokens. */
export type Quirk = 'schema' | 'seed' | 'temperature' | 'usage'

/** A call as it is put to a server: what the server does not take is left out. */
export interface Asked {
  /** Empty for none. */
  readonly system: string
  readonly user: string
  readonly maxTokens: number
  readonly temperature: number | undefined
  readonly seed: number | undefined
  /** Null where no JSON is wanted, or the schema stands in the prompt. */
  readonly schema: JsonSchema | null
  /** Whether tokens are to be counted where that has to be asked for. */
  readonly counted: boolean
}

/** How an answer ended: whole or cut at its length, filtered or refused, or broken off by the server. */
export type AnswerEnd = 'done' | 'length' | 'refused' | 'broken'

/** What a server said. */
export interface Said {
  readonly text: string
  /** Characters of thoughts that came beside the text. */
  readonly thought: number
  readonly end: AnswerEnd
  readonly promptTokens: number | undefined
  readonly generatedTokens: number | undefined
  /** Parts of the request that did not get there. */
  readonly dropped: readonly Quirk[]
}

/** A part of what a server says: more words, or at last the whole. */
export type SaidPart = { readonly more: string } | { readonly said: Said }

/** A way to a server: one request for one call, no more. It fails as the network or the server does, in its own words. */
export interface Road {
  /** Which protocol, where and which model: part of the model's fingerprint. */
  readonly to: string
  send(asked: Asked, signal: AbortSignal): Promise<Said>
  /** Resolves once the server has begun to answer. */
  stream?(asked: Asked, signal: AbortSignal): Promise<AsyncIterable<SaidPart>>
  close(): void
}
