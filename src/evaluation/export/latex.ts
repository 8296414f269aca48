import type { RankingTable } from '../ranking-table.ts'
import { comparisonSentence, meansSentence, protocolSentence } from '../table-sentences.ts'
import { comparisonGrid, costGrid, type Grid, recommenderGrid } from './_cells.ts'

/** A ranking table as LaTeX tables for the booktabs package. @example latexOf(table).includes('\\toprule') */
export function latexOf(table: RankingTable): string {
  const floats = [
    float(recommenderGrid(table), `${protocolSentence(table)} ${meansSentence(table)}`),
    ...(table.comparisons.length > 0 ? [float(comparisonGrid(table), comparisonSentence(table))] : []),
    float(
      costGrid(table),
      'Seconds to train, to score everybody and to evaluate; memory of the fitted model; time of a request.',
    ),
  ]
  const notes = table.notes.map((note) => `% note: ${note.replace(/\s*\n\s*/g, ' ')}`)
  return `${['% needs \\usepackage{booktabs}', ...floats, ...notes].join('\n')}\n`
}

function float({ head, rows }: Grid, caption: string): string {
  const line = (cells: readonly string[]): string => `    ${cells.map(inert).join(' & ')} \\\\`
  return [
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${inert(caption)}}`,
    `  \\begin{tabular}{l${'r'.repeat(head.length - 1)}}`,
    '    \\toprule',
    line(head),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
  ].join('\n')
}

/** What LaTeX would read as a command. Names hold a hyphen, differences a minus. */
function inert(text: string): string {
  return (
    text
      .replace(/[\\{}$&#%_~^<>]/g, (character) => ESCAPES[character] ?? `\\${character}`)
      .replace(/(^|[\s[])-(?=\d)/g, '$1$-$')
      .replaceAll(' - ', ' $-$ ')
      .replaceAll('–', '--')
      // A line break takes a bracket behind it for an argument.
      .replace(/^\[/, '{[}')
      .replace(/\s*\n\s*/g, ' ')
  )
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '$<$',
  '>': '$>$',
}
