import type { RankingTable } from '../ranking-table.ts'
import { csvOf } from './csv.ts'
import { latexOf } from './latex.ts'
import { markdownOf } from './markdown.ts'

/** What a ranking table can be written as. */
export const exportFormats = ['markdown', 'csv', 'json', 'latex'] as const

/** One of them. */
export type ExportFormat = (typeof exportFormats)[number]

/**
 * Writes a ranking table for another program or a paper, protocol and intervals included.
 *
 * @returns text that ends with a line break: Markdown tables; CSV with one number a line; the table as JSON; LaTeX floats
 * for booktabs
 * @example exportTable(storedTable(await readEvaluation('evaluations/first')), 'latex')
 */
export function exportTable(table: RankingTable, format: ExportFormat): string {
  switch (format) {
    case 'markdown':
      return markdownOf(table)
    case 'csv':
      return csvOf(table)
    case 'latex':
      return latexOf(table)
    case 'json': {
      const { protocol, plan, rows, comparisons, notes } = table
      return `${JSON.stringify({ protocol, plan, rows, comparisons, notes }, null, 2)}\n`
    }
  }
}
