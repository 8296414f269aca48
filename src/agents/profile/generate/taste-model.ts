import { TastemakerError } from '../../../domain/index.ts'
import type { RandomStream } from '../../../random.ts'
import { type BigFiveName, bigFiveNames } from '../profile.ts'
import type { BigFiveScores } from './big-five.ts'
import { roundedShares } from './rounded-shares.ts'

/** A conditional model of tastes: what everybody likes, tilted by traits and by the person's own leanings. */
export interface TasteModel {
  /** Share of each category over everybody; above 0, sums to 1. */
  readonly base: Readonly<Record<string, number>>
  /** Spread of own leanings, in logarithms of shares: 0 gives everybody the tilted base. */
  readonly spread: number
  /** How much a trait tilts a category, in logarithms of shares for each standard deviation. */
  readonly tilts: Readonly<Record<string, Readonly<Partial<Record<BigFiveName, number>>>>>
  /** How much a standard deviation of openness widens a taste: it divides the spread by the exponential of this. */
  readonly openness: number
}

/** Base shares of the genres of films where no data say better; ours. */
const USUAL_BASE = {
  Drama: 0.16,
  Comedy: 0.16,
  Action: 0.12,
  Thriller: 0.1,
  Romance: 0.08,
  Adventure: 0.08,
  'Sci-Fi': 0.06,
  Crime: 0.05,
  Horror: 0.04,
  "Children's": 0.03,
  Animation: 0.03,
  Fantasy: 0.02,
  War: 0.02,
  Mystery: 0.02,
  Musical: 0.01,
  Documentary: 0.01,
  Western: 0.005,
  'Film-Noir': 0.005,
} as const

/**
 * The usual model: openness widens a taste, and no trait makes anybody like a genre, since a tilt that we made up would be a
 * stereotype. Tilts that were measured can be given.
 *
 * @param base by category; shares of genres of films unless given
 * @throws {TastemakerError} `config/range` for a base that is empty, negative or does not sum to 1
 * @example tasteModel({ Drama: 0.7, Comedy: 0.3 }).base
 */
export function tasteModel(
  base: Readonly<Record<string, number>> = USUAL_BASE,
  changes: Partial<Omit<TasteModel, 'base'>> = {},
): TasteModel {
  const shares = Object.values(base)
  const sum = shares.reduce((total, share) => total + share, 0)
  if (shares.some((share) => !(share > 0)) || Math.abs(sum - 1) > 1e-6) {
    throw new TastemakerError(
      'config/range',
      `The base of a taste model must have shares above 0 that sum to 1, got a sum of ${Number(sum.toPrecision(6))}.`,
      'Leave out categories with share 0.',
    )
  }
  return { base, spread: 1, tilts: {}, openness: 0.25, ...changes }
}

/**
 * Draws the taste of one person:
 *
 *   share(c)  ∝  base(c) exp( Σ_t tilt(c, t) z_t  +  spread exp(−openness z_O) ε_c )
 *
 * Each category has a stream of its own, so a new category leaves the leanings to the others as they were.
 *
 * @returns shares in ten-thousandths that sum to 1
 * @example drawTaste(tasteModel(), scores, randomStream(1, 'person-3', 'taste')).Drama
 */
export function drawTaste(model: TasteModel, scores: BigFiveScores, random: RandomStream): Record<string, number> {
  const spread = model.spread * Math.exp(-model.openness * scores.openness)
  const weights = Object.entries(model.base).map(([category, share]) => {
    const tilts = Object.hasOwn(model.tilts, category) ? model.tilts[category]! : {}
    const tilt = bigFiveNames.reduce((sum, trait) => sum + (tilts[trait] ?? 0) * scores[trait], 0)
    return [category, share * Math.exp(tilt + spread * random.split(category).normal())] as const
  })
  return roundedShares(Object.fromEntries(weights))
}
