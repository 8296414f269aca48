import type { z } from 'zod'
import type { Fitted, ModelFamily, ModelState, UtilityModel } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import { parseNameWithOptions, readOptions } from '../name-with-options.ts'
import { nearest } from '../nearest.ts'
import { biasedMf, biasedMfOptions, loadBiasedMf } from './biased-mf/index.ts'
import { bpr, bprOptions, loadBpr } from './bpr/index.ts'
import { contentKnn, contentKnnOptions, loadContentKnn } from './content-knn/index.ts'
import { ease, easeOptions, loadEase } from './ease/index.ts'
import { fm, fmOptions, loadFm } from './fm/index.ts'
import { hybridByName, hybridOptions, loadHybrid } from './hybrid/index.ts'
import { ials, ialsOptions, loadIals } from './ials/index.ts'
import { itemKnn, itemKnnOptions, loadItemKnn } from './item-knn/index.ts'
import { loadPopularity, popularity, popularityOptions } from './popularity/index.ts'
import { loadPureSvd, pureSvd, pureSvdOptions } from './pure-svd/index.ts'
import { loadRandom, random, randomOptions } from './random/index.ts'
import { loadRp3beta, rp3beta, rp3betaOptions } from './rp3beta/index.ts'
import { loadSequence, sequence, sequenceOptions } from './sequence/index.ts'
import { loadSlim, slim, slimOptions } from './slim/index.ts'
import { loadSvdPp, svdPp, svdPpOptions } from './svd-pp/index.ts'
import { loadTransition, transition, transitionOptions } from './transition/index.ts'
import { loadTwoTower, twoTower, twoTowerOptions } from './two-tower/index.ts'
import { loadUserKnn, userKnn, userKnnOptions } from './user-knn/index.ts'

/** A model as the registry lists it. */
export interface ModelEntry {
  readonly family: ModelFamily
  /** One line for help texts. */
  readonly summary: string
  /** Every option with default and range. */
  readonly options: z.ZodObject
  /** Makes the model; options are checked and completed. */
  readonly factory: (options?: never) => UtilityModel
  /** Makes the fitted model from what `save` gave. */
  readonly load: (state: ModelState) => Fitted
}

/** All models by name, the controls first. */
export const models = {
  random: {
    family: 'none',
    summary: 'chance, fixed for each person: the floor',
    options: randomOptions,
    factory: random,
    load: loadRandom,
  },
  popularity: {
    family: 'popularity',
    summary: 'what most people touched, the same for everybody',
    options: popularityOptions,
    factory: popularity,
    load: loadPopularity,
  },
  'item-knn': {
    family: 'item-item',
    summary: 'items that the same people touched',
    options: itemKnnOptions,
    factory: itemKnn,
    load: loadItemKnn,
  },
  'user-knn': {
    family: 'user-user',
    summary: 'what the most similar people touched',
    options: userKnnOptions,
    factory: userKnn,
    load: loadUserKnn,
  },
  rp3beta: {
    family: 'item-item',
    summary: 'where walks from person to item to person to item end',
    options: rp3betaOptions,
    factory: rp3beta,
    load: loadRp3beta,
  },
  transition: {
    family: 'sequence',
    summary: 'what people went on to after their last items',
    options: transitionOptions,
    factory: transition,
    load: loadTransition,
  },
  sequence: {
    family: 'sequence',
    summary: 'what a self-attention network expects next (SASRec); slow to fit',
    options: sequenceOptions,
    factory: sequence,
    load: loadSequence,
  },
  ease: {
    family: 'item-item',
    summary: 'linear item-to-item model in closed form',
    options: easeOptions,
    factory: ease,
    load: loadEase,
  },
  slim: {
    family: 'item-item',
    summary: 'sparse linear item-to-item model by coordinate descent',
    options: slimOptions,
    factory: slim,
    load: loadSlim,
  },
  bpr: {
    family: 'factorisation',
    summary: 'factors of who touched what, learned from pairs of items (BPR)',
    options: bprOptions,
    factory: bpr,
    load: loadBpr,
  },
  fm: {
    family: 'factorisation',
    summary: 'factorisation machine over history, item features and circumstances',
    options: fmOptions,
    factory: fm,
    load: loadFm,
  },
  'biased-mf': {
    family: 'factorisation',
    summary: 'expected rating by factors and biases; needs ratings',
    options: biasedMfOptions,
    factory: biasedMf,
    load: loadBiasedMf,
  },
  'svd-pp': {
    family: 'factorisation',
    summary: 'expected rating, told also by which items a person rated at all; needs ratings',
    options: svdPpOptions,
    factory: svdPp,
    load: loadSvdPp,
  },
  ials: {
    family: 'factorisation',
    summary: 'factors of who touched what, by alternating least squares',
    options: ialsOptions,
    factory: ials,
    load: loadIals,
  },
  'content-knn': {
    family: 'content',
    summary: 'what reads like what the person liked; serves items nobody touched',
    options: contentKnnOptions,
    factory: contentKnn,
    load: loadContentKnn,
  },
  'two-tower': {
    family: 'factorisation',
    summary: 'vectors of people and items learned from ids, words and categories; serves items nobody touched',
    options: twoTowerOptions,
    factory: twoTower,
    load: loadTwoTower,
  },
  hybrid: {
    family: 'item-item',
    summary: 'several models fused by rank or by score, such as of=ease+content-knn',
    options: hybridOptions,
    factory: (options: z.input<typeof hybridOptions> = {}) => hybridByName(options, modelByName),
    load: (state: ModelState) => loadHybrid(state, loadModel),
  },
  'pure-svd': {
    family: 'factorisation',
    summary: 'projection on the leading singular vectors of the events',
    options: pureSvdOptions,
    factory: pureSvd,
    load: loadPureSvd,
  },
} as const satisfies Readonly<Record<string, ModelEntry>>

/**
 * Makes a model from its name, with options riding on it.
 *
 * @param text such as `ease` or `ease:lambda=300`
 * @throws {TastemakerError} `config/unknown-name` for a model or option that does not exist, `config/option` for a bad value
 * @example modelByName('item-knn:neighbours=100,shrinkage=20')
 */
export function modelByName(text: string): UtilityModel {
  const { name, options } = parseNameWithOptions(text)
  const entry = entryOf(name)
  return entry.factory(readOptions(entry.options, options, name) as never)
}

/**
 * Makes a fitted model from its state, on a worker thread or after reading it from a file.
 *
 * @throws {TastemakerError} `config/unknown-name` for an unknown model, `model/state` for a state of another version
 * @example loadModel(fitted.save())
 */
export function loadModel(state: ModelState): Fitted {
  const entry = entryOf(state.model)
  if (state.version === 1) return entry.load(state)
  throw new TastemakerError(
    'model/state',
    `The state of "${state.model}" has version ${state.version}; this program reads version 1.`,
    'Fit the model again.',
  )
}

function entryOf(name: string): ModelEntry {
  const all: Readonly<Record<string, ModelEntry>> = models
  const entry = Object.hasOwn(all, name) ? all[name] : undefined
  if (entry) return entry
  const near = nearest(name, Object.keys(all))
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Models: ${Object.keys(all).join(', ')}.`
  throw new TastemakerError('config/unknown-name', `There is no model named "${name}".`, hint)
}
