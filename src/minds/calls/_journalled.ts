import type { Clock } from '../../clock.ts'
import {
  type FailureKind,
  type LanguageModel,
  type ModelAnswer,
  type ModelCall,
  ModelFailure,
  TastemakerError,
} from '../../domain/index.ts'
import { callKeys } from './_call-key.ts'
import type { JournalRows } from './_journal-rows.ts'
import { sharing } from './_share.ts'
import type { Tally } from './_tally.ts'

/**
 * Puts a journal before models.
 *
 * A call is looked up first; then what the model said in vain is thrown again; then the model is asked, once for equal
 * calls on their way, and its answer is written before anybody gets it.
 *
 * @returns the `answer` of a model with that fingerprint; of a replay where there is no model
 * @example const answer = journalled(rows, counts, clock)(model.fingerprint, model)
 */
export function journalled(rows: JournalRows, counts: Tally, clock: Clock) {
  const share = sharing<ModelAnswer>()

  return (fingerprint: string, model: LanguageModel | null): LanguageModel['answer'] => {
    const keyOf = callKeys(fingerprint)
    return async (call, signal) => {
      signal?.throwIfAborted()
      const key = keyOf(call)
      const kept = rows.answer(key)
      if (kept) {
        counts.fromJournal(call.by.step, call.by.agent)
        return kept
      }
      if (!model) throw standing(key, 'any') ?? missing(call)
      try {
        const failed = standing(key, SAID)
        if (failed) throw failed
        const { result, joined } = await share(key, () => pay(key, call, model, signal), signal)
        if (joined) counts.fromJournal(call.by.step, call.by.agent)
        return result
      } catch (error) {
        if (error instanceof ModelFailure) fail(key, call, error)
        throw error
      }
    }
  }

  async function pay(key: string, call: ModelCall, model: LanguageModel, signal?: AbortSignal): Promise<ModelAnswer> {
    const started = clock.elapsed()
    const answer = await model.answer(call, signal)
    const milliseconds = clock.elapsed() - started
    const madeGood = rows.keep(key, { call, answer, milliseconds })
    counts.answered({ ...call.by, calls: 1, ...answer.usage, milliseconds })
    for (const failed of madeGood) counts.failed(failed, -1)
    return answer
  }

  function fail(key: string, { by }: ModelCall, { kind, message }: ModelFailure): void {
    const failed = { step: by.step, agent: by.agent, kind }
    for (const earlier of rows.fail(key, failed, message)) counts.failed(earlier, -1)
    counts.failed(failed)
  }

  function standing(key: string, kinds: ReadonlySet<FailureKind> | 'any'): ModelFailure | undefined {
    const failure = counts.total.failed > 0 ? rows.failure(key) : undefined
    if (failure && (kinds === 'any' || kinds.has(failure.kind))) return new ModelFailure(failure.kind, failure.raw)
    return undefined
  }
}

/** Failures that are a model's own words: paid for, and part of what was seen. The others may go well another time. */
const SAID: ReadonlySet<FailureKind> = new Set(['unparseable', 'ungrounded', 'policy', 'refused'])

const missing = ({ by }: ModelCall): TastemakerError =>
  new TastemakerError(
    'journal/missing',
    `The journal has no answer to the call "${by.step}" of ${by.agent}.`,
    'Another run made it, or another version with other prompts; go on with --resume FOLDER to ask a model.',
  )
