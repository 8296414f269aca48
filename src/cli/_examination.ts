import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import type { LanguageModel, MindCard } from '../domain/index.ts'
import type { QualifyRequest } from '../experiments/index.ts'
import { openAsked } from './_asked.ts'
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
  const guarded = await openAsked(model, {
    path: join(home, 'journals', 'qualify.sqlite'),
    signal,
    seed: request.seed ?? 1,
  })
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
