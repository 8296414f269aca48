import type { RankingRow } from '../evaluation/index.ts'
import { comparisonOf } from '../evaluation/index.ts'
import { type Ladder, type Rung, rungNames, usualRungs } from '../experiments/index.ts'
import { interval, number, pValue } from './_format.ts'
import { tableText } from './_table.ts'

/** A ladder for people: every step's rows with their cost, then what each step adds to the best one below it. */
export function ladderText({ table, rungs }: Ladder): string {
  const { protocol, plan } = table
  const metric = plan.primary!
  const standing = rungs.filter(({ rows }) => rows.length > 0)
  const labels = Object.keys(table.rows[0]?.metrics ?? {})
  const lines = standing.flatMap(({ rung, rows }) => rows.map((row, place) => ({ row, rung: place === 0 ? rung : '' })))
  const absent = rungNames.filter((rung) => usualRungs[rung].length === 0 && !standing.some((one) => one.rung === rung))
  return [
    `${protocol.dataset}, ${protocol.split}; ${protocol.people} people, ${protocol.candidates} items ranked, default options`,
    '',
    tableText(lines, [
      { title: 'step', of: ({ rung }) => rung, align: 'left' },
      { title: 'recommender', of: ({ row }) => row.recommender, align: 'left' },
      ...labels.map((label) => ({ title: label, of: ({ row }: { row: RankingRow }) => cell(row, label, metric) })),
      { title: 'fit s', of: ({ row }) => number(row.fitSeconds, 2) },
      { title: 'ms p50', of: ({ row }) => number(row.requestTimes?.p50, 2) },
      { title: 'MB', of: ({ row }) => number(row.memory, 1) },
    ]),
    '',
    ...steps(standing, metric, { table, rungs }),
    ...(absent.length > 0
      ? ['', `No recommender of this library stands on these steps yet: ${absent.join(', ')}.`]
      : []),
    ...table.notes.map((note) => `note: ${note}`),
  ].join('\n')
}

/** The metric that decides has its interval; the others stand beside it. */
function cell(row: RankingRow, label: string, metric: string): string {
  return label === metric ? interval(row.metrics[label]!) : number(row.metrics[label]!.mean)
}

/** Each step's best against the best of all steps below. */
function steps(standing: readonly Rung[], metric: string, { table }: Ladder): string[] {
  const value = (row: RankingRow) => row.metrics[metric]?.mean ?? Number.NEGATIVE_INFINITY
  const best = (rows: readonly RankingRow[]) => rows.toSorted((a, b) => value(b) - value(a))[0]!
  return standing.slice(1).map(({ rung, rows }, place) => {
    const own = best(rows)
    const below = best(standing.slice(0, place + 1).flatMap((step) => step.rows))
    const pair = comparisonOf(table, own.recommender, below.recommender)
    const difference = value(own) - value(below)
    const told = (pair?.adjustedP ?? 1) < 0.05
    const sure = told ? (difference > 0 ? 'pays' : 'does not pay') : 'cannot be told apart'
    return `${rung}: ${own.recommender} against ${below.recommender} below it: ${difference >= 0 ? '+' : ''}${difference.toFixed(4)} ${metric}, p ${pValue(pair?.adjustedP)} (Holm): ${sure} here.`
  })
}
