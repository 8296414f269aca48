export type { ListWorld } from './list-world.ts'
export { listWorld } from './list-world.ts'
export {
  type AggregateMetric,
  aggregateOf,
  type ListMetric,
  type Metric,
  type MetricCard,
  type MetricFamily,
  type MetricGroup,
  type Tally,
} from './metric.ts'
export { type ParsedMetric, parseMetric } from './parse-metric.ts'
export { type ListDetails, type RankedList, rankedList, type Standing } from './ranked-list.ts'
export { metrics } from './registry.ts'
