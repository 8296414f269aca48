import type { Clock } from '../../clock.ts'
import type { UserIndex } from '../../domain/index.ts'
import { type EvaluatedRecommender, evaluateRanking, type RankingResult } from '../../evaluation/index.ts'
import { modelByName } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { servedFrom } from '../served-from.ts'
import { servingCost } from '../serving.ts'
import { overSeeds } from './over-seeds.ts'
import type { TuningParts } from './tuning-parts.ts'

/** Fits a recommender once for each seed and ranks the test with each; seconds are of one fit. */
export async function finalResult(
  name: string,
  { train, test, shown, split }: TuningParts['final'],
  options: {
    readonly seeds: readonly number[]
    readonly threads: number
    readonly k: readonly number[]
    readonly metrics?: readonly string[] | undefined
    readonly tune: { readonly metric: string }
    readonly clock: Clock
  },
): Promise<{ readonly evaluated: EvaluatedRecommender; readonly notes: readonly string[] }> {
  const { seeds, threads, clock, metrics, k, tune } = options
  const results: RankingResult[] = []
  let [fitSeconds, cost] = [0, null as Awaited<ReturnType<typeof servingCost>>]
  for (const [place, seed] of seeds.entries()) {
    const started = clock.elapsed()
    const random = randomStream(seed, 'evaluate').split('fit', name)
    const fitted = await modelByName(name).fit(train, { random, threads })
    fitSeconds += (clock.elapsed() - started) / 1000 / seeds.length
    results.push(
      evaluateRanking({
        ...servedFrom(fitted, train, shown),
        test,
        split,
        ks: k,
        clock,
        ...(metrics ? { metrics: [...new Set([...metrics, tune.metric])] } : {}),
      }),
    )
    if (place === 0) cost = await servingCost(fitted, train, usersOf(results[0]!, train), clock)
  }
  const bySeed = results.map(({ values }) => values[tune.metric]?.value?.toFixed(4) ?? 'undefined').join(', ')
  return {
    evaluated: {
      recommender: name,
      fitSeconds,
      memory: cost?.megabytes ?? null,
      requestTimes: cost && { p50: cost.p50, p95: cost.p95 },
      result: overSeeds(results),
    },
    notes: seeds.length > 1 ? [`${name}: ${tune.metric} over seeds ${seeds.join(', ')}: ${bySeed}.`] : [],
  }
}

function usersOf({ people }: RankingResult, train: TuningParts['final']['train']): readonly UserIndex[] {
  return people.map((id) => train.users.index(id)!)
}
