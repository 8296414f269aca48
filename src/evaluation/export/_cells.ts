import type { RankingComparison } from '../ranking-comparisons.ts'
import type { MetricCell, RankingTable } from '../ranking-table.ts'
import { marked, markedName } from '../row-marks.ts'

/** What stands for a number that is not there. */
const UNKNOWN = '–'

/** Two tables as words: a head and rows, the first column names, the others numbers. */
export interface Grid {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Recommenders with every metric, then what they cost. */
export function recommenderGrid(table: RankingTable): Grid {
  const labels = measuredLabels(table)
  return {
    head: ['recommender', ...labels],
    rows: table.rows.map((row) => [marked(row), ...labels.map((label) => cellText(row.metrics[label]))]),
  }
}

/** Seconds, memory and milliseconds of each recommender. */
export function costGrid({ rows }: RankingTable): Grid {
  return {
    head: ['recommender', 'train s', 'score s', 'evaluate s', 'memory MB', 'p50 ms', 'p95 ms'],
    rows: rows.map((row) => [
      marked(row),
      number(row.fitSeconds, 2),
      number(row.scoreSeconds, 2),
      number(row.evaluateSeconds, 2),
      number(row.memory, 1),
      number(row.requestTimes?.p50 ?? null, 2),
      number(row.requestTimes?.p95 ?? null, 2),
    ]),
  }
}

/** Each recommender against every later one. */
export function comparisonGrid({ comparisons, rows }: RankingTable): Grid {
  const name = (pair: RankingComparison): string =>
    `${markedName(rows, pair.recommender)} - ${markedName(rows, pair.other)}`
  return {
    head: ['comparison', 'difference', 'p', 'adjusted p', 'd_z', 'rank-biserial', 'n'],
    rows: comparisons.map((pair) => [
      name(pair),
      interval(pair.difference, pair, 4),
      pValue(pair.p),
      pValue(pair.adjustedP),
      number(pair.effectSize, 2),
      number(pair.rankBiserial, 2),
      String(pair.users),
    ]),
  }
}

/** Every metric that some row has, in the order of the first row that has it. @example measuredLabels(table)[0] */
export const measuredLabels = ({ rows }: Pick<RankingTable, 'rows'>): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row.metrics))),
]

const cellText = (cell: MetricCell | undefined): string => (cell ? interval(cell.mean, cell, 4) : UNKNOWN)

function interval(
  mean: number | null,
  { low, high }: { readonly low: number | null; readonly high: number | null },
  digits: number,
): string {
  if (mean === null) return UNKNOWN
  const ends = low === null || high === null ? '' : ` [${low.toFixed(digits)}, ${high.toFixed(digits)}]`
  return `${mean.toFixed(digits)}${ends}`
}

const number = (value: number | null, digits: number): string => (value === null ? UNKNOWN : value.toFixed(digits))

const pValue = (p: number | null): string => (p === null ? UNKNOWN : p < 0.001 ? '<0.001' : p.toFixed(3))
