import { decisive } from '../order.ts'
import { intervalError, minimalDetectable, standardError } from './_power.ts'
import type { Evidence } from './evidence.ts'
import type { Detectable, TrustQuestion } from './verdict.ts'

/**
 * By question, the least difference that a run of this size finds; null where it cannot be computed.
 *
 * @example detectable.stars(evidence)
 */
export const detectable: Readonly<Record<TrustQuestion, (evidence: Evidence) => Detectable | null>> = {
  recommender(evidence) {
    const compared = decisive(evidence)
    const error = compared && standardError(compared, compared.viewers)
    if (error === null) return null
    return { value: minimalDetectable(error, comparisonsMade(evidence)), unit: 'points of satisfaction' }
  },

  // The exit pages of two recommenders as if other people had met them: an upper bound, because the same people did.
  stay({ rows, comparisons }) {
    const errors = rows.flatMap((row) => intervalError(row.measures.exitPage) ?? [])
    if (errors.length < 2) return null
    return {
      value: minimalDetectable(Math.SQRT2 * Math.max(...errors), comparisonsMade({ comparisons })),
      unit: 'pages',
    }
  },

  // At one point of the scale, at most, if each star stood for itself.
  stars({ stars }) {
    const [simulated, real] = [total(stars.simulated.counts), total(stars.real.counts)]
    if (simulated === 0 || real === 0) return null
    const error = Math.sqrt(0.25 * (1 / simulated + 1 / real))
    return { value: 100 * minimalDetectable(error, 1), unit: 'of 100 stars' }
  },

  narrowing({ narrowing }) {
    const errors = (narrowing ?? []).flatMap(({ change }) => intervalError(change) ?? [])
    if (errors.length === 0) return null
    return { value: minimalDetectable(Math.max(...errors), errors.length), unit: 'bits' }
  },
}

/** How many comparisons of recommenders Holm's adjustment counts. @example comparisonsMade(evidence) // 10 for five recommenders */
export const comparisonsMade = ({ comparisons }: Pick<Evidence, 'comparisons'>): number =>
  comparisons.filter(({ p }) => p !== null).length

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
