import { type InventoryTrait, inventoryTraits, noTraits, type TraitScores } from '../../agents/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { pearson } from '../../evaluation/personality/index.ts'
import type { RandomStream } from '../../random.ts'

/** Somebody with a profile, as far as personality goes. */
export interface TraitProfile {
  readonly id: string
  readonly bigFive: TraitScores
}

/**
 * Correlations of the five traits in the order of `inventoryTraits` (O, C, E, A, N), about those observed between
 * self-reports in the meta-analysis of van der Linden, te Nijenhuis and Bakker (2010).
 */
const CORRELATIONS: readonly (readonly number[])[] = [
  [1, 0.14, 0.31, 0.14, -0.12],
  [0.14, 1, 0.21, 0.31, -0.32],
  [0.31, 0.21, 1, 0.18, -0.26],
  [0.14, 0.31, 0.18, 1, -0.26],
  [-0.12, -0.32, -0.26, -0.26, 1],
]

/**
 * Draws a population: for each person five standard scores from a normal distribution with the traits' usual correlations.
 *
 * @param ids one per person; each draws from a stream of its own name, so that others do not matter
 * @example traitPopulation(['1', '2'], randomStream(1))[0].bigFive.openness
 */
export function traitPopulation(ids: readonly string[], random: RandomStream): readonly TraitProfile[] {
  const factor = lowerFactor(CORRELATIONS)
  return ids.map((id) => {
    const luck = random.split('traits', id)
    const independent = inventoryTraits.map(() => luck.normal())
    const score = (place: number): number => factor[place]!.reduce((sum, part, j) => sum + part * independent[j]!, 0)
    return { id, bigFive: scoresFrom((_, place) => score(place)) }
  })
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
  const sizes = inventoryTraits.map((trait) => {
    const own = cycle.map(({ bigFive }) => bigFive[trait] ?? Number.NaN)
    return Math.abs(pearson(own, [...own.slice(1), own[0]!]).value ?? 0)
  })
  return Math.max(...sizes)
}

/** One value per trait. @example scoresFrom(() => 0).openness // 0 */
export const scoresFrom = (
  of: (trait: InventoryTrait, place: number) => number,
): Readonly<Record<InventoryTrait, number>> =>
  Object.fromEntries(inventoryTraits.map((trait, place) => [trait, of(trait, place)])) as Record<InventoryTrait, number>

/** The lower triangular root of a correlation matrix (Cholesky). */
function lowerFactor(matrix: readonly (readonly number[])[]): number[][] {
  const root = matrix.map((row) => row.map(() => 0))
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let left = matrix[i]![j]!
      for (let k = 0; k < j; k++) left -= root[i]![k]! * root[j]![k]!
      root[i]![j] = i === j ? Math.sqrt(left) : left / root[j]![j]!
    }
  }
  return root
}
