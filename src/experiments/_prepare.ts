import { fitTaste, type TasteModel, type TasteParts } from '../agents/index.ts'
import type { Clock } from '../clock.ts'
import { joinLogs, splitByName, withLog } from '../data/index.ts'
import { type Dataset, TastemakerError, type UserIndex } from '../domain/index.ts'
import { biasedMf, ials } from '../models/index.ts'
import { readOptions } from '../name-with-options.ts'
import { type RandomStream, randomStream } from '../random.ts'
import { type Agent4RecOptions, agent4recOptions } from '../systems/index.ts'
import { requireEnoughEvents } from './_power.ts'
import { choosePanel, strangers } from './panel.ts'
import { type FittedRecommender, fitRecommenders } from './recommenders.ts'
import type { SimulateRequest } from './simulate-request.ts'

/** Everything that is fitted and chosen before the first visit. */
export interface Prepared {
  readonly seed: number
  readonly random: RandomStream
  readonly options: Agent4RecOptions
  readonly parts: TasteParts
  readonly test: Dataset
  /** How the log was parted, in one sentence. */
  readonly split: string
  readonly panel: readonly UserIndex[]
  /** The part of the panel on which controls run. */
  readonly controlPanel: readonly UserIndex[]
  /** For each panel member another one. */
  readonly strangers: ReadonlyMap<UserIndex, UserIndex>
  readonly recommenders: readonly FittedRecommender[]
  readonly taste: TasteModel
}

/** Parts the data, chooses the panel, fits recommenders and viewers. */
export async function prepare(request: SimulateRequest, clock: Clock): Promise<Prepared> {
  const { data, seed = 1, onProgress } = request
  requireEnoughEvents(data)
  requireRatings(data)
  const options = readOptions(agent4recOptions, request.options ?? {}, 'agent4rec')
  const random = randomStream(seed, 'simulate')
  const split = splitByName('three-way', data, random.split('split'))
  const held = split.private!
  const known = withLog(data, joinLogs(split.train.log, held.log))
  const parts: TasteParts = { train: split.train, private: held, known }
  const everybody = choosePanel(
    [parts.train, parts.private, split.test],
    request.viewers ?? 500,
    random.split('panel'),
    request.panel,
  )
  const controls = Math.min(everybody.length, request.controlViewers ?? Math.max(20, Math.ceil(everybody.length / 5)))
  const recommenders = await fitRecommenders(request.recommenders, parts.train, {
    random,
    clock,
    threads: 1,
    ...(request.collected ? { collected: request.collected } : {}),
    ...(onProgress ? { onProgress } : {}),
  })
  onProgress?.({ stage: 'fit the viewers', done: 0, total: 1, unit: 'tastes' })
  const taste = await fitTaste(parts, viewerModels(), { random: random.split('taste'), threads: 1 })
  return {
    seed,
    random,
    options,
    parts,
    test: split.test,
    split: split.describe,
    panel: everybody,
    controlPanel: random
      .split('controls')
      .shuffle([...everybody])
      .slice(0, controls)
      .sort((a, b) => a - b),
    strangers: strangers(everybody, random.split('strangers')),
    recommenders,
    taste,
  }
}

/**
 * The models that decide for viewers: of the factorisation family, so that the item-item, sequence and popularity
 * recommenders they judge are not their kin. Their sizes were chosen inside train and private (the later part of them held
 * back), where 32 factors and 5 epochs know a person as well as 64 and 10.
 */
function viewerModels(): { interest: ReturnType<typeof ials>; stars: ReturnType<typeof biasedMf> } {
  return { interest: ials({ factors: 32, epochs: 5 }), stars: biasedMf() }
}

function requireRatings(data: Dataset): void {
  if (data.scale) return
  throw new TastemakerError(
    'model/unsupported',
    `"${data.name}" has events but no ratings, and viewers need ratings to learn how many stars somebody gives.`,
    'Map a rating column with --columns value=NAME, or use data with ratings such as ml-100k.',
  )
}
