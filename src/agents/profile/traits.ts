import type { Dataset } from '../../domain/index.ts'

/*
 * Social traits of people from their ratings (Zhang et al. 2024, Agent4Rec, section 3.1.1).
 *
 *   activity    how many items they rated
 *   diversity   how many genres, largest first, fit under 80 % of what they rated (counts sorted before they are summed)
 *   conformity  mean squared distance of their rating from the item's mean rating; small means "rates like the crowd"
 *
 * Each statistic is cut into three groups at two percentiles of the population; a value equal to a cut belongs to the
 * lower group.
 */

/** Group 1, 2 or 3 of a trait, low to high. */
export type TraitGroup = 1 | 2 | 3

/** One trait of one person: the statistic and its group. */
export interface Trait {
  readonly value: number
  readonly group: TraitGroup
}

/** The three social traits of one person. */
export interface Traits {
  readonly activity: Trait
  readonly diversity: Trait
  readonly conformity: Trait
}

/** Traits by user index (null for people without training events), and what could not be formed. */
export interface TraitTable {
  readonly people: readonly (Traits | null)[]
  readonly warnings: readonly string[]
}

const CUTS = { activity: [60, 90], diversity: [33, 66], conformity: [25, 80] } as const
const SHARE = 0.8

/**
 * Computes the traits of everybody in a training log.
 *
 * @param train ratings or events; without a rating scale conformity is 0 for everybody
 * @returns groups by percentile; a trait with fewer than three distinct values leaves groups empty, with a warning
 * @example traitsOf(train).people[0]?.activity.group
 */
export function traitsOf(train: Dataset): TraitTable {
  const { log, catalogue } = train
  const means = itemMeans(train)
  const people = log.offsets.length - 1
  const statistics: ({ activity: number; diversity: number; conformity: number } | null)[] = []
  for (let user = 0; user < people; user++) {
    const from = log.offsets[user]!
    const to = log.offsets[user + 1]!
    if (from === to) {
      statistics.push(null)
      continue
    }
    const genres = new Map<string, number>()
    let distance = 0
    for (let row = from; row < to; row++) {
      const item = log.item[row]!
      for (const genre of catalogue[item]!.categories) genres.set(genre, (genres.get(genre) ?? 0) + 1)
      if (train.scale) distance += (log.value[row]! - means[item]!) ** 2
    }
    statistics.push({
      activity: to - from,
      diversity: genreBreadth([...genres.values()]),
      conformity: distance / (to - from),
    })
  }
  return grouped(statistics)
}

/**
 * Number of genres, largest first, whose summed share stays at or under 80 %.
 *
 * @param counts events per genre, any order
 * @example genreBreadth([1, 2, 2, 5]) // 2
 */
export function genreBreadth(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let running = 0
  let breadth = 0
  for (const count of [...counts].sort((a, b) => b - a)) {
    running += count
    if (running > SHARE * total + 1e-9) break
    breadth++
  }
  return breadth
}

/** Percentile by linear interpolation between order statistics. @example percentile([1, 2, 3], 50) // 2 */
export function percentile(sorted: readonly number[], percent: number): number {
  const place = (percent / 100) * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
}

type Statistics = Readonly<Record<keyof typeof CUTS, number>>

function grouped(statistics: readonly (Statistics | null)[]): TraitTable {
  const warnings: string[] = []
  const groupOf = (trait: keyof typeof CUTS): ((value: number) => TraitGroup) => {
    const sorted = statistics.flatMap((one) => (one ? [one[trait]] : [])).sort((a, b) => a - b)
    const distinct = new Set(sorted).size
    if (distinct < 3)
      warnings.push(`Trait ${trait} has ${distinct} distinct values: some of its three groups stay empty.`)
    const [low, high] = CUTS[trait].map((percent) => percentile(sorted, percent)) as [number, number]
    return (value) => (value <= low ? 1 : value <= high ? 2 : 3)
  }
  const groups = { activity: groupOf('activity'), diversity: groupOf('diversity'), conformity: groupOf('conformity') }
  const trait = (one: Statistics, name: keyof typeof CUTS): Trait => ({
    value: one[name],
    group: groups[name](one[name]),
  })
  return {
    people: statistics.map((one) =>
      one === null
        ? null
        : {
            activity: trait(one, 'activity'),
            diversity: trait(one, 'diversity'),
            conformity: trait(one, 'conformity'),
          },
    ),
    warnings,
  }
}

/** Mean rating of each item in the log; NaN for an item nobody rated. @example itemMeans(train)[0] */
export function itemMeans(train: Dataset): Float64Array {
  const sums = new Float64Array(train.items.size)
  const counts = new Int32Array(train.items.size)
  for (let row = 0; row < train.log.length; row++) {
    sums[train.log.item[row]!]! += train.log.value[row]!
    counts[train.log.item[row]!]!++
  }
  return sums.map((sum, item) => sum / counts[item]!)
}
