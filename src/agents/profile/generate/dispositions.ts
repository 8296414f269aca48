import type { RandomStream } from '../../../random.ts'
import { type BigFiveName, bigFiveNames, type DispositionName, dispositionNames } from '../profile.ts'
import { normalCdf } from './_normal-cdf.ts'
import type { BigFiveScores } from './big-five.ts'

/** How much of a disposition hangs on traits: a weight for each trait that matters, in standard deviations. */
export type TraitLoadings = Readonly<Partial<Record<BigFiveName, number>>>

/** Loadings of everything that is drawn given the traits. */
export type DispositionLoadings = Readonly<Record<DispositionName | 'conformity', TraitLoadings>>

/** The usual loadings, ours: the signs are plausible, the sizes small, so that no trait decides a habit. */
export const usualLoadings: DispositionLoadings = {
  activity: { extraversion: 0.2 },
  priceSensitivity: { conscientiousness: 0.2 },
  patience: { conscientiousness: 0.3, neuroticism: -0.2 },
  privacyAttitude: { neuroticism: 0.2, openness: -0.15 },
  conformity: { agreeableness: 0.3 },
}

/** Mean and deviation of slopes on the crowd: the middle and the quarters of those of MovieLens 100K, where they are defined. */
const CONFORMITY = { mean: 0.9, deviation: 0.45 }

/** What is drawn given the traits. */
export type Dispositions = Readonly<Record<DispositionName | 'conformity', number>>

/**
 * Draws the dispositions of one person given the traits.
 *
 * Each is normal with the loadings on the traits; those from 0 to 1 are then made uniform over the population by the normal
 * distribution function (a Gaussian copula), so that loadings tie them to traits and leave their spread alone.
 *
 * @param variance of the part that traits explain, by disposition: `explainedVariance`
 * @example drawDispositions(scores, usualLoadings, variance, random).patience
 */
export function drawDispositions(
  scores: BigFiveScores,
  loadings: DispositionLoadings,
  variance: Readonly<Record<DispositionName | 'conformity', number>>,
  random: RandomStream,
): Dispositions {
  const standard = (name: DispositionName | 'conformity'): number =>
    bigFiveNames.reduce((sum, trait) => sum + (loadings[name][trait] ?? 0) * scores[trait], 0) +
    Math.sqrt(1 - variance[name]) * random.split(name).normal()
  const uniform = Object.fromEntries(dispositionNames.map((name) => [name, normalCdf(standard(name))]))
  const slope = CONFORMITY.mean + CONFORMITY.deviation * standard('conformity')
  return { ...(uniform as Record<DispositionName, number>), conformity: Math.max(-5, Math.min(5, slope)) }
}

/** Variance that correlated traits explain of each disposition: w' R w. @example explainedVariance(usualLoadings, usualTraitCorrelations).patience */
export function explainedVariance(
  loadings: DispositionLoadings,
  correlations: readonly (readonly number[])[],
): Record<DispositionName | 'conformity', number> {
  const of = (weights: TraitLoadings): number => {
    const list = bigFiveNames.map((name) => weights[name] ?? 0)
    return list.reduce((sum, a, i) => sum + list.reduce((row, b, j) => row + a * b * correlations[i]![j]!, 0), 0)
  }
  return Object.fromEntries(Object.entries(loadings).map(([name, weights]) => [name, of(weights)])) as Record<
    DispositionName | 'conformity',
    number
  >
}
