import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import type { LanguageModel, MindCard, ModelUsage } from '../domain/index.ts'
import type { CallsSoFar, QualifyRequest } from '../experiments/index.ts'
import { terminal } from './_terminal.ts'

/**
 * Examines a model and keeps its card. What was asked is kept in the cache, so an examination that was stopped goes on
 * where it was.
 *
 * @returns the card of these gates, and the one that is kept, with what an earlier one knows about other jobs
 */
export async function examine(
  model: LanguageModel,
  request: Pick<QualifyRequest, 'data' | 'gates' | 'n' | 'seed' | 'speedBudget'> & {
    readonly home: string
    readonly signal?: AbortSignal
  },
): Promise<{ readonly card: MindCard; readonly kept: MindCard }> {
  const { qualify } = await import('../experiments/index.ts')
  const { keepCard, languageMind } = await import('../minds/index.ts')
  // The gates turn the options themselves; rotating them again would hide a love of one letter.
  const mindOf = (asked: LanguageModel) => languageMind({ model: asked, agent: 'qualify', rotations: 1 })
  const { home, signal = new AbortController().signal, ...asked } = request
  const guarded = await openAsked(model, { folder: join(home, 'journals'), signal, seed: request.seed ?? 1 })
  try {
    const card = await qualify({
      ...asked,
      mind: mindOf(guarded.journalled),
      fresh: mindOf(guarded.fresh),
      model,
      usage: guarded.usage,
      concurrency: model.concurrency,
      clock: systemClock,
      signal,
      onProgress: (progress) => terminal.progress({ ...progress, calls: guarded.spent() }),
    })
    return { card, kept: await keepCard(home, card) }
  } finally {
    await guarded.close()
  }
}

/** A model as a qualification asks it: with and without the journal. */
interface Asked {
  /** What was answered once, in this qualification or one that was interrupted, is not asked again. */
  readonly journalled: LanguageModel
  readonly fresh: LanguageModel
  /** What was asked of the model itself in this process. */
  usage(): ModelUsage
  spent(): CallsSoFar
  close(): Promise<void>
}

/** Puts limiter, retries, a counter and the journal around a model, in this order. */
async function openAsked(
  model: LanguageModel,
  { folder, signal, seed }: { readonly folder: string; readonly signal: AbortSignal; readonly seed: number },
): Promise<Asked> {
  const { guarded, openJournal, systemSleep } = await import('../minds/index.ts')
  const { randomStream } = await import('../random.ts')
  await mkdir(folder, { recursive: true })
  const journal = await openJournal(join(folder, 'qualify.sqlite'), { mode: 'write', clock: systemClock })
  const used = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  const random = randomStream(seed, 'retries')
  const patient = guarded(model, { clock: systemClock, sleep: systemSleep, random })
  const fresh: LanguageModel = {
    ...patient,
    answer: async (call) => {
      const answer = await patient.answer(call, signal)
      used.calls++
      used.promptTokens += answer.usage.promptTokens
      used.generatedTokens += answer.usage.generatedTokens
      return answer
    },
  }
  return {
    journalled: journal.wrap(fresh),
    fresh,
    usage: () => ({ ...used }),
    spent: () => ({ calls: used.calls, tokens: used.promptTokens + used.generatedTokens, money: null, expected: null }),
    close: async () => journal.close(),
  }
}
