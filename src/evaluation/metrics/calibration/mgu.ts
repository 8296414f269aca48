import type { AggregateMetric } from '../metric.ts'
import { fromCategoryGaps } from './_category-gaps.ts'

/**
 * Mean gap between what is recommended and what was chosen, by category.
 *
 * @example aggregateOf(mgu, lists, 10, listWorld(train)) // 0.03
 */
export const mgu: AggregateMetric = {
  name: 'mgu',
  level: 'all',
  family: 'calibration',
  group: 'taste',
  tier: 'detail',
  reads: 'first k',
  aliases: ['mean_group_unfairness'],
  formula: 'mean over categories of |share in the first k of all lists - share in all histories|',
  gain: 'none',
  divisor: 'categories',
  direction: 'down',
  source: 'Jiang et al. 2024',
  note: 'Histories are those of the evaluated people; an item of several categories is divided among them.',
  start: fromCategoryGaps((gaps) => gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / gaps.length),
}
