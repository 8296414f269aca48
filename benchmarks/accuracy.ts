import { splitByName } from '../src/data/index.ts'
import { evaluateLists, pairedTest } from '../src/evaluation/index.ts'
import type { PersonValues } from '../src/evaluation/statistics/index.ts'
import { tuningParts } from '../src/experiments/experiment/tuning-parts.ts'
import { nameOf } from '../src/experiments/tuning/index.ts'
import type { Dataset } from '../src/index.ts'
import { randomStream } from '../src/random.ts'
import { type Contest, contests, type Setting, settingsIn } from './_contests.ts'
import { ourLists, type PeerJob, PLACES, theirLists } from './_lists.ts'
import { type Measured, ratings } from './_measure.ts'

const METRIC = 'ndcg@10'
const RULES = ['last-out', '80/20']
/** Of the final fits, for models that draw; their values are averaged person by person. */
const SEEDS = [1, 2, 3]

/**
 * Do our models rank as well as the like of them elsewhere? Both sides are tuned with one budget on validation events, fitted
 * again with these, and ranked once on the test, all lists by one measure: full ranking, seen items left out.
 */
export async function accuracy(): Promise<Measured[]> {
  const data = await ratings()
  const rows: Measured[] = []
  for (const rule of RULES) {
    const random = randomStream(1, 'accuracy', rule)
    const { search, final } = tuningParts(splitByName(rule, data, random), rule, 'validation', random)
    const tuned = await tune({ ...search, test: search.validation })
    rows.push(...(await outcomes(rule, tuned, final)))
  }
  return rows
}

interface Parts {
  readonly train: Dataset
  readonly test: Dataset
  readonly split: string
}

/** A contest with the best setting of each side; theirs is a sentence where the peer cannot be had. */
interface Tuned extends Contest {
  readonly name: string
  readonly setting: Setting | string
}

async function tune(parts: Parts): Promise<readonly Tuned[]> {
  const value = (lists: Int32Array) => evaluated(lists, parts).mean
  const theirs = await theirLists(
    parts.train,
    contests.map(({ theirs: { model, grid } }) => settingsIn(grid).map((setting) => ({ model, setting, seed: 1 }))),
  )
  const tuned: Tuned[] = []
  for (const [place, contest] of contests.entries()) {
    const names = settingsIn(contest.ours.grid).map((setting) => nameOf(contest.ours.model, setting))
    const values: number[] = []
    for (const name of names) values.push(value(await ourLists(name, 1, parts.train)))
    const lists = theirs[place]!
    const setting = typeof lists === 'string' ? lists : settingsIn(contest.theirs.grid)[highest(lists.map(value))]!
    tuned.push({ ...contest, name: names[highest(values)]!, setting })
  }
  return tuned
}

async function outcomes(rule: string, tuned: readonly Tuned[], parts: Parts): Promise<Measured[]> {
  const mean = (lists: readonly Int32Array[]) => averaged(lists.map((list) => evaluated(list, parts)))
  const theirs = await theirLists(parts.train, tuned.map(finalJobs))
  const rows: Measured[] = []
  for (const [place, contest] of tuned.entries()) {
    const own: Int32Array[] = []
    for (const seed of seedsOf(contest)) own.push(await ourLists(contest.name, seed, parts.train))
    const lists = theirs[place]!
    rows.push(outcome(rule, contest, mean(own), typeof lists === 'string' || lists.length === 0 ? null : mean(lists)))
  }
  return rows
}

function outcome(rule: string, { name, theirs, setting }: Tuned, ours: Values, rival: Values | null): Measured {
  const target = 'at least 0.99 times'
  const what = `${METRIC}, ${rule}: ${name} beside ${theirs.title}`
  if (!rival) return { what, target, seen: `${ours.mean.toFixed(4)} beside no peer: ${setting}`, met: false }
  const options = Object.entries(setting).map(([option, value]) => `${option}=${value}`)
  const ratio = ours.mean / rival.mean
  const { p } = pairedTest(ours, rival, { random: randomStream(1, 'test') })
  const values = `${ours.mean.toFixed(4)} beside ${rival.mean.toFixed(4)}`
  return {
    what: `${what} ${options.join(',')}`,
    target,
    seen: `${ratio.toFixed(3)} times; ${values}, ${p === null ? 'the same for everybody' : `p ${p.toFixed(3)}`}`,
    met: ratio >= 0.99,
  }
}

interface Values extends PersonValues {
  readonly mean: number
}

/** The one measure, for both sides. @param lists people x PLACES item indices */
function evaluated(lists: Int32Array, { train, test, split }: Parts): Values {
  const given = new Map(
    train.users.ids.map((id, user) => {
      const places = lists.subarray(user * PLACES, (user + 1) * PLACES).filter((item) => item >= 0)
      return [id, Array.from(places, (item) => train.items.ids[item]!)]
    }),
  )
  const { people, perPerson, values } = evaluateLists({ given, train, test, split, metrics: [METRIC] })
  return { people, values: perPerson[METRIC]!, mean: values[METRIC]!.value! }
}

/** The mean over seeds, person by person. */
function averaged(all: readonly Values[]): Values {
  const { people, values } = all[0]!
  return {
    people,
    values: values.map((_, person) => all.reduce((sum, one) => sum + one.values[person]!, 0) / all.length),
    mean: all.reduce((sum, one) => sum + one.mean, 0) / all.length,
  }
}

const seedsOf = ({ drawn }: Contest): readonly number[] => (drawn ? SEEDS : SEEDS.slice(0, 1))

function finalJobs({ setting, theirs, ...contest }: Tuned): readonly PeerJob[] {
  if (typeof setting === 'string') return []
  return seedsOf({ ...contest, theirs }).map((seed) => ({ model: theirs.model, setting, seed }))
}

const highest = (values: readonly number[]): number => values.indexOf(Math.max(...values))
