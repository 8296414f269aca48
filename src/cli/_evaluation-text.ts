import {
  comparisonSentence,
  marked,
  markedName,
  meansSentence,
  metrics,
  protocolSentence,
  type RankingRow,
  type RankingTable,
} from '../evaluation/index.ts'
import { interval, number, pValue } from './_format.ts'
import { type Column, tableText } from './_table.ts'

/** Letters a line; a table that would be wider goes on in another. */
const WIDTH = 120

/** An evaluation for people: protocol, recommenders, what they cost, each against every other, notes. */
export function evaluationText(table: RankingTable, detail = false): string {
  return [
    wrapped(protocolSentence(table)),
    '',
    ...metricTables(table, detail).flatMap((text) => [text, '']),
    costText(table),
    '',
    wrapped(meansSentence(table)),
    ...(table.comparisons.length > 0 ? ['', comparisonsText(table), '', wrapped(comparisonSentence(table))] : []),
    ...(table.notes.length > 0 ? ['', ...table.notes.map((note) => wrapped(`note: ${note}`, '      '))] : []),
  ].join('\n')
}

/** Recommenders with their metrics, in as many tables as the width takes. */
function metricTables({ rows }: RankingTable, detail: boolean): string[] {
  const measured = [...new Set(rows.flatMap((row) => Object.keys(row.metrics)))]
  // The others move with one of these, and print with --detail.
  const first = metrics.filter(({ tier }) => tier === 'summary').map(({ name }) => name)
  const summary = measured.filter((label) => first.includes(label.split('@')[0]!))
  const labels = detail || summary.length === 0 ? measured : summary
  const columns = labels.map(
    (title): Column<RankingRow> => ({
      title,
      of: (row) => interval(row.metrics[title] ?? { mean: null, low: null, high: null }),
    }),
  )
  return inWidth(columns, rows).map((some) => tableText(rows, [nameColumn(rows), ...some]))
}

/** Columns in groups that fit a line beside the names. */
function inWidth(columns: readonly Column<RankingRow>[], rows: readonly RankingRow[]): Column<RankingRow>[][] {
  const widthOf = ({ title, of, width }: Column<RankingRow>): number =>
    2 + (width ?? Math.max(title.length, ...rows.map((row) => of(row).length)))
  const room = WIDTH - widthOf(nameColumn(rows))
  const groups: Column<RankingRow>[][] = []
  let left = 0
  for (const column of columns) {
    left -= widthOf(column)
    if (left < 0 || groups.length === 0) {
      groups.push([])
      left = room - widthOf(column)
    }
    groups.at(-1)!.push(column)
  }
  return groups
}

const nameColumn = (rows: readonly RankingRow[]): Column<RankingRow> => ({
  title: 'recommender',
  of: marked,
  align: 'left',
  ...widthUpTo(40, ['recommender', ...rows.map(marked)]),
})

function costText({ rows }: RankingTable): string {
  return tableText(rows, [
    { ...nameColumn(rows), title: 'time, memory' },
    { title: 'train s', of: (row) => number(row.fitSeconds, 2) },
    { title: 'score s', of: (row) => number(row.scoreSeconds, 2) },
    { title: 'evaluate s', of: (row) => number(row.evaluateSeconds, 2) },
    { title: 'users/s', of: (row) => number(row.usersPerSecond, 0) },
    { title: 'memory MB', of: (row) => number(row.memory, 1) },
    { title: 'p50 ms', of: (row) => number(row.requestTimes?.p50, 2) },
    { title: 'p95 ms', of: (row) => number(row.requestTimes?.p95, 2) },
  ])
}

function comparisonsText({ comparisons, rows, plan }: RankingTable): string {
  const pair = ({ recommender, other }: RankingTable['comparisons'][number]): string =>
    `${markedName(rows, recommender)} - ${markedName(rows, other)}`
  const title = `${comparisons[0]!.metric}, person by person`
  return tableText(comparisons, [
    { title, of: pair, align: 'left', ...widthUpTo(48, [title, ...comparisons.map(pair)]) },
    { title: 'difference', of: (row) => interval({ mean: row.difference, low: row.low, high: row.high }, 4) },
    { title: `p (${ADJUSTED[plan.adjustment]})`, of: (row) => pValue(row.adjustedP) },
    { title: 'd_z', of: (row) => number(row.effectSize, 2) },
    { title: 'rank-biserial', of: (row) => number(row.rankBiserial, 2) },
    { title: 'n', of: (row) => String(row.users) },
  ])
}

const ADJUSTED = { holm: 'Holm', tukey: 'Tukey', none: 'unadjusted' } as const

/** Sentences in lines of the width, those after the first set in. */
function wrapped(text: string, indent = ''): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    if (line.trim() === '') lines[lines.length - 1] = `${line}${word}`
    else if (line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(`${indent}${word}`)
  }
  return lines.join('\n')
}

/** A width only where some text is longer, because a given width is also the least one. */
const widthUpTo = (most: number, texts: readonly string[]): { readonly width?: number } =>
  texts.some((text) => text.length > most) ? { width: most } : {}
