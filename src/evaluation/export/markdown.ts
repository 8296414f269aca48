import type { RankingTable } from '../ranking-table.ts'
import { comparisonSentence, meansSentence, protocolSentence } from '../table-sentences.ts'
import { comparisonGrid, costGrid, type Grid, recommenderGrid } from './_cells.ts'

/** A ranking table as Markdown: protocol, recommenders, comparisons, cost and notes. @example markdownOf(table).startsWith('| recommender') */
export function markdownOf(table: RankingTable): string {
  const blocks = [
    inert(protocolSentence(table)),
    grid(recommenderGrid(table)),
    inert(meansSentence(table)),
    ...(table.comparisons.length > 0 ? [inert(comparisonSentence(table)), grid(comparisonGrid(table))] : []),
    grid(costGrid(table)),
    ...(table.notes.length > 0 ? [table.notes.map((note) => `- ${inert(note)}`).join('\n')] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

function grid({ head, rows }: Grid): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(inert).join(' | ')} |`
  return [
    line(head),
    `| --- |${head
      .slice(1)
      .map(() => ' ---: |')
      .join('')}`,
    ...rows.map(line),
  ].join('\n')
}

/** What Markdown would read as something else than text. */
const inert = (text: string): string => text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
