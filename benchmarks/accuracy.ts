import { splitByName } from '../src/data/index.ts'
import { evaluateLists, pairedTest } from '../src/evaluation/index.ts'
import type { PersonValues } from '../src/evaluation/statistics/index.ts'
import { type TuningParts, tuningParts } from '../src/experiments/experiment/tuning-parts.ts'
import { nameOf } from '../src/experiments/tuning/index.ts'
import type { Dataset } from '../src/index.ts'
import { randomStream } from '../src/random.ts'
import { type Contest, contests, type Ours, settingsIn, type Theirs } from './_contests.ts'
import { ourLists, type PeerJob, PLACES, theirLists } from './_lists.ts'
import { type Measured, ratings } from './_measure.ts'

const METRIC = 'ndcg@10'
/** Of the final fits, for models that draw; their values are averaged person by person. */
const SEEDS = [1, 2, 3]

/**
 * Do our models rank as well as the like of them elsewhere? Both are tuned with one budget on validation events, fitted
 * again with these, and ranked once on the test, all by one measure: full ranking, seen items left out.
 */
export async function accuracy(): Promise<Measured[]> {
  const data = await ratings()
  const rows: Measured[] = []
  for (const rule of ['last-out', '80/20']) {
    const random = randomStream(1, 'accuracy', rule)
    const { search, final } = tuningParts(splitByName(rule, data, random), rule, 'validation', random)
    const tuned = await tunedSides(search)
    rows.push(...(await outcomes(rule, tuned, final)))
  }
  return rows
}

/** A contest with the better setting of each side: ours as a name, theirs as options or as the reason why there are none. */
interface Tuned extends Contest {
  readonly name: string
  readonly options: PeerJob['options'] | string
}

async function tunedSides({ train, validation, split }: TuningParts['search']): Promise<Tuned[]> {
  const value = (lists: Int32Array) => evaluated(lists, train, validation, split).mean
  const jobs = contests.map(({ theirs }) => jobsOf(theirs))
  const lists = await theirLists(train, jobs.flat())
  const tuned: Tuned[] = []
  let next = 0
  for (const [place, contest] of contests.entries()) {
    const own = lists.slice(next, (next += jobs[place]!.length))
    const missing = own.find((list) => typeof list === 'string')
    const best = missing ?? jobs[place]![highest(own.map((list) => value(list as Int32Array)))]!.options
    const known = tuned.find(({ ours }) => ours === contest.ours)
    tuned.push({ ...contest, name: known?.name ?? (await bestName(contest.ours, train, value)), options: best })
  }
  return tuned
}

async function bestName(ours: Ours, train: Dataset, value: (lists: Int32Array) => number): Promise<string> {
  const names = settingsIn(ours.grid).map((setting) => nameOf(ours.model, setting))
  const values: number[] = []
  for (const name of names) values.push(value(await ourLists(name, 1, train)))
  return names[highest(values)]!
}

async function outcomes(rule: string, tuned: readonly Tuned[], parts: TuningParts['final']): Promise<Measured[]> {
  const { train, test, split } = parts
  const seedsOf = ({ drawn }: Contest) => (drawn ? SEEDS : SEEDS.slice(0, 1))
  const mean = (lists: readonly Int32Array[]) => averaged(lists.map((list) => evaluated(list, train, test, split)))
  const rivals = tuned.filter(({ options }) => typeof options !== 'string')
  const jobs = rivals.map((one) =>
    seedsOf(one).map((seed) => ({ model: one.theirs.model, options: one.options as PeerJob['options'], seed })),
  )
  const lists = (await theirLists(train, jobs.flat())) as Int32Array[]
  const rows: Measured[] = []
  let next = 0
  for (const one of tuned) {
    const seeds = seedsOf(one)
    const mine: Int32Array[] = []
    for (const seed of seeds) mine.push(await ourLists(one.name, seed, train))
    const what = `${METRIC}, ${rule}: ${one.name} beside ${one.theirs.title}`
    const theirs = typeof one.options === 'string' ? undefined : mean(lists.slice(next, (next += seeds.length)))
    rows.push(row(what, one.options, mean(mine), theirs))
  }
  return rows
}

function row(what: string, options: Tuned['options'], ours: Values, theirs: Values | undefined): Measured {
  const target = 'at least 0.99 times'
  if (!theirs) return { what, target, seen: `ours ${ours.mean.toFixed(4)}; no peer: ${options}`, met: false }
  const ratio = ours.mean / theirs.mean
  const { p } = pairedTest(ours, theirs, { random: randomStream(1, 'test') })
  const seen = `${ratio.toFixed(3)} times; ${ours.mean.toFixed(4)} beside ${theirs.mean.toFixed(4)}, p ${p?.toFixed(3) ?? '-'}`
  const setting = Object.entries(options).map(([option, value]) => `${option}=${value}`)
  return { what: `${what} ${setting.join(',')}`, target, seen, met: ratio >= 0.99 }
}

interface Values extends PersonValues {
  readonly mean: number
}

/** One measure for both sides. @param lists people x PLACES item indices */
function evaluated(lists: Int32Array, train: Dataset, test: Dataset, split: string): Values {
  const given = new Map(
    train.users.ids.map((id, user) => {
      const places = lists.subarray(user * PLACES, (user + 1) * PLACES).filter((item) => item >= 0)
      return [id, Array.from(places, (item) => train.items.ids[item]!)]
    }),
  )
  const { people, perPerson, values } = evaluateLists({ given, train, test, split, metrics: [METRIC] })
  return { people, values: perPerson[METRIC]!, mean: values[METRIC]!.value ?? 0 }
}

/** The mean over seeds, person by person. */
function averaged(all: readonly Values[]): Values {
  const values = all[0]!.values.map((_, person) => all.reduce((sum, one) => sum + one.values[person]!, 0) / all.length)
  return { people: all[0]!.people, values, mean: all.reduce((sum, one) => sum + one.mean, 0) / all.length }
}

const jobsOf = (theirs: Theirs): readonly PeerJob[] =>
  settingsIn(theirs.grid).map((options) => ({ model: theirs.model, options, seed: 1 }))

const highest = (values: readonly number[]): number => values.indexOf(Math.max(...values))
