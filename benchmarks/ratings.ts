import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { kFold, type Split } from '../src/data/index.ts'
import { itemIndex, type UtilityModel } from '../src/domain/index.ts'
import { evaluateRating } from '../src/evaluation/rating.ts'
import { biasedMf, svdPp } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import { type Setting, settingsIn } from './_contests.ts'
import { type Measured, median, ratings } from './_measure.ts'
import { askPeer } from './_peers.ts'

const FOLDS = 5
const TARGETS = { 'biased-mf': 0.9385, 'svd-pp': 0.92 }
/** Of LensKit; chosen where the defaults of ours were, on a tenth of what the first fold trains on. */
const GRID = { embedding_size: [16, 50], epochs: [10, 20], regularization: [0.1, 0.2] }

/** How well are ratings foretold, over five folds at random, beside LensKit in the same folds? */
export async function ratingErrors(): Promise<Measured[]> {
  const data = await ratings()
  const random = randomStream(1, 'ratings')
  const folds = kFold(data, FOLDS, random.split('folds'))
  const biased = await ours(biasedMf(), folds)
  const rows = [row(data.name, biased), row(data.name, await ours(svdPp(), folds))]
  const [inner] = kFold(folds[0]!.train, 10, random.split('inner'))
  const beside = { what: `${rows[0]!.what}, beside LensKit BiasedMF`, target: 'at most 1.01 times' }
  const tried = settingsIn(GRID)
  const searched = await theirs(tried.map((setting) => ({ fold: inner!, setting })))
  if (typeof searched === 'string') return [...rows, { ...beside, seen: `no peer: ${searched}`, met: false }]
  const setting = tried[searched.indexOf(Math.min(...searched))]!
  const rival = mean((await theirs(folds.map((fold) => ({ fold, setting })))) as readonly number[])
  const options = Object.entries(setting).map(([option, value]) => `${option}=${value}`)
  const ratio = mean(biased.errors) / rival
  const seen = `${ratio.toFixed(3)} times; ${mean(biased.errors).toFixed(4)} beside ${rival.toFixed(4)} with ${options.join(',')}`
  return [...rows, { ...beside, seen, met: ratio <= 1.01 }]
}

interface Errors {
  readonly model: keyof typeof TARGETS
  /** RMSE of each fold. */
  readonly errors: readonly number[]
  /** Of each fit, ascending. */
  readonly seconds: readonly number[]
}

async function ours(model: UtilityModel, folds: readonly Split[]): Promise<Errors> {
  const errors: number[] = []
  const seconds: number[] = []
  for (const [fold, { train, test }] of folds.entries()) {
    const started = systemClock.elapsed()
    const fitted = await model.fit(train, { random: randomStream(fold), threads: 1 })
    seconds.push((systemClock.elapsed() - started) / 1000)
    const { micro } = evaluateRating({
      rate(user, items) {
        const view = fitted.user(user)
        return Array.from(items, (item) => fitted.rate!(view, itemIndex(item)))
      },
      test,
    })
    errors.push(micro.rmse!)
  }
  return { model: model.name as Errors['model'], errors, seconds: seconds.sort((a, b) => a - b) }
}

function row(data: string, { model, errors, seconds }: Errors): Measured {
  const target = TARGETS[model]
  const range = `${Math.min(...errors).toFixed(4)} to ${Math.max(...errors).toFixed(4)}`
  return {
    what: `RMSE of ${model}, ${FOLDS} folds of ${data}`,
    target: `at most ${target}, on ml-100k`,
    seen: `${mean(errors).toFixed(4)} (${range}), ${median(seconds).toFixed(1)} s a fit`,
    met: data === 'ml-100k' && mean(errors) <= target,
  }
}

/** RMSE of LensKit's expectations for each job, or why there are none. */
async function theirs(
  jobs: readonly { readonly fold: Split; readonly setting: Setting }[],
): Promise<readonly number[] | string> {
  const parts = [...new Set(jobs.map(({ fold }) => fold))]
  const arrays: Record<string, Int32Array | Float32Array> = {}
  for (const [part, { train, test }] of parts.entries()) {
    arrays[`people${part}`] = train.log.user
    arrays[`items${part}`] = train.log.item
    arrays[`values${part}`] = train.log.value
    arrays[`askedPeople${part}`] = test.log.user
    arrays[`askedItems${part}`] = test.log.item
  }
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-ratings-'))
  try {
    const into = join(folder, 'expected')
    const asked = jobs.map(({ fold, setting }) => ({ part: parts.indexOf(fold), setting }))
    const answer = await askPeer<{ missing?: string }>('ratings.py', {
      arrays,
      settings: { jobs: asked, into },
      threads: 2,
    })
    if (!answer || answer.missing) return answer?.missing ?? 'no Python with the peers'
    const bytes = await readFile(into)
    const expected = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    let next = 0
    return jobs.map(({ fold: { test } }) => {
      const own = expected.subarray(next, next + test.log.length)
      next += test.log.length
      const { min, max } = test.scale!
      // Ours stay within the scale; so shall theirs.
      const within = own.map((rating) => Math.min(max, Math.max(min, rating)))
      const { offsets } = test.log
      return evaluateRating({ rate: (user) => within.subarray(offsets[user], offsets[user + 1]), test }).micro.rmse!
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
