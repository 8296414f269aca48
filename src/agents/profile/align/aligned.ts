import { type Dataset, TastemakerError, type UserIndex } from '../../../domain/index.ts'
import type { RandomStream } from '../../../random.ts'
import type { ProfileSource } from '../generate/generated.ts'
import { inventHandle } from '../generate/handle.ts'
import { rounded, roundedShares } from '../generate/rounded-shares.ts'
import { entropyOf, PROFILE_VERSION, type Profile } from '../profile.ts'
import { demographicsOf } from './data-population.ts'
import { activityQuantiles, categoryCounts, conformitySlopes, priceSensitivities } from './log-statistics.ts'

/** How profiles are drawn from a log. */
export interface AlignedProfilesOptions {
  /** Events of the whole population that are mixed into each person's shares (the Dirichlet prior's weight); 10 unless given. */
  readonly smoothing?: number
  /** Copies age, gender and occupation where the data have them; true unless given. */
  readonly demographics?: boolean
}

/**
 * Profiles drawn from a training log, one for each person with events, in an order drawn by chance.
 *
 *   taste        (events in the category + smoothing × share over everybody) / (events + smoothing)
 *   diversity    entropy of the taste
 *   activity     share of people with fewer events, ties counted half
 *   conformity   slope of own ratings on the mean rating of everybody else
 *   price        one minus the mean standing of prices paid among all prices paid
 *
 * An event in an item of several categories counts a part in each. What the log does not tell stays null: the Big Five, patience,
 * the attitude to privacy, and anything of which there are too few rows. Nothing is invented but the handle.
 *
 * @param train the training part of a split, never the whole log of which a part is held out
 * @throws {TastemakerError} `data/no-training` for a log without events
 * @example alignedProfiles(train, randomStream(1)).person(0).taste
 */
export function alignedProfiles(
  train: Dataset,
  random: RandomStream,
  { smoothing = 10, demographics = true }: AlignedProfilesOptions = {},
): ProfileSource {
  const { offsets } = train.log
  const people = train.users.ids.flatMap((_, user) => (offsets[user]! < offsets[user + 1]! ? [user as UserIndex] : []))
  if (people.length === 0) {
    throw new TastemakerError(
      'data/no-training',
      `The log of ${train.name} has no events, so no profile can be drawn from it.`,
      'Give the training part of a split.',
    )
  }
  const order = random.split('order').shuffle([...people])
  const tastes = categoryCounts(train)
  const activity = activityQuantiles(train)
  const conformity = conformitySlopes(train)
  const price = priceSensitivities(train)
  return {
    size: order.length,
    warnings: warningsOf(people, { tastes: tastes.people, conformity, price }),
    person(number) {
      const user = order[number]!
      const id = `aligned-${train.users.ids[user]!}`
      const taste = smoothed(tastes.people[user]!, tastes.shares, smoothing)
      return {
        v: PROFILE_VERSION,
        id,
        name: inventHandle(random.split(id, 'name')),
        origin: 'aligned',
        demographics: demographicsOf(demographics ? train.people[user] : undefined),
        bigFive: {
          openness: null,
          conscientiousness: null,
          extraversion: null,
          agreeableness: null,
          neuroticism: null,
        },
        taste,
        diversity: taste === null ? null : rounded(entropyOf(Object.values(taste))!),
        conformity: roundedOrNull(conformity[user]!),
        activity: rounded(activity[user]!),
        priceSensitivity: roundedOrNull(price[user]!),
        patience: null,
        privacyAttitude: null,
        source: { data: train.name, hash: train.hash, user: train.users.ids[user]! },
      } satisfies Profile
    },
  }
}

const roundedOrNull = (value: number): number | null => (Number.isNaN(value) ? null : rounded(value))

/** Shares with the population's mixed in; null for somebody whose items have no categories. */
function smoothed(
  counts: ReadonlyMap<string, number>,
  shares: Readonly<Record<string, number>>,
  smoothing: number,
): Record<string, number> | null {
  if (counts.size === 0) return null
  return roundedShares(
    Object.fromEntries(
      Object.entries(shares).map(([category, share]) => [category, (counts.get(category) ?? 0) + smoothing * share]),
    ),
  )
}

function warningsOf(
  people: readonly UserIndex[],
  known: {
    readonly tastes: readonly ReadonlyMap<string, number>[]
    readonly conformity: Float64Array
    readonly price: Float64Array
  },
): string[] {
  const missing = (field: string, count: number): string[] =>
    count === 0 ? [] : [`${field} is not known for ${count} of ${people.length} people.`]
  return [
    ...missing('taste', people.filter((user) => known.tastes[user]!.size === 0).length),
    ...missing('conformity', people.filter((user) => Number.isNaN(known.conformity[user]!)).length),
    ...missing('priceSensitivity', people.filter((user) => Number.isNaN(known.price[user]!)).length),
  ]
}
