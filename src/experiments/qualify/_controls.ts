import { historyOf } from '../../data/index.ts'
import type { ItemIndex, UserIndex } from '../../domain/index.ts'
import { type LogOdds, logistic } from './_logistic.ts'
import type { HeldOut, Study } from './_study.ts'

/** A cheap rule: how much a person is taken to want an item. */
export type Rule = (user: UserIndex, item: ItemIndex) => number

/** The cheap rules that a mind has to beat; they know what the mind may be shown, and nothing held out. */
export interface Rules {
  /** What others gave the item. */
  readonly itemMean: Rule
  /** How many rated it. */
  readonly popularity: Rule
  /** How well its genres match what the person rated, and how. */
  readonly genreOverlap: Rule
}

/** An item's mean begins as this many ratings of the overall mean, so that a single 5 makes no favourite. */
const PRIOR = 5

/** Makes the cheap rules of a study. @example rulesOf(study).itemMean(user, item) */
export function rulesOf(study: Study): Rules {
  const { known, popularity, data } = study
  const sums = new Float64Array(data.items.size)
  for (const [row, item] of known.log.item.entries()) sums[item]! += known.log.value[row]!
  const overall = sums.reduce((sum, value) => sum + value, 0) / known.log.length
  const profiles = new Map<UserIndex, ReadonlyMap<string, number>>()
  const profileOf = (user: UserIndex): ReadonlyMap<string, number> => {
    const profile = profiles.get(user) ?? genreProfile(study, user)
    profiles.set(user, profile)
    return profile
  }
  return {
    itemMean: (_user, item) => (sums[item]! + PRIOR * overall) / (popularity[item]! + PRIOR),
    popularity: (_user, item) => popularity[item]!,
    genreOverlap: (user, item) => {
      const profile = profileOf(user)
      const { categories } = data.catalogue[item]!
      const matched = categories.reduce((sum, genre) => sum + (profile.get(genre) ?? 0), 0)
      // Cosine of the two genre vectors; somebody without a profile matches nothing.
      return matched / (Math.hypot(...profile.values()) * Math.sqrt(categories.length) || 1)
    },
  }
}

/** Weight of each genre in a history: each rating counts by how far it lies above the lowest quarter of the scale. */
function genreProfile({ known, data, scale }: Study, user: UserIndex): ReadonlyMap<string, number> {
  const { items, values } = historyOf(known.log, user)
  const profile = new Map<string, number>()
  for (const [place, item] of items.entries()) {
    const weight = (values[place]! - scale.min) / (scale.max - scale.min) - 0.25
    for (const genre of data.catalogue[item]!.categories) profile.set(genre, (profile.get(genre) ?? 0) + weight)
  }
  return profile
}

/** People outside the sample that the combination learns from, at most. */
const TEACHERS = 2000

/**
 * The logistic combination of all rules, fitted on what people outside the sample liked and disliked.
 *
 * @param sample the people examined, who take no part
 * @example combinationOf(study, rules, new Set(sample))(user, item)
 */
export function combinationOf(study: Study, rules: Rules, sample: ReadonlySet<UserIndex>): Rule {
  const features = (user: UserIndex, item: ItemIndex): number[] => [
    rules.itemMean(user, item),
    Math.log1p(rules.popularity(user, item)),
    rules.genreOverlap(user, item),
  ]
  const rows: number[][] = []
  const yes: boolean[] = []
  const teachers: readonly HeldOut[] = [...study.gateHalf, ...study.developmentHalf]
    .filter(({ user }) => !sample.has(user))
    .slice(0, TEACHERS)
  for (const { user, liked, disliked } of teachers) {
    for (const item of [...liked, ...disliked]) rows.push(features(user, item))
    yes.push(...liked.map(() => true), ...disliked.map(() => false))
  }
  const logOdds: LogOdds = logistic(rows, yes)
  return (user, item) => logOdds(features(user, item))
}
