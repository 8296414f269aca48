import type { AggregateMetric } from '../metric.ts'

/**
 * Share of the people who are recommended anything at all.
 *
 * @example aggregateOf(userCoverage, lists, 10, world) // 1
 */
export const userCoverage: AggregateMetric = {
  name: 'user_coverage',
  level: 'all',
  family: 'coverage',
  group: 'supply',
  tier: 'detail',
  reads: 'first k',
  aliases: ['covered_users', 'usercoverage'],
  formula: 'people with at least one item in their list / people',
  gain: 'none',
  divisor: 'evaluated people',
  direction: 'up',
  source: 'Herlocker et al. 2004, section 5.2',
  note: 'Whether anything was relevant is not asked; that share is hit_rate.',
  start() {
    let people = 0
    let served = 0
    return {
      add({ ranked }) {
        people++
        if (ranked.length > 0) served++
      },
      value: () => (people === 0 ? null : served / people),
    }
  },
}
