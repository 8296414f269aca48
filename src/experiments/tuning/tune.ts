/*
 * Choosing options on held-out events that are not the test.
 *
 * Random search (Bergstra and Bengio 2012) tries every setting on everybody. Successive halving (Jamieson and Talwalkar
 * 2016) tries many settings on few people, and only the better part of them on more. Both start from the model's own
 * defaults, and both keep every trial.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { selectRows, withLog } from '../../data/index.ts'
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { evaluateRanking } from '../../evaluation/index.ts'
import { modelByName } from '../../models/index.ts'
import type { RandomStream } from '../../random.ts'
import { VERSION } from '../../version.ts'
import type { OnProgress } from '../progress.ts'
import { servedFrom } from '../served-from.ts'
import { checkSearchSpace, nameOf, type SearchSpace, settingsOf } from './search-space.ts'
import type { Trial, TrialLog } from './trial-log.ts'

/** What to search, and on what. */
export interface TuneRequest {
  /** Name with the options that are not searched, such as `ials:factors=32`. */
  readonly recommender: string
  readonly space: SearchSpace
  readonly train: Dataset
  /** What is measured on. Never the test part, unless a result is to be called optimistic. */
  readonly validation: Dataset
  /** What people of the validation are served from, where they are strangers to training. */
  readonly shown?: Dataset
  /** How the parts came about, in words; part of every trial's key. */
  readonly split: string
  readonly metric: string
  /** Settings at most, the defaults among them. */
  readonly trials: number
  readonly method: 'random' | 'halving'
  readonly random: RandomStream
  /** The seed that `random` was made from; part of every trial's key. */
  readonly seed: number
  readonly threads: number
  readonly clock: Clock
  readonly log: TrialLog
  readonly onProgress?: OnProgress
}

/** What a search found. */
export interface Tuned {
  /** The recommender with the best setting in its options. */
  readonly best: string
  /** Its value on the validation part. */
  readonly value: number
  /** Of the defaults on the same people. */
  readonly defaults: number | null
  /** All trials of this search, the failed ones too. */
  readonly trials: readonly Trial[]
}

/** Each rung of halving has this many times the people, and this share of the settings. */
const RATE = 3

/**
 * Searches the options of one recommender.
 *
 * @returns the setting with the best value among those tried on everybody; the first tried where several are level
 * @throws {TastemakerError} what `checkSearchSpace` throws, before anything is fitted; `experiment/invalid` when every trial
 * failed, with the reason of the first
 * @example (await tune({ recommender: 'ease', space: { lambda: [100, 300, 1000] }, ...parts })).best
 */
export async function tune(request: TuneRequest): Promise<Tuned> {
  const { recommender, space, trials, random } = request
  checkSearchSpace(recommender, space)
  const names = settingsOf(space, trials, random.split('settings', recommender)).map((one) => nameOf(recommender, one))
  const rungs = request.method === 'random' ? [1] : rungsOf(names.length)
  const total = rungs.reduce((sum, _, rung) => sum + (rung === 0 ? names.length : 1 + left(names.length, rung)), 0)
  const made: Trial[] = []
  let standing: readonly string[] = names
  let last: readonly Trial[] = []
  for (const [rung, share] of rungs.entries()) {
    const parts = sampled(request, share)
    last = []
    for (const tried of standing) {
      request.onProgress?.({ stage: `tune ${recommender}`, done: made.length, total, unit: 'trials' })
      const trial = await once(request, parts, tried, share)
      made.push(trial)
      last = [...last, trial]
    }
    const ranked = last.filter(({ value }) => value !== null).sort((a, b) => b.value! - a.value!)
    // The defaults stand to the end beside the others, so that the answer can be held against them.
    const others = ranked.map(({ tried }) => tried).filter((tried) => tried !== names[0])
    standing = [names[0]!, ...others.slice(0, left(names.length, rung + 1))]
  }
  const best = last.filter(({ value }) => value !== null).sort((a, b) => b.value! - a.value!)[0]
  if (!best) {
    throw new TastemakerError(
      'experiment/invalid',
      `No setting of ${recommender} could be measured: ${made.find(({ failure }) => failure)?.failure ?? 'undefined for everybody'}`,
      'Look at the trials in trials.jsonl.',
    )
  }
  const defaults = last.find(({ tried }) => tried === names[0])?.value ?? null
  return { best: best.tried, value: best.value!, defaults, trials: made }
}

/** Shares of the people, ascending to everybody: one rung more for each time the settings can be cut. */
function rungsOf(settings: number): readonly number[] {
  const rungs = Math.max(1, Math.min(4, Math.floor(Math.log(settings) / Math.log(RATE)) + 1))
  return Array.from({ length: rungs }, (_, rung) => RATE ** (rung + 1 - rungs))
}

function left(settings: number, rung: number): number {
  return Math.max(1, Math.ceil(settings / RATE ** rung))
}

interface Parts {
  readonly train: Dataset
  readonly validation: Dataset
  readonly shown?: Dataset
}

/** The parts with some of the people; a larger share has all those of a smaller one. */
function sampled({ train, validation, shown, random }: TuneRequest, share: number): Parts {
  if (share === 1) return { train, validation, ...(shown ? { shown } : {}) }
  const people = Int32Array.from({ length: train.users.size }, (_, user) => user)
  random.split('people').shuffle(people)
  const chosen = new Set(people.subarray(0, Math.max(1, Math.round(share * people.length))))
  const kept = (part: Dataset) =>
    withLog(
      part,
      selectRows(
        part.log,
        Array.from(part.log.user.keys()).filter((row) => chosen.has(part.log.user[row]!)),
      ),
    )
  return { train: kept(train), validation: kept(validation), ...(shown ? { shown: kept(shown) } : {}) }
}

/** One trial, from the log where it was made before. */
async function once(request: TuneRequest, parts: Parts, tried: string, share: number): Promise<Trial> {
  const { train, validation, shown } = parts
  const { recommender, split, metric, seed, clock, log } = request
  const key = digest([VERSION, train.hash, split, tried, seed, share, metric])
  const known = log.find(key)
  if (known) return known
  const trial = { key, recommender, tried, share, metric }
  const started = clock.elapsed()
  const seconds = () => (clock.elapsed() - started) / 1000
  try {
    const run = { random: request.random.split('fit', tried), threads: request.threads }
    const fitted = await modelByName(tried).fit(train, run)
    const fitSeconds = seconds()
    const served = servedFrom(fitted, train, shown)
    const { values } = evaluateRanking({ ...served, test: validation, split, metrics: [metric], clock })
    const { value, people } = values[metric]!
    const done = { ...trial, value, people, fitSeconds, rankSeconds: seconds() - fitSeconds, failure: null }
    await log.add(done)
    return done
  } catch (error) {
    if (!(error instanceof TastemakerError) || error.code === 'runtime/interrupted') throw error
    const failed = { ...trial, value: null, people: 0, fitSeconds: seconds(), rankSeconds: 0, failure: error.message }
    await log.add(failed)
    return failed
  }
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
