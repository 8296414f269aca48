import type { RankingComparison, RankingTable } from '../evaluation/index.ts'
import { interval, number, pValue } from './_format.ts'
import { tableText } from './_table.ts'

/** Metrics of the summary: the others move with one of these, and print with --detail. */
const SUMMARY = ['ndcg', 'recall', 'item_coverage', 'ild']

/** An evaluation for people: protocol, recommenders, each against every other, notes. */
export function evaluationText(table: RankingTable, detail = false): string {
  const { protocol, rows } = table
  const measured = Object.keys(rows[0]?.metrics ?? {})
  const summary = measured.filter((label) => SUMMARY.includes(label.split('@')[0]!))
  const labels = detail || summary.length === 0 ? measured : summary
  return [
    `${protocol.dataset}, ${protocol.split}; ${protocol.people} people, ${protocol.candidates} items ranked, ties by ${protocol.ties}`,
    '',
    tableText(rows, [
      { title: 'recommender', of: (row) => row.recommender, align: 'left' },
      ...labels.map((label) => ({ title: label, of: (row: (typeof rows)[number]) => interval(row.metrics[label]!) })),
      { title: 'fit s', of: (row) => number(row.fitSeconds, 2) },
      { title: 'users/s', of: (row) => number(row.usersPerSecond, 0) },
    ]),
    '',
    comparisonsText(table.comparisons),
    ...(table.notes.length > 0 ? ['', ...table.notes.map((note) => `note: ${note}`)] : []),
  ].join('\n')
}

function comparisonsText(comparisons: readonly RankingComparison[]): string {
  if (comparisons.length === 0) return ''
  return tableText(comparisons, [
    {
      title: `${comparisons[0]!.metric}, person by person`,
      of: (row) => `${row.recommender} - ${row.other}`,
      align: 'left',
    },
    { title: 'difference', of: (row) => interval({ mean: row.difference, low: row.low, high: row.high }, 4) },
    { title: 'p (Holm)', of: (row) => pValue(row.adjustedP) },
    { title: 'effect', of: (row) => number(row.effectSize, 2) },
  ])
}
