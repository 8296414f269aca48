import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemClock } from '../clock.ts'
import type { LanguageModel, ModelUsage } from '../domain/index.ts'
import type { CallsSoFar } from '../experiments/index.ts'

/** A model as an examination asks it: with and without the journal. */
export interface Asked {
  /** What was answered once, in this examination or one that was interrupted, is not asked again. */
  readonly journalled: LanguageModel
  readonly fresh: LanguageModel
  /** What was asked of the model itself in this process. */
  usage(): ModelUsage
  spent(): CallsSoFar
  close(): Promise<void>
}

/** Puts limiter, retries, a counter and the journal around a model, in this order. @param path of the journal; its folder is made */
export async function openAsked(
  model: LanguageModel,
  { path, signal, seed }: { readonly path: string; readonly signal: AbortSignal; readonly seed: number },
): Promise<Asked> {
  const { guarded, openJournal, systemSleep } = await import('../minds/index.ts')
  const { randomStream } = await import('../random.ts')
  await mkdir(dirname(path), { recursive: true })
  const journal = await openJournal(path, { mode: 'write', clock: systemClock })
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
