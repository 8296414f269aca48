import type { Clock } from '../clock.ts'
import type { Dataset, Fitted } from '../domain/index.ts'
import { modelByName } from '../models/index.ts'
import type { RandomStream } from '../random.ts'
import type { CollectedChoice } from './collected-choice.ts'
import type { OnProgress } from './progress.ts'
import { withCollected } from './with-collected.ts'

/** A recommender fitted by its name, with how long that took. */
export interface FittedRecommender {
  /** Name and options that are not the default: the name in every table and event. */
  readonly name: string
  readonly fitted: Fitted
  readonly fitSeconds: number
}

/**
 * Fits recommenders by name, one after another.
 *
 * @param names such as `ease` or `item-knn:neighbours=20`; a name given twice is fitted once
 * @param context.collected what simulated people chose from a recommender, by its name; it alone learns from that too
 * @throws TastemakerError config/unknown-name or config/option before anything is fitted
 * @example await fitRecommenders(['popularity', 'ease'], train, context)
 */
export async function fitRecommenders(
  names: readonly string[],
  train: Dataset,
  context: {
    readonly random: RandomStream
    readonly clock: Clock
    readonly threads: number
    readonly collected?: ReadonlyMap<string, readonly CollectedChoice[]>
    readonly onProgress?: OnProgress
  },
): Promise<FittedRecommender[]> {
  const models = new Map(names.map((text) => modelByName(text)).map((model) => [model.name, model]))
  const collected = new Map([...(context.collected ?? [])].map(([text, choices]) => [modelByName(text).name, choices]))
  const fittedOnes: FittedRecommender[] = []
  for (const [name, model] of models) {
    context.onProgress?.({ stage: `fit ${name}`, done: fittedOnes.length, total: models.size, unit: 'models' })
    const started = context.clock.elapsed()
    // Chance has nothing to learn: told of choices it would draw anew for those it served well, and only for those.
    const told = model.family === 'none' ? [] : (collected.get(name) ?? [])
    const known = withCollected(train, told)
    const fitted = await model.fit(known, { random: context.random.split('fit', name), threads: context.threads })
    fittedOnes.push({ name, fitted, fitSeconds: (context.clock.elapsed() - started) / 1000 })
  }
  return fittedOnes
}
