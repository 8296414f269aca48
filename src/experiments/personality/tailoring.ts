import { type BigFiveName, bigFiveNames, type Instrument, type TraitScores, type Turn } from '../../agents/index.ts'
import { bootstrapStatistic, icc, type MeasuredInterval, pearson } from '../../evaluation/personality/index.ts'
import { bootstrapMeans, type Interval, pairedDifferences } from '../../evaluation/statistics/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Asked, askAll } from './_asking.ts'
import type { TraitProfile } from './population.ts'
import type { SessionOf } from './session.ts'

/** Agents of one kind: do they stay who they are, and do they move? */
export interface TailoringRow {
  readonly agent: string
  readonly people: number
  /** Correlation of assigned with measured traits, over people and traits. */
  readonly fidelity: MeasuredInterval
  /** ICC(2,1) of scores after two ordinary sessions, over people and traits. */
  readonly retest: MeasuredInterval
  /** Neuroticism after bad sessions minus after good ones, in points of the scale. */
  readonly moved: Interval
  /** Correlation of how each trait of each person moved with how it moved when the same was done again. */
  readonly again: MeasuredInterval
  /** What is left of `moved` after as many turns in which nothing happened. */
  readonly left: Interval
}

/** Whom to put through sessions, and how long. */
export interface TailoringRequest {
  readonly agent: string
  readonly sessionOf: SessionOf
  /** The profiles as assigned. */
  readonly people: readonly TraitProfile[]
  /** The traits they play, by id. */
  readonly played: ReadonlyMap<string, TraitScores>
  readonly instrument: Instrument
  /** Turns of a session. */
  readonly turns: number
  readonly random: RandomStream
  readonly resamples: number
}

/** How good a good turn is, and how bad a bad one. */
const STRONG = 0.8
/** Standard deviation of ordinary turns. */
const ORDINARY = 0.4

/**
 * Tailored and yet alive? Puts agents through ordinary, good and bad sessions, each twice, and asks them after each.
 *
 * An agent that is tailored has high fidelity and retest; one that is alive moves with what happens, the same way when it
 * happens again, and comes back.
 *
 * @example (await tailoring(request)).moved.mean
 */
export async function tailoring(request: TailoringRequest): Promise<TailoringRow> {
  const { people, random, resamples } = request
  const after = (name: string, turnsOf: (luck: RandomStream) => readonly Turn[]): Promise<Asked> =>
    askAfter(request, name, turnsOf)
  const same = (satisfaction: number, turns = request.turns): Turn[] =>
    Array.from({ length: turns }, () => ({ satisfaction }))
  const ordinary = (luck: RandomStream): Turn[] =>
    same(0).map(() => ({ satisfaction: clamp(ORDINARY * luck.normal()) }))
  const [first, second] = [await after('ordinary 1', ordinary), await after('ordinary 2', ordinary)]
  const [bad, good] = [await after('bad 1', () => same(-STRONG)), await after('good 1', () => same(STRONG))]
  const [badAgain, goodAgain] = [await after('bad 2', () => same(-STRONG)), await after('good 2', () => same(STRONG))]
  const badQuiet = await after('bad, quiet', () => [...same(-STRONG), ...same(0)])
  const goodQuiet = await after('good, quiet', () => [...same(STRONG), ...same(0)])

  const how = (key: string) => ({ random: random.split('bootstrap', key), resamples })
  // One number a person and trait, made once and picked for every draw of people.
  const width = bigFiveNames.length
  const column = (of: (person: number, trait: BigFiveName) => number): Float64Array =>
    Float64Array.from({ length: people.length * width }, (_, i) => of(Math.floor(i / width), bigFiveNames[i % width]!))
  const over = (who: readonly number[], values: Float64Array): Float64Array => {
    const picked = new Float64Array(who.length * width)
    for (const [place, person] of who.entries()) {
      picked.set(values.subarray(person * width, (person + 1) * width), place * width)
    }
    return picked
  }
  const scored = ({ scores }: Asked): Float64Array => column((person, trait) => scores[trait][person]!)
  const assigned = column((person, trait) => people[person]!.bigFive[trait] ?? Number.NaN)
  const [once, twice] = [scored(first), scored(second)]
  const move = pairedDifferences(scored(bad), scored(good))
  const moveAgain = pairedDifferences(scored(badAgain), scored(goodAgain))
  const upset = (a: Asked, b: Asked): Float64Array =>
    a.scores.neuroticism.map((score, person) => score - b.scores.neuroticism[person]!)
  return {
    agent: request.agent,
    people: people.length,
    fidelity: bootstrapStatistic(
      people.length,
      (who) => pearson(over(who, assigned), over(who, once)),
      how('fidelity'),
    ),
    retest: bootstrapStatistic(
      people.length,
      (who) => {
        const again = over(who, twice)
        return icc(Array.from(over(who, once), (score, i) => [score, again[i]!]))
      },
      how('retest'),
    ),
    moved: bootstrapMeans([upset(bad, good)], how('moved'))[0]!,
    again: bootstrapStatistic(people.length, (who) => pearson(over(who, move), over(who, moveAgain)), how('again')),
    left: bootstrapMeans([upset(badQuiet, goodQuiet)], how('left'))[0]!,
  }
}

async function askAfter(
  { people, played, sessionOf, instrument, random }: TailoringRequest,
  name: string,
  turnsOf: (luck: RandomStream) => readonly Turn[],
): Promise<Asked> {
  const respondents = []
  for (const { id } of people) {
    const luck = random.split('session', name, id)
    const session = sessionOf({ id, traits: played.get(id)! }, luck)
    for (const turn of turnsOf(luck.split('turns'))) await session.turn(turn)
    respondents.push(session.ask())
  }
  return askAll(respondents, instrument, name, random)
}

const clamp = (value: number): number => Math.max(-1, Math.min(1, value))
