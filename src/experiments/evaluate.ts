import { type Clock, systemClock } from '../clock.ts'
import { joinLogs, type Split, splitByName, withLog } from '../data/index.ts'
import type { Dataset } from '../domain/index.ts'
import {
  type EvaluatedRecommender,
  evaluateRanking,
  type RankingRequest,
  type RankingTable,
  rankingTable,
} from '../evaluation/index.ts'
import { type RandomStream, randomStream } from '../random.ts'
import { requireEnoughEvents } from './_power.ts'
import { sentence } from './_sentence.ts'
import type { OnProgress } from './progress.ts'
import { type FittedRecommender, fitRecommenders } from './recommenders.ts'
import { servedFrom } from './served-from.ts'
import { servingCost } from './serving.ts'

/** What `evaluate` is asked for. */
export interface EvaluateRequest {
  readonly data: Dataset
  /** Names with options, such as `ease:lambda=300`. */
  readonly recommenders: readonly string[]
  /** `80/20` unless given. */
  readonly split?: string
  readonly ks?: readonly number[]
  readonly metrics?: readonly string[]
  /** What is relevant, what breaks ties, and who counts; each as `evaluateRanking` has it unless given. */
  readonly ranking?: RankingChoice
  readonly seed?: number
  readonly threads?: number
  readonly clock?: Clock
  readonly onProgress?: OnProgress
}

/** How lists are made and judged, beside what is usual. */
export interface RankingChoice
  extends Pick<RankingRequest, 'ties' | 'gain' | 'relevantFrom' | 'noTestUsers' | 'filterSeen'> {
  /** Ranks so many drawn candidates instead of all; every row is then marked. */
  readonly sampledNegatives?: number
}

/** A table and the models behind it. */
export interface Evaluation extends RankingTable {
  readonly fitted: readonly FittedRecommender[]
  /** With the values of each person, for whoever keeps them. */
  readonly evaluated: readonly EvaluatedRecommender[]
}

/**
 * Fits recommenders on the training part and ranks the whole catalogue for everybody with held-out events.
 *
 * @returns a row for each recommender with intervals, and each against every other
 * @throws TastemakerError for unknown names and options, before anything is fitted
 * @example (await evaluate({ data, recommenders: ['popularity', 'ease'] })).rows[1]?.metrics['ndcg@10']?.mean
 */
export async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
  const { data, seed = 1, clock = systemClock, onProgress } = request
  requireEnoughEvents(data)
  const random = randomStream(seed, 'evaluate')
  const split = splitByName(request.split ?? '80/20', data, random.split('split'))
  const { train, describe } = trainingSide(split)
  const fitted = await fitRecommenders(request.recommenders, train, {
    random,
    clock,
    threads: request.threads ?? 1,
    ...(onProgress ? { onProgress } : {}),
  })
  const shown = split.shown?.test
  const ranked = rankAll(fitted, {
    ...request,
    train,
    test: split.test,
    split: describe,
    random,
    ...(shown ? { shown } : {}),
  })
  const evaluated = await withServing(ranked, fitted, train, clock)
  const table = rankingTable(evaluated, { random: random.split('table') })
  return { ...table, notes: [...table.notes, ...split.notes.map(sentence)], fitted, evaluated }
}

/** Adds what it costs to keep and to ask each of the recommenders. */
async function withServing(
  ranked: readonly EvaluatedRecommender[],
  fitted: readonly FittedRecommender[],
  train: Dataset,
  clock: Clock,
): Promise<EvaluatedRecommender[]> {
  const people = ranked[0]?.result.people.map((id) => train.users.index(id)!) ?? []
  const all: EvaluatedRecommender[] = []
  for (const [place, one] of ranked.entries()) {
    const cost = await servingCost(fitted[place]!.fitted, train, people, clock)
    all.push({ ...one, memory: cost?.megabytes ?? null, requestTimes: cost && { p50: cost.p50, p95: cost.p95 } })
  }
  return all
}

/** Nothing is tuned here, so what a split keeps for validation trains too, unless it keeps people apart. */
function trainingSide({ train, validation, shown, describe }: Split): { train: Dataset; describe: string } {
  if (!validation || shown) return { train, describe }
  return {
    train: withLog(train, joinLogs(train.log, validation.log)),
    describe: `${describe}; nothing is tuned, so validation events train too`,
  }
}

/** Ranks for everybody with each fitted recommender. @example rankAll(fitted, { train, test, split: '80/20' }) */
export function rankAll(
  fitted: readonly FittedRecommender[],
  parts: {
    readonly train: Dataset
    readonly test: Dataset
    readonly split: string
    /** What people are served from where training does not know them. */
    readonly shown?: Dataset
    readonly ks?: readonly number[]
    readonly metrics?: readonly string[]
    readonly ranking?: RankingChoice
    /** Draws the candidates, where these are drawn. */
    readonly random?: RandomStream
    readonly onProgress?: OnProgress
  },
): EvaluatedRecommender[] {
  const { train, test, split, shown, ks, metrics, random, onProgress } = parts
  const { sampledNegatives: count, ...ranking } = parts.ranking ?? {}
  const by = 'uniform' as const
  return fitted.map(({ name, fitted: model, fitSeconds }, done) => {
    onProgress?.({ stage: `rank with ${name}`, done, total: fitted.length, unit: 'recommenders' })
    const result = evaluateRanking({
      ...servedFrom(model, train, shown),
      test,
      split,
      ...(ks ? { ks } : {}),
      ...(metrics ? { metrics } : {}),
      ...ranking,
      ...(count && random ? { sampledNegatives: { count, by, random: random.split('negatives') } } : {}),
    })
    return { recommender: name, fitSeconds, result }
  })
}
