import type {
  SocietyCell,
  SocietyResult,
  SocietyRow,
  SocietyTable,
  TauResult,
  TauRow,
} from '../experiments/suites/index.ts'
import { counted, fixed, listed, percent } from '../words.ts'
import { interval, number } from './_format.ts'
import { type Column, tableText } from './_table.ts'

/** The challenge for people: protocol, one table a folder, cost, where hits stood, what to believe. */
export function societyText(result: SocietyResult): string {
  const { suite, track, protocol, tables, notes } = result
  const lists =
    track === 2
      ? `Lists of ${spanOf(protocol.candidates!)} candidates, ${protocol.shuffled ? 'shuffled from the seed' : 'in the order of the file'}; score is the mean of HR@1, 3 and 5.`
      : 'Stars of one item; score is the preference, 1 - mean error / 5.'
  return [
    `AgentSociety track ${track} on ${suite.name} (data ${suite.hash.slice(0, 12)}), seed ${protocol.seed}, ${listed(protocol.labels)} labels.`,
    `${lists} Fitted: ${protocol.ranker}, on the suite's reviews without the pairs of the tasks.`,
    'Failures count as misses, or as 0 stars; intervals are 95% bootstrap over tasks.',
    ...tables.flatMap((table) => ['', tableOf(table, track), ...agentLines(table)]),
    '',
    ...notes.map((note) => `note: ${note}`),
  ].join('\n')
}

const spanOf = ([low, high]: readonly [number, number]): string => (low === high ? String(low) : `${low} to ${high}`)

function tableOf({ set, tasks, rows, truthAt }: SocietyTable, track: 1 | 2): string {
  const parts = track === 2 ? ['HR@1', 'HR@3', 'HR@5'] : ['review', 'overall']
  const columns = (['simulated', 'real'] as const).flatMap((labels): Column<SocietyRow>[] => {
    if (rows.every((row) => row[labels] === null)) return []
    const cell = (of: (one: SocietyCell) => string) => (row: SocietyRow) => {
      const one = row[labels]
      return one === null ? '–' : of(one)
    }
    return [
      { title: `${labels} score`, of: cell(({ score }) => interval(score)) },
      ...parts.map((part) => ({ title: part, of: cell((one) => number(one.parts[part])) })),
    ]
  })
  const middle = truthAt.length > 0 ? `, true item at place ${fixed(meanPlace(truthAt), 1)} of the file on average` : ''
  return [
    `${set === '' ? 'tasks' : set}: ${counted(tasks, 'task')}${middle}`,
    tableText(rows, [
      { title: 'row', of: ({ name }) => name, align: 'left' },
      ...columns,
      { title: 'final', of: ({ final }) => number(final) },
    ]),
  ].join('\n')
}

function meanPlace(counts: readonly number[]): number {
  const tasks = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count, place) => sum + count * (place + 1), 0) / tasks
}

function agentLines({ rows }: SocietyTable): readonly string[] {
  return rows.flatMap((row) => {
    if (row.kind !== 'agent') return []
    const { name, thirds, failures, mended, cost } = row
    const shares = thirds.map(({ tasks, hits }) => (tasks === 0 ? '–' : `${percent(hits / tasks, 0)} of ${tasks}`))
    const failed = Object.entries(failures).map(([kind, count]) => `${count} ${kind}`)
    return [
      `${name}: ${cost ? `${fixed(cost.calls, 1)} calls and ${fixed(cost.tokens, 0)} tokens a task, ${fixed(cost.secondsP50, 2)} s in the middle${cost.money === null ? '' : `, ${cost.money.toFixed(4)} money in all`}; ` : ''}failures ${failed.join(', ') || 'none'}; ${counted(mended, 'list')} mended`,
      ...(shares.length > 0
        ? [`HR@5 where the true item stood in the first, middle and last third: ${shares.join(', ')}`]
        : []),
    ]
  })
}

/** tau-Rec for people: pass^k, how trials ended, which policies broke, what it cost, what to believe. */
export function tauText({ suite, tasks, protocol, rows, notes }: TauResult): string {
  const ks = rows[0]!.passes.map(({ k }) => k)
  const agents = rows.filter(({ kind }) => kind === 'agent')
  return [
    `tau-Rec, ${suite.origin} suite ${suite.name}: ${counted(tasks.length, 'task')} over ${counted(suite.items, 'item')}, none fits on ${protocol.noneFits}; ${counted(protocol.trials, 'trial')} a task, seed ${protocol.seed}.`,
    `Person: ${protocol.user}; at most ${protocol.turns} messages.`,
    'Reward is constraints times policies, 0 or 1; intervals are 95% bootstrap over tasks.',
    '',
    tableText(rows, [
      {
        title: 'row',
        of: ({ name, kind }) => (kind === 'oracle' ? `${name} (knows what is hidden)` : name),
        align: 'left',
      },
      ...ks.map(
        (k): Column<TauRow> => ({
          title: `pass^${k}`,
          of: (row) => interval(row.passes.find((one) => one.k === k)!.value),
        }),
      ),
      { title: 'constraints', of: ({ constraintsMet }) => percent(constraintsMet, 0) },
      { title: 'one / none / never', of: ({ ended }) => `${ended.recommended} / ${ended.abstained} / ${ended.turns}` },
      { title: 'policies broken', of: brokenText, align: 'left' },
    ]),
    ...(agents.length > 0 ? ['', costTable(agents)] : []),
    '',
    ...notes.map((note) => `note: ${note}`),
  ].join('\n')
}

const brokenText = ({ broken }: TauRow): string =>
  Object.entries(broken)
    .map(([policy, count]) => `${count} ${policy}`)
    .join(', ') || '–'

function costTable(rows: readonly TauRow[]): string {
  return tableText(rows, [
    { title: 'a trial', of: ({ name }) => name, align: 'left' },
    { title: 'turns', of: ({ talk }) => number(talk?.turns, 1) },
    { title: 'failed replies', of: ({ talk }) => String(talk?.failures ?? 0) },
    { title: 'calls', of: ({ cost }) => number(cost?.calls, 1) },
    { title: 'tokens', of: ({ cost }) => number(cost?.tokens, 0) },
    { title: 'p50 s', of: ({ cost }) => number(cost?.secondsP50, 3) },
    { title: 'money in all', of: ({ cost }) => number(cost?.money, 4) },
  ])
}
