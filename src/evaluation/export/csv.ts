import type { RankingTable } from '../ranking-table.ts'

const HEAD = [
  'kind',
  'recommender',
  'marks',
  'other',
  'name',
  'value',
  'low',
  'high',
  'users',
  'p',
  'adjusted_p',
  'effect_size',
  'rank_biserial',
  'reason',
] as const

/** One line of the file; what is unknown is empty. */
type Line = Partial<Record<(typeof HEAD)[number], string | number | null>>

/**
 * A ranking table as CSV (RFC 4180), one number a line: `kind` says what it is.
 *
 * Kinds: `protocol` and `plan` (how it was measured), `mean` (a metric), `cost` (seconds, megabytes, milliseconds),
 * `difference` (a comparison), `note`.
 *
 * @example csvOf(table).split('\r\n')[0] // 'kind,recommender,marks,…'
 */
export function csvOf(table: RankingTable): string {
  const lines: Line[] = [
    ...Object.entries(table.protocol).map(([name, value]) => ({ kind: 'protocol', name, value: plain(value) })),
    ...Object.entries(table.plan).map(([name, value]) => ({ kind: 'plan', name, value: plain(value) })),
    ...table.rows.flatMap(({ recommender, marks, metrics, ...row }) => {
      const who = { recommender, marks: marks.join(' ') }
      const means = Object.entries(metrics).map(([name, { mean, low, high, users }]) => ({
        kind: 'mean',
        ...who,
        name,
        value: mean,
        low,
        high,
        users,
      }))
      return [...means, ...costs(row).map(([name, value]) => ({ kind: 'cost', ...who, name, value }))]
    }),
    ...table.comparisons.map(({ metric, difference, adjustedP, effectSize, rankBiserial, equal: _, ...pair }) => ({
      kind: 'difference',
      ...pair,
      name: metric,
      value: difference,
      adjusted_p: adjustedP,
      effect_size: effectSize,
      rank_biserial: rankBiserial,
    })),
    ...table.notes.map((note) => ({ kind: 'note', value: note })),
  ]
  const rows = lines.map((line) => HEAD.map((column) => field(line[column])).join(','))
  return `${[HEAD.join(','), ...rows].join('\r\n')}\r\n`
}

function costs(
  row: Omit<RankingTable['rows'][number], 'recommender' | 'marks' | 'metrics'>,
): [string, number | null][] {
  return [
    ['fit_seconds', row.fitSeconds],
    ['score_seconds', row.scoreSeconds],
    ['evaluate_seconds', row.evaluateSeconds],
    ['users_per_second', row.usersPerSecond],
    ['memory_mb', row.memory],
    ['p50_ms', row.requestTimes?.p50 ?? null],
    ['p95_ms', row.requestTimes?.p95 ?? null],
    ['tied_share', row.tiedShare],
  ]
}

const plain = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : value === null ? '' : String(value))

function field(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
