import type { Clock } from '../../clock.ts'
import {
  type AnswerPart,
  type FailureKind,
  type LanguageModel,
  type ModelAnswer,
  type ModelCall,
  ModelFailure,
  TastemakerError,
} from '../../domain/index.ts'
import { callKeys } from './_call-key.ts'
import type { JournalRows } from './_journal-rows.ts'
import { type Pushed, pushed } from './_pushed.ts'
import { sharing } from './_share.ts'
import type { Tally } from './_tally.ts'
import { inOnePiece, streamed } from './streamed.ts'

/**
 * Puts a journal before models.
 *
 * A call is looked up first; then what the model said in vain is thrown again; then the model is asked, once for equal
 * calls on their way, and its answer is written before anybody gets it. A stream hands the model's words on as they come, and
 * the last part once the whole is written; from the journal it comes in one piece.
 *
 * @returns how a model answers, `stream` and all: one that is there, or one of which only the answers are left
 * @example const { answer } = journalled(rows, counts, clock)(model, model)
 */
export function journalled(rows: JournalRows, counts: Tally, clock: Clock) {
  const share = sharing<ModelAnswer>()
  let underWay = 0

  return (
    { name, fingerprint }: Named,
    model: LanguageModel | null,
  ): Required<Pick<LanguageModel, 'answer' | 'stream'>> => {
    const keyOf = callKeys(fingerprint)
    const tally = counts.of(name)

    async function answer(call: ModelCall, signal?: AbortSignal): Promise<ModelAnswer> {
      signal?.throwIfAborted()
      const key = keyOf(call)
      const kept = known(key, call)
      if (kept) return kept
      return asked(key, call, signal, () => model!.answer(call, signal)).then(({ result }) => result)
    }

    async function* stream(call: ModelCall, signal?: AbortSignal): AsyncGenerator<AnswerPart> {
      signal?.throwIfAborted()
      const key = keyOf(call)
      const kept = known(key, call)
      if (kept) return yield* inOnePiece(call, kept)
      const left = new AbortController()
      const stop = signal ? AbortSignal.any([signal, left.signal]) : left.signal
      const parts = pushed<AnswerPart>()
      asked(key, call, stop, () => handedOn(streamed(model!, call, stop), parts)).then(({ result, joined }) => {
        for (const part of joined ? inOnePiece(call, result) : [{ answer: result }]) parts.push(part)
        parts.end()
      }, parts.fail)
      try {
        yield* parts
      } finally {
        left.abort()
      }
    }

    /** An answer, or a failure that stands. */
    function known(key: string, call: ModelCall): ModelAnswer | undefined {
      const kept = rows.answer(key)
      if (kept) {
        tally.fromJournal(call.by.step, call.by.agent)
        return kept
      }
      if (!model) throw standing(key, 'any') ?? missing(call)
      const failed = standing(key, SAID)
      if (!failed) return undefined
      fail(key, call, failed)
      throw failed
    }

    async function asked(
      key: string,
      call: ModelCall,
      signal: AbortSignal | undefined,
      ask: () => Promise<ModelAnswer>,
    ) {
      try {
        const shared = await share(key, () => pay(key, call, ask), signal)
        if (shared.joined) tally.fromJournal(call.by.step, call.by.agent)
        return shared
      } catch (error) {
        if (error instanceof ModelFailure) fail(key, call, error)
        throw error
      }
    }

    async function pay(key: string, call: ModelCall, ask: () => Promise<ModelAnswer>): Promise<ModelAnswer> {
      const started = clock.elapsed()
      underWay++
      const answer = await ask().finally(() => underWay--)
      const milliseconds = clock.elapsed() - started
      const madeGood = await rows.keep(key, { call, answer, milliseconds }, name, underWay < FEW)
      tally.answered({ ...call.by, calls: 1, ...answer.usage, milliseconds })
      for (const failed of madeGood) counts.of(failed.model ?? name).failed(failed, -1)
      return answer
    }

    function fail(key: string, { by }: ModelCall, { kind, message }: ModelFailure): void {
      const failed = { step: by.step, agent: by.agent, kind }
      for (const earlier of rows.fail(key, { ...failed, model: name }, message)) {
        counts.of(earlier.model ?? name).failed(earlier, -1)
      }
      tally.failed(failed)
    }

    return { answer, stream }
  }

  function standing(key: string, kinds: ReadonlySet<FailureKind> | 'any'): ModelFailure | undefined {
    const failure = counts.total.failed > 0 ? rows.failure(key) : undefined
    if (failure && (kinds === 'any' || kinds.has(failure.kind))) return new ModelFailure(failure.kind, failure.raw)
    return undefined
  }
}

type Named = Pick<LanguageModel, 'name' | 'fingerprint'>

/** Hands words on as they come; resolves with the whole. */
async function handedOn(parts: AsyncIterable<AnswerPart>, to: Pushed<AnswerPart>): Promise<ModelAnswer> {
  let answer: ModelAnswer | null = null
  for await (const part of parts) {
    if ('answer' in part) answer = part.answer
    else to.push(part)
  }
  if (answer) return answer
  throw new ModelFailure('provider', 'The stream ended without an answer.', { transient: true })
}

/**
 * Below this many calls under way each answer is written at once, before the next call can leave, so that a kill loses no more
 * than what was under way; beyond, those that come together share a commit, and a kill may lose them beside.
 */
const FEW = 16

/** Failures that are a model's own words: paid for, and part of what was seen. The others may go well another time. */
const SAID: ReadonlySet<FailureKind> = new Set(['unparseable', 'ungrounded', 'policy', 'refused'])

const missing = ({ by }: ModelCall): TastemakerError =>
  new TastemakerError(
    'journal/missing',
    `The journal has no answer to the call "${by.step}" of ${by.agent}.`,
    'Another run made it, or another version with other prompts; go on with --resume FOLDER to ask a model.',
  )
