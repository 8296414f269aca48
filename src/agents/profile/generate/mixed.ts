import { TastemakerError } from '../../../domain/index.ts'
import { handcrafted } from '../handcrafted/handcrafted.ts'
import type { Profile } from '../profile.ts'
import type { ProfileSource } from './generated.ts'

/** The routes by which people come into a population. */
export const profileRoutes = ['handcrafted', 'generated', 'aligned'] as const

/** One of the routes. */
export type ProfileRoute = (typeof profileRoutes)[number]

/** How much of a population comes by each route. Ours: few by hand, most from data. */
export const usualMix: Readonly<Record<ProfileRoute, number>> = { handcrafted: 0.1, generated: 0.2, aligned: 0.7 }

/** People and where they came from. */
export interface MixedPopulation {
  readonly profiles: readonly Profile[]
  readonly warnings: readonly string[]
}

/**
 * A population of people by several routes.
 *
 * Places go to routes by Webster's rule, one after the other: the counts are within one or so of the weights, and a larger population
 * begins with the smaller one. A route that has nobody left gives its places to the others, with a warning.
 *
 * @param people how many
 * @param weights from 0, in any unit
 * @param sources of the routes with a weight; the handcrafted people need none
 * @throws {TastemakerError} `config/option` for a route with a weight and no source, `config/range` for bad weights or when all
 *   routes together have too few people
 * @example mixedProfiles(20, { handcrafted: 0.5, generated: 0.5, aligned: 0 }, { generated: generatedProfiles(random) })
 */
export function mixedProfiles(
  people: number,
  weights: Readonly<Record<ProfileRoute, number>>,
  sources: Readonly<Partial<Record<ProfileRoute, ProfileSource>>>,
): MixedPopulation {
  const shown = profileRoutes.map((route) => weights[route]).join(', ')
  if (
    profileRoutes.some((route) => !(weights[route] >= 0 && weights[route] < Number.POSITIVE_INFINITY)) ||
    !profileRoutes.some((route) => weights[route] > 0)
  ) {
    throw new TastemakerError('config/range', `The weights of a mix must be numbers from 0, not all 0, got ${shown}.`)
  }
  const used = profileRoutes.filter((route) => weights[route] > 0)
  const from = Object.fromEntries(used.map((route) => [route, sources[route] ?? ownSource(route)])) as Record<
    ProfileRoute,
    ProfileSource
  >
  const taken: Record<ProfileRoute, number> = { handcrafted: 0, generated: 0, aligned: 0 }
  const profiles: Profile[] = []
  while (profiles.length < people) {
    const open = used.filter((route) => taken[route] < (from[route].size ?? Number.POSITIVE_INFINITY))
    if (open.length === 0) throw tooFew(people, profiles.length)
    const claim = (route: ProfileRoute): number => weights[route] / (2 * taken[route] + 1)
    const next = open.reduce((best, route) => (claim(route) > claim(best) ? route : best))
    profiles.push(from[next].person(taken[next]++))
  }
  const sum = used.reduce((total, route) => total + weights[route], 0)
  const short = used.filter(
    (route) => from[route].size !== null && (people * weights[route]) / sum > from[route].size! + 1,
  )
  return {
    profiles,
    warnings: [
      ...used.flatMap((route) => from[route].warnings.map((warning) => `${route}: ${warning}`)),
      ...short.map(
        (route) => `There are ${from[route].size} ${route} people: the other routes take the rest of their share.`,
      ),
    ],
  }
}

function ownSource(route: ProfileRoute): ProfileSource {
  if (route === 'handcrafted') {
    const people = handcrafted()
    return { size: people.length, warnings: [], person: (number) => people[number]! }
  }
  throw new TastemakerError(
    'config/option',
    route === 'aligned'
      ? 'A mix with aligned people needs data to align them with, and there are none.'
      : `A mix with ${route} people needs a source of them, and there is none.`,
    route === 'aligned' ? 'Name a data set, or give aligned people the weight 0.' : 'Give generatedProfiles(random).',
  )
}

function tooFew(wanted: number, there: number): TastemakerError {
  return new TastemakerError(
    'config/range',
    `The mix has ${there} people at most, ${wanted} were asked for.`,
    'Ask for fewer, or give generated people a weight: of them there are as many as you like.',
  )
}
