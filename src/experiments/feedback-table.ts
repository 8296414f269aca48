import type { FeedbackResult } from './feedback-loop.ts'

/** A table of words: a title for each column and one list of cells a row. */
export interface PrintedTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * The rounds of a loop as a table to print: recommender by recommender, so that each reads from round to round.
 *
 * @returns means with 95% intervals; an en dash for what is undefined
 * @example feedbackTable(result).columns[0] // 'recommender'
 */
export function feedbackTable({ rows }: FeedbackResult): PrintedTable {
  const byRecommender = [...Map.groupBy(rows, ({ recommender }) => recommender).values()].flat()
  return {
    columns: [
      'recommender',
      'round',
      'told',
      'satisfaction',
      'change since round 1',
      'ndcg@10',
      'recall@10',
      'catalogue shown',
      'diversity',
      'top genre',
      'genres',
      'repeated',
    ],
    rows: byRecommender.map((row) => [
      row.recommender,
      String(row.round),
      String(row.told),
      interval(row.satisfaction, 2),
      interval(row.change, 2),
      interval(row.ndcg, 3),
      interval(row.recall, 3),
      row.coverage.toFixed(3),
      interval(row.ild, 3),
      interval(row.topGenre, 3),
      interval(row.genres, 1),
      interval(row.repeated, 3),
    ]),
  }
}

/** As the command line prints intervals elsewhere. */
function interval(
  value: { readonly mean: number | null; readonly low: number | null; readonly high: number | null } | null,
  digits: number,
): string {
  if (value === null || value.mean === null) return '–'
  const mean = value.mean.toFixed(digits)
  return value.low === null || value.high === null
    ? mean
    : `${mean} [${value.low.toFixed(digits)}, ${value.high.toFixed(digits)}]`
}
