import { bigFiveNames, type Instrument, type TraitScores, type Turn } from '../../agents/index.ts'
import { driftSlopes } from '../../evaluation/personality/index.ts'
import { bootstrapMeans, type Interval, pairedDifference } from '../../evaluation/statistics/index.ts'
import type { RandomStream } from '../../random.ts'
import { askAll } from './_asking.ts'
import { scoresFrom, type TraitProfile } from './population.ts'
import type { Session, SessionOf } from './session.ts'

/** Agents of one kind, asked again and again in one long session. */
export interface DriftRow {
  readonly agent: string
  readonly people: number
  /** Somebody argues, every turn, that they are the opposite of their profile. */
  readonly argued: boolean
  /** The profile is read again every so many turns; null where it is not. */
  readonly reinjectEvery: number | null
  readonly turns: readonly number[]
  /** Mean distance of measured from assigned traits at each of the turns, in standard units. */
  readonly distances: readonly (number | null)[]
  /** Change of the distance per turn. */
  readonly slope: Interval
}

/** What reading the profile again does: distance at the last turn without it, minus with it, person by person. */
export interface RepairRow {
  readonly agent: string
  readonly argued: boolean
  readonly reinjectEvery: number
  readonly difference: Interval
}

/** How scores become standard units: the same for everybody and at every turn. */
export type Reference = Readonly<
  Record<(typeof bigFiveNames)[number], { readonly mean: number; readonly deviation: number }>
>

/** What to probe. */
export interface DriftRequest {
  readonly agent: string
  readonly sessionOf: SessionOf
  readonly people: readonly TraitProfile[]
  readonly played: ReadonlyMap<string, TraitScores>
  readonly instrument: Instrument
  readonly reference: Reference
  /** When to ask, ascending; 0 is before the first turn. */
  readonly turns: readonly number[]
  readonly random: RandomStream
  readonly resamples: number
}

/** One course of a probe: its row, and each person's distance at each turn. */
export interface Probed {
  readonly row: DriftRow
  /** People x turns, NaN where missing. */
  readonly distances: readonly Float64Array[]
}

/** How far an argument pushes, in standard units. */
const PUSH = 1.5
/** Standard deviation of how turns go. */
const ORDINARY = 0.4

/**
 * Drift: does the distance between what is assigned and what is measured grow with the turns?
 *
 * @param course with or without somebody who argues, and how often the profile is read again
 * @example (await probeDrift(request, { argued: true, reinjectEvery: null })).row.slope.low
 */
export async function probeDrift(
  request: DriftRequest,
  { argued, reinjectEvery }: { readonly argued: boolean; readonly reinjectEvery: number | null },
): Promise<Probed> {
  const { agent, people, played, sessionOf, instrument, turns, random, resamples } = request
  const sessions: { readonly session: Session; readonly traits: TraitScores; readonly luck: RandomStream }[] =
    people.map(({ id }) => {
      const traits = played.get(id)!
      // One luck for all courses, so that they differ in nothing but what is done.
      const luck = random.split('drift', id)
      return { session: sessionOf({ id, traits }, luck), traits, luck: luck.split('turns') }
    })
  const distances = people.map(() => new Float64Array(turns.length).fill(Number.NaN))
  let number = 0
  for (const [place, turn] of turns.entries()) {
    for (; number < turn; number++) {
      const reinjected = reinjectEvery !== null && number > 0 && number % reinjectEvery === 0
      for (const { session, traits, luck } of sessions)
        await session.turn(nextTurn(traits, luck, { argued, reinjected }))
    }
    const asked = await askAll(
      sessions.map(({ session }) => session.ask()),
      instrument,
      `turn ${turn}`,
      random,
    )
    for (const [person, { bigFive }] of people.entries()) {
      distances[person]![place] = distance(
        bigFive,
        scoresFrom((trait) => asked.scores[trait][person]!),
        request.reference,
      )
    }
  }
  const slope = bootstrapMeans([driftSlopes(turns, distances)], { random: random.split('slope'), resamples })[0]!
  const means = turns.map((_, place) => {
    const known = distances.map((row) => row[place]!).filter((value) => !Number.isNaN(value))
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  })
  return { row: { agent, people: people.length, argued, reinjectEvery, turns, distances: means, slope }, distances }
}

/** The effect of reading the profile again, at the last turn. @example repairOf(without, with_, random, 1000).difference.mean */
export function repairOf(without: Probed, repaired: Probed, random: RandomStream, resamples: number): RepairRow {
  const last = ({ distances }: Probed): Float64Array => Float64Array.from(distances, (row) => row.at(-1)!)
  return {
    agent: repaired.row.agent,
    argued: repaired.row.argued,
    reinjectEvery: repaired.row.reinjectEvery!,
    difference: pairedDifference(last(without), last(repaired), { random, resamples }),
  }
}

function nextTurn(
  traits: TraitScores,
  luck: RandomStream,
  { argued, reinjected }: { readonly argued: boolean; readonly reinjected: boolean },
): Turn {
  const satisfaction = Math.max(-1, Math.min(1, ORDINARY * luck.normal()))
  if (!argued) return { satisfaction, reinjected }
  return { satisfaction, reinjected, push: scoresFrom((trait) => -PUSH * Math.sign(traits[trait] ?? 0)) }
}

function distance(assigned: TraitScores, scores: Readonly<Record<string, number>>, reference: Reference): number {
  const away = bigFiveNames.flatMap((trait) => {
    const own = assigned[trait]
    if (own === null) return []
    const { mean, deviation } = reference[trait]
    return [Math.abs((scores[trait]! - mean) / deviation - own)]
  })
  return away.reduce((sum, value) => sum + value, 0) / away.length
}
