import type { PulledAsset, PullOptions } from './assets/index.ts'
import { systemClock } from './clock.ts'
import type { LoadOptions } from './data/index.ts'
import type { Dataset, Recommender } from './domain/index.ts'
import type { RankingTable, SimulationResult } from './evaluation/index.ts'
import type { EvaluateRequest, Evaluation, SimulateRequest } from './experiments/index.ts'
import type { RunManifest } from './runs/index.ts'

/*
 * The edge of the library: the same functions with this machine's cache folder, clock and network as defaults. Inside,
 * nothing is taken for granted; everything is an argument. Each function loads what it needs when it is called, so that
 * importing the library costs next to nothing.
 */

/** Fetches real data by name into this machine's cache folder. @example await pull('ml-100k') */
export async function pull(name: string, options: Partial<PullOptions> = {}): Promise<PulledAsset> {
  const assets = await import('./assets/index.ts')
  return assets.pull(name, { home: assets.assetHome(process.env), clock: systemClock, ...options })
}

/** Loads a pulled data set by name, or a file by path. @example await loadDataset('ml-100k') */
export async function loadDataset(nameOrPath: string, options: Partial<LoadOptions> = {}): Promise<Dataset> {
  const { assetHome } = await import('./assets/index.ts')
  const data = await import('./data/index.ts')
  return data.loadDataset(nameOrPath, { home: assetHome(process.env), ...options })
}

/**
 * Fits a recommender by name and serves it.
 *
 * @param name with options riding on it, such as `ease:lambda=500`
 * @param options.seed 1 unless given
 * @returns slates with a reason for every entry
 * @throws TastemakerError config/unknown-name with the nearest names
 * @example (await fitRecommender('ease', data)).recommend({ user: userId('196'), k: 10 })
 */
export async function fitRecommender(
  name: string,
  data: Dataset,
  options: { readonly seed?: number; readonly threads?: number } = {},
): Promise<Recommender> {
  const { modelByName, recommenderOf } = await import('./models/index.ts')
  const { randomStream } = await import('./random.ts')
  const random = randomStream(options.seed ?? 1, 'recommend')
  const fitted = await modelByName(name).fit(data, { random, threads: options.threads ?? 1 })
  return recommenderOf(fitted, data, { exclude: 'seen', reasons: true })
}

/** Compares recommenders on held-out events. @example (await evaluate({ data, recommenders: ['ease'] })).rows */
export async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
  return (await import('./experiments/index.ts')).evaluate(request)
}

/**
 * Runs the experiment of a file, or goes on with it: searches on validation events, the test ranked once, all kept in a folder.
 *
 * @param path such as `examples/ml-100k.json`
 * @param options.out folder of trials and results
 * @throws TastemakerError what `readExperiment`, `loadDataset` and `runExperiment` throw
 * @example (await experiment('examples/ml-100k.json', { out: 'runs/tuned' })).rows
 */
export async function experiment(path: string, options: { readonly out: string }): Promise<RankingTable> {
  const { readExperiment, runExperiment } = await import('./experiments/index.ts')
  const { columnMapping } = await import('./data/index.ts')
  const { storedTable } = await import('./evaluation/index.ts')
  const asked = await readExperiment(path)
  const data = await loadDataset(asked.data, {
    ...(asked.columns ? { columns: columnMapping(asked.columns) } : {}),
    ...(asked.duplicates ? { duplicates: asked.duplicates } : {}),
  })
  return storedTable(await runExperiment(asked, { data, clock: systemClock, ...options }))
}

/** Puts viewers in front of recommenders. @example await simulate({ data, recommenders: ['ease'], out: 'runs/first' }) */
export async function simulate(request: SimulateRequest): Promise<RunManifest> {
  return (await import('./experiments/index.ts')).simulate(request)
}

/** Reads a run folder and makes its tables. @example (await readSimulation('runs/first')).rows */
export async function readSimulation(folder: string): Promise<SimulationResult> {
  return (await import('./evaluation/index.ts')).readSimulation(folder)
}

/** Writes report.html into a run folder and returns its path. @example await writeReport('runs/first') */
export async function writeReport(folder: string): Promise<string> {
  return (await import('./report/index.ts')).writeReport(folder)
}
