import { type BigFiveName, bigFiveNames, bigFiveSource, noTraits, type TraitScores } from '../../agents/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { pearson } from '../../evaluation/personality/index.ts'
import type { RandomStream } from '../../random.ts'

/** Somebody with a profile, as far as personality goes. */
export interface TraitProfile {
  readonly id: string
  readonly bigFive: TraitScores
}

/**
 * Draws a population: for each person five standard scores from a normal distribution with the traits' usual correlations.
 *
 * @param ids one per person; each draws from a stream of its own name, so that others do not matter
 * @example traitPopulation(['1', '2'], randomStream(1))[0].bigFive.openness
 */
export function traitPopulation(ids: readonly string[], random: RandomStream): readonly TraitProfile[] {
  const draw = bigFiveSource()
  return ids.map((id) => ({ id, bigFive: draw(random.split('traits', id)) }))
}

/** Which profile people play: their own, somebody else's, or none. */
export const conditionNames = ['persona', 'shuffled', 'no-persona'] as const

/** One of them. */
export type ConditionName = (typeof conditionNames)[number]

/** Cycles that are drawn for `shuffled`, of which the best balanced is taken. */
const CYCLES = 50

/**
 * The traits that each person plays under a condition.
 *
 * `shuffled` moves everybody's profile on by one place of a random cycle, so that nobody keeps their own and the population
 * stays the same. Of 50 cycles it takes the one in which own and stranger's traits are least correlated (rerandomisation,
 * Morgan and Rubin 2012): what this control then shows is no luck of who stands in for whom.
 *
 * @returns by id
 * @throws TastemakerError data/under-powered for fewer than two people
 * @example playedTraits('shuffled', people, random).get(people[0].id)
 */
export function playedTraits(
  condition: ConditionName,
  people: readonly TraitProfile[],
  random: RandomStream,
): ReadonlyMap<string, TraitScores> {
  if (people.length < 2) {
    throw new TastemakerError('data/under-powered', `Personality needs at least 2 people, got ${people.length}.`)
  }
  if (condition === 'persona') return new Map(people.map(({ id, bigFive }) => [id, bigFive]))
  if (condition === 'no-persona') return new Map(people.map(({ id }) => [id, noTraits]))
  const luck = random.split('strangers')
  const cycles = Array.from({ length: CYCLES }, () => luck.shuffle([...people]))
  const likeness = cycles.map(likenessOf)
  const cycle = cycles[likeness.indexOf(Math.min(...likeness))]!
  return new Map(cycle.map(({ id }, place) => [id, cycle[(place + 1) % cycle.length]!.bigFive]))
}

/** The largest correlation, in size, of a trait with the next person's in the cycle. */
function likenessOf(cycle: readonly TraitProfile[]): number {
  const sizes = bigFiveNames.map((trait) => {
    const own = cycle.map(({ bigFive }) => bigFive[trait] ?? Number.NaN)
    return Math.abs(pearson(own, [...own.slice(1), own[0]!]).value ?? 0)
  })
  return Math.max(...sizes)
}

/** One value per trait. @example scoresFrom(() => 0).openness // 0 */
export const scoresFrom = (of: (trait: BigFiveName, place: number) => number): Readonly<Record<BigFiveName, number>> =>
  Object.fromEntries(bigFiveNames.map((trait, place) => [trait, of(trait, place)])) as Record<BigFiveName, number>
