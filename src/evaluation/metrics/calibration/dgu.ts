import type { AggregateMetric } from '../metric.ts'
import { fromCategoryGaps } from './_category-gaps.ts'

/**
 * Gap between the category that is favoured most and the one that is favoured least.
 *
 * @example aggregateOf(dgu, lists, 10, listWorld(train)) // 0.2
 */
export const dgu: AggregateMetric = {
  name: 'dgu',
  level: 'all',
  family: 'calibration',
  group: 'taste',
  tier: 'detail',
  reads: 'first k',
  aliases: ['difference_group_unfairness'],
  formula: 'largest minus smallest over categories of (share in the first k of all lists - share in all histories)',
  gain: 'none',
  divisor: 'none',
  direction: 'down',
  source: 'Jiang et al. 2024',
  note: 'Histories are those of the evaluated people; an item of several categories is divided among them.',
  start: fromCategoryGaps((gaps) => Math.max(...gaps) - Math.min(...gaps)),
}
