import {
  type BigFiveName,
  bigFiveNames,
  type Instrument,
  type ItemAnswer,
  noTraits,
  traitRespondent,
} from '../../agents/index.ts'
import { type Dataset, type Mind, MindFailure, TastemakerError } from '../../domain/index.ts'
import {
  behaviouralValidity,
  type Detection,
  detectFailures,
  observedBehaviour,
  type RefusalRate,
  refusalRates,
  type ValidityRow,
} from '../../evaluation/personality/index.ts'
import { bootstrapMeans, type Interval } from '../../evaluation/statistics/index.ts'
import { choiceMind } from '../../minds/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import type { OnProgress } from '../progress.ts'
import { askAll } from './_asking.ts'
import { type CalibrationResult, calibrate } from './_calibration.ts'
import { changedShare, traitFeed } from './_feed.ts'
import { CONTROL_LEVEL, type MeasureRow, measureRows, type TwiceAsked } from './_measure-rows.ts'
import {
  type DriftRequest,
  type DriftRow,
  type Probed,
  probeDrift,
  type Reference,
  type RepairRow,
  repairOf,
} from './drift-probe.ts'
import { type ConditionName, conditionNames, playedTraits, type TraitProfile, traitPopulation } from './population.ts'
import { languageSessions, type SessionOf, structuredSessions } from './session.ts'
import { type TailoringRow, tailoring } from './tailoring.ts'

/** A language model whose people are measured beside the structured ones. */
export interface LanguageSubjects {
  readonly name: string
  readonly mindOf: (id: string) => Mind
  /** How many of the people it plays. */
  readonly n: number
  /** Turns of a session, and when drift is probed. */
  readonly turns: number
  readonly probes: readonly number[]
}

/** What to examine. */
export interface PersonalityRequest {
  /** Items, ratings and tastes for the part on behaviour. */
  readonly data: Dataset
  /** People; 200 unless given. */
  readonly n?: number
  readonly instrument: Instrument
  /** Profiles instead of drawn ones, by position; their ids are not read. */
  readonly profiles?: readonly TraitProfile[]
  readonly seed?: number
  /** Draws of people for intervals; 1,000 unless given. */
  readonly resamples?: number
  readonly language?: LanguageSubjects
  readonly onProgress?: OnProgress
}

/** Whether traits show in behaviour, under each condition. */
export type ValidityTable = Readonly<Record<ConditionName, readonly ValidityRow[]>>

/** Everything that was measured. */
export interface PersonalityReport {
  readonly version: 1
  readonly instrument: string
  readonly data: string
  readonly people: number
  readonly seed: number
  readonly measures: readonly MeasureRow[]
  readonly refusals: readonly RefusalRate[]
  readonly validity: ValidityTable
  readonly tailoring: readonly TailoringRow[]
  /** Share of things done in the feed that come out otherwise because of the session, mean over people. */
  readonly feedMoved: Interval
  readonly drift: readonly DriftRow[]
  readonly repairs: readonly RepairRow[]
  readonly detections: readonly Detection[]
  readonly calibration: CalibrationResult
  readonly language: {
    readonly name: string
    readonly people: number
    readonly refusals: readonly RefusalRate[]
  } | null
  /** Every answer of the two administrations of people who play their own profile, and of the model's people. */
  readonly answers: readonly ItemAnswer[]
}

/** How often the profile is read again where it is. */
const REINJECT_EVERY = 6
/** When drift is probed, and the length of the sessions before. */
const PROBES = [0, 8, 16, 32] as const
const SESSION_TURNS = 8

/**
 * The personality examination: are people who were given a personality measurably so, does it show in what they do, do
 * they stay so, and do they still move? Controls (a stranger's profile, none) go through the same.
 *
 * @throws TastemakerError config/range for too many people or profiles that do not match, model/unsupported for data without
 * ratings, instrument/invalid for an instrument without statements
 * @example (await personality({ data, instrument: miniIpip20 })).measures
 */
export async function personality(request: PersonalityRequest): Promise<PersonalityReport> {
  const { data, instrument, n = 200, seed = 1, resamples = 1000 } = request
  const random = randomStream(seed, 'personality')
  const stage = progressOf(request.onProgress, request.language ? 6 : 5)

  stage('fit tastes')
  const feed = await traitFeed(data, n, random.split('feed'))
  const people = peopleOf(feed.people, request.profiles, random)
  const played = Object.fromEntries(
    conditionNames.map((condition) => [condition, playedTraits(condition, people, random.split('conditions'))]),
  ) as Readonly<Record<ConditionName, ReturnType<typeof playedTraits>>>
  const mind = structuredMind(random.split('respondent'))

  stage('ask twice')
  const twice = {} as Record<ConditionName, TwiceAsked>
  for (const condition of conditionNames) {
    const respondents = people.map(({ id }) =>
      structuredSessions(mind, null)({ id, traits: played[condition].get(id)! }, random).ask(),
    )
    const luck = random.split('asking', condition)
    twice[condition] = {
      first: await askAll(respondents, instrument, 'first', luck),
      second: await askAll(respondents, instrument, 'second', luck),
    }
  }
  const measures = measureRows(twice, { instrument, people, random: random.split('measures'), resamples })
  const answers = [...twice.persona.first.answers, ...twice.persona.second.answers]

  stage('watch the feed')
  const traits = new Map(people.map(({ id, bigFive }) => [id, bigFive]))
  const validity = {} as Record<ConditionName, readonly ValidityRow[]>
  const events = await feed.run('viewer', played.persona, {})
  for (const condition of conditionNames) {
    const own = condition === 'persona' ? events : await feed.run(condition, played[condition], {})
    const level = condition === 'persona' ? 0.95 : CONTROL_LEVEL
    const how = { random: random.split('validity', condition), resamples, level }
    validity[condition] = behaviouralValidity(traits, observedBehaviour(own, feed.read), how)
  }
  const still = await feed.run('viewer', played.persona, null)
  const changed = changedShare(events, still)
  const feedMoved = bootstrapMeans([Float64Array.from(people, ({ id }) => changed.get(id) ?? Number.NaN)], {
    random: random.split('feed-moved'),
    resamples,
  })[0]!

  stage('put through sessions')
  const alive = structuredSessions(mind, {})
  const kinds: readonly { readonly agent: string; readonly sessionOf: SessionOf; readonly condition: ConditionName }[] =
    [
      { agent: 'structured, held to its profile', sessionOf: structuredSessions(mind, null), condition: 'persona' },
      { agent: 'structured, with a state', sessionOf: alive, condition: 'persona' },
      { agent: 'with a state, no profile', sessionOf: alive, condition: 'no-persona' },
      { agent: "with a state, a stranger's profile", sessionOf: alive, condition: 'shuffled' },
    ]
  const common = { people, instrument, resamples }
  const rows: TailoringRow[] = []
  for (const { agent, sessionOf, condition } of kinds) {
    const luck = random.split('tailoring')
    rows.push(
      await tailoring({ ...common, agent, sessionOf, played: played[condition], turns: SESSION_TURNS, random: luck }),
    )
  }

  stage('probe drift')
  const reference = referenceOf(twice.persona)
  const probes: Probed[] = []
  const repairs: RepairRow[] = []
  for (const { agent, sessionOf, condition } of kinds) {
    const drift = {
      ...common,
      agent,
      sessionOf,
      played: played[condition],
      reference,
      turns: PROBES,
      random: random.split('drift'),
    }
    // People who do not play their own profile have none to drift from: one course shows where their distance lies.
    const courses = condition !== 'persona' ? 'argued' : sessionOf === alive ? 'all' : 'unrepaired'
    const probed = await probeAll(drift, courses)
    probes.push(...probed.probes)
    repairs.push(...probed.repairs)
  }

  let language: PersonalityReport['language'] = null
  if (request.language) {
    stage('ask the model')
    const { name, mindOf, n: some, turns, probes: when } = request.language
    const few = people.slice(0, some)
    const sessionOf = languageSessions(mindOf)
    const luck = random.split('language')
    const shared = { ...common, people: few, agent: name, sessionOf, played: played.persona }
    rows.push(await tailoring({ ...shared, turns, random: luck }))
    const probed = await probeAll({ ...shared, reference, turns: when, random: luck }, 'all')
    probes.push(...probed.probes)
    repairs.push(...probed.repairs)
    const fresh = few.map(({ id, bigFive }) => sessionOf({ id, traits: bigFive }, luck).ask())
    const asked = await askAll(fresh, instrument, `${name} fresh`, luck)
    answers.push(...asked.answers)
    language = { name, people: few.length, refusals: refusalRates(asked.answers) }
  }

  return {
    version: 1,
    instrument: instrument.id,
    data: data.name,
    people: people.length,
    seed,
    measures,
    refusals: refusalRates(twice.persona.first.answers),
    validity,
    tailoring: rows,
    feedMoved,
    drift: probes.map(({ row }) => row),
    repairs,
    detections: detectFailures(events, { ...feed.real, scale: data.scale! }),
    calibration: calibrate(events, feed.real.of, random.split('calibration')),
    language,
    answers,
  }
}

/** A mind that ticks points from traits and has no words of its own. @example structuredMind(randomStream(1)) */
export function structuredMind(random: RandomStream): Mind {
  return choiceMind({
    utility: traitRespondent({}, random),
    words: ({ type }) => {
      throw new MindFailure('policy', type, 'a respondent without words has none')
    },
  })
}

/** With and without somebody who argues; for `all`, with the profile read again as well. */
async function probeAll(
  request: DriftRequest,
  courses: 'all' | 'unrepaired' | 'argued',
): Promise<{ readonly probes: readonly Probed[]; readonly repairs: readonly RepairRow[] }> {
  const probes: Probed[] = []
  const repairs: RepairRow[] = []
  for (const argued of courses === 'argued' ? [true] : [false, true]) {
    const without = await probeDrift(request, { argued, reinjectEvery: null })
    probes.push(without)
    if (courses !== 'all') continue
    const again = await probeDrift(request, { argued, reinjectEvery: REINJECT_EVERY })
    probes.push(again)
    repairs.push(repairOf(without, again, request.random.split('repair', Number(argued)), request.resamples))
  }
  return { probes, repairs }
}

/** Standard units: those of the people who play their own profile, the first time they are asked. */
function referenceOf({ first }: TwiceAsked): Reference {
  const of = (trait: BigFiveName) => {
    const known = first.scores[trait].filter((score) => !Number.isNaN(score))
    const mean = known.reduce((sum, score) => sum + score, 0) / known.length
    const square = known.reduce((sum, score) => sum + (score - mean) ** 2, 0)
    return { mean, deviation: Math.sqrt(square / known.length) }
  }
  return Object.fromEntries(bigFiveNames.map((trait) => [trait, of(trait)])) as unknown as Reference
}

function peopleOf(
  ids: readonly string[],
  profiles: readonly TraitProfile[] | undefined,
  random: RandomStream,
): readonly TraitProfile[] {
  if (!profiles) return traitPopulation(ids, random.split('population'))
  if (profiles.length !== ids.length) {
    throw new TastemakerError('config/range', `${ids.length} people need as many profiles, got ${profiles.length}.`)
  }
  return ids.map((id, place) => ({ id, bigFive: { ...noTraits, ...profiles[place]!.bigFive } }))
}

function progressOf(onProgress: OnProgress | undefined, total: number): (stage: string) => void {
  let done = 0
  return (stage) => onProgress?.({ stage, done: done++, total, unit: 'parts' })
}
