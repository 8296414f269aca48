import { comparisonOf, parseMetric, type RankingRow, type RankingTable, toldApart } from '../../../evaluation/index.ts'

/** Rows by the metric of the comparisons, best first; those without a value last. @example standing(table)[0]?.recommender */
export function standing({ rows, plan: { primary } }: RankingTable): RankingRow[] {
  if (primary === null) return [...rows]
  const sign = parseMetric(primary).metric.direction === 'down' ? -1 : 1
  const worth = ({ metrics }: RankingRow): number => sign * (metrics[primary]?.mean ?? -sign * Number.MAX_VALUE)
  return [...rows].sort((a, b) => worth(b) - worth(a))
}

/** Who is ahead, and whether that is told from chance. */
export interface Lead {
  readonly best: RankingRow
  /** Those that cannot be told from the best, best first. */
  readonly level: readonly RankingRow[]
}

/**
 * The best recommender and those it cannot be told from.
 *
 * @returns null without a metric that people have values of
 * @example leadOf(table)?.best.recommender
 */
export function leadOf(table: RankingTable): Lead | null {
  const [best, ...others] = standing(table)
  const { primary } = table.plan
  if (!best || primary === null || best.metrics[primary]?.mean == null) return null
  const level = others.filter((row) => {
    const pair = comparisonOf(table, best.recommender, row.recommender)
    return row.metrics[primary]?.mean != null && (pair === null || !toldApart(pair))
  })
  return { best, level }
}
