import type { FailureKind } from './mind.ts'

/** What is wanted back from a language model. */
export type Wanted =
  /** One of some labels; the answer is a distribution over them. */
  | { readonly type: 'choice'; readonly labels: readonly string[] }
  /** A few words. */
  | { readonly type: 'text'; readonly maxTokens: number }
  /** A JSON document that fits a JSON Schema. */
  | { readonly type: 'json'; readonly schema: JsonSchema; readonly maxTokens: number }

/** A JSON Schema, as `z.toJSONSchema` makes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** One call of a language model. Everything but `by` identifies the answer. */
export interface ModelCall {
  /** What stays the same from call to call; a model may keep it. */
  readonly system: string
  readonly user: string
  readonly wanted: Wanted
  /** 0 is the likeliest answer, 1 the model's own distribution. */
  readonly temperature: number
  /** For models that draw. A whole number from 0, below 2^31. */
  readonly seed: number
  /** Who asks and at which step; for the ledger only. */
  readonly by: { readonly agent: string; readonly step: string }
}

/** What a call used. */
export interface ModelUsage {
  readonly promptTokens: number
  readonly generatedTokens: number
}

/** A model's answer. */
export interface ModelAnswer {
  /** The words, the JSON document as text, or the likeliest label. */
  readonly text: string
  /**
   * For a choice: the probability of each label in the order given, at the temperature asked for. A model that only names
   * a label gives it 1 and the others 0.
   */
  readonly probabilities: readonly number[] | null
  readonly usage: ModelUsage
}

/** A part of an answer on its way: some more of its words, or, once and last, the whole answer. */
export type AnswerPart = { readonly delta: string } | { readonly answer: ModelAnswer }

/**
 * Answers calls: weights in this process, or a server.
 *
 * An implementer answers from the call alone, so that equal calls to an equal `fingerprint` may share one answer; works on
 * at most `concurrency` calls at once and lets others wait; rejects with a `ModelFailure` where this one call failed, and
 * with a `TastemakerError` where every call would (a wrong key, weights that are gone). Journal, budget, limiter and
 * retries are wrapped around it and are of the same type.
 */
export interface LanguageModel {
  /** As a user would type it, such as `local/smollm2-135m`. */
  readonly name: string
  /** Changes whenever the same call could be answered otherwise: weights, runtime, template, server, provider's model id. */
  readonly fingerprint: string
  readonly concurrency: number
  /** The same call gives the same answer, whatever was asked before. False for most servers. */
  readonly repeatable: boolean
  answer(call: ModelCall, signal?: AbortSignal): Promise<ModelAnswer>
  /**
   * The same answer, its words as they come; `streamed` of the minds asks models without it. Words of a choice are not shown,
   * since only a label counts. It fails as `answer` does, also after some words; whoever stops reading ends the call.
   */
  stream?(call: ModelCall, signal?: AbortSignal): AsyncIterable<AnswerPart>
  close(): Promise<void>
}

/** Why one call failed. @example throw new ModelFailure('provider', '503 overloaded', { transient: true }) */
export class ModelFailure extends Error {
  readonly kind: FailureKind
  /** Worth another try. */
  readonly transient: boolean
  /** Milliseconds the other side asked to wait; null where it said nothing. */
  readonly retryAfter: number | null

  /** @param raw what came back, or what went wrong, without secrets */
  constructor(
    kind: FailureKind,
    raw: string,
    more: { readonly transient?: boolean; readonly retryAfter?: number | null; readonly cause?: unknown } = {},
  ) {
    super(raw, { cause: more.cause })
    this.name = 'ModelFailure'
    this.kind = kind
    this.transient = more.transient ?? false
    this.retryAfter = more.retryAfter ?? null
  }
}
