import { assetHome, type PulledAsset, type PullOptions, pull as pullInto } from './assets/index.ts'
import { systemClock } from './clock.ts'
import { type LoadOptions, loadDataset as loadFrom } from './data/index.ts'
import type { Dataset, Recommender } from './domain/index.ts'
import { modelByName, recommenderOf } from './models/index.ts'
import { randomStream } from './random.ts'

/*
 * The edge of the library: the same functions with this machine's cache folder, clock and network as defaults. Inside,
 * nothing is taken for granted; everything is an argument.
 */

/** Fetches real data by name into this machine's cache folder. @example await pull('ml-100k') */
export function pull(name: string, options: Partial<PullOptions> = {}): Promise<PulledAsset> {
  return pullInto(name, { home: assetHome(process.env), clock: systemClock, ...options })
}

/** Loads a pulled data set by name, or a file by path. @example await loadDataset('ml-100k') */
export function loadDataset(nameOrPath: string, options: Partial<LoadOptions> = {}): Promise<Dataset> {
  return loadFrom(nameOrPath, { home: assetHome(process.env), ...options })
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
  const random = randomStream(options.seed ?? 1, 'recommend')
  const fitted = await modelByName(name).fit(data, { random, threads: options.threads ?? 1 })
  return recommenderOf(fitted, data, { exclude: 'seen', reasons: true })
}
