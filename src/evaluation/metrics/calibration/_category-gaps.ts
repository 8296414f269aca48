import type { CategoryShares } from '../_category-shares.ts'
import type { AggregateMetric } from '../metric.ts'

/**
 * Begins the tally of a metric of the gaps between what is recommended and what was chosen.
 *
 * @param of from the share of each category in the first k of all lists, less its share in all histories
 */
export function fromCategoryGaps(of: (gaps: Float64Array) => number): AggregateMetric['start'] {
  return (k, { categories, pastOf, sharesOf }) => {
    const shown = { sums: new Float64Array(categories), items: 0 }
    const chosen = { sums: new Float64Array(categories), items: 0 }
    return {
      add({ user, ranked }) {
        const { taste, categorised } = pastOf(user)
        addShares(shown, sharesOf(ranked, k))
        addShares(chosen, { shares: taste, counted: categorised })
      },
      value() {
        if (shown.items === 0 || chosen.items === 0) return null
        return of(shown.sums.map((sum, category) => sum / shown.items - chosen.sums[category]! / chosen.items))
      },
    }
  }
}

function addShares(total: { sums: Float64Array; items: number }, { shares, counted }: CategoryShares): void {
  if (shares === null) return
  for (let category = 0; category < shares.length; category++) total.sums[category]! += shares[category]! * counted
  total.items += counted
}
