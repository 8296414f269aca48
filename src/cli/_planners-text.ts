import type { PlannerComparison, PlannerRow } from '../experiments/planners/index.ts'
import { counted, fixed, listed, percent } from '../words.ts'
import { interval, number } from './_format.ts'
import { tableText } from './_table.ts'

/** Letters of a name before it goes on in the next line. */
const NAME = 44

/** Planners as the registry lists them. @example plannersText(planners) */
export function plannersText(
  entries: Readonly<
    Record<
      string,
      { readonly summary: string; readonly paper: string; readonly calls: string; readonly options: readonly string[] }
    >
  >,
): string {
  return [
    tableText(Object.entries(entries), [
      { title: 'planner', of: ([name]) => name, align: 'left' },
      { title: 'what it does', of: ([, { summary }]) => summary, align: 'left' },
      { title: 'paper', of: ([, { paper }]) => paper, align: 'left' },
      { title: 'calls for k tool calls', of: ([, { calls }]) => calls, align: 'left' },
    ]),
    '',
    ...Object.entries(entries).map(
      ([name, { options }]) => `${name}: ${options.length === 0 ? 'no options' : options.join(', ')}`,
    ),
    '',
    'Options ride on the name: reflexion:trials=3,strategy=none.',
  ].join('\n')
}

/** A comparison of planners for people: protocol, accuracy in both forms, differences, what it cost, where hits stood, what to believe. */
export function plannerComparisonText(comparison: PlannerComparison): string {
  const { rows, task } = comparison
  const isRanking = task === 'rank'
  return [
    headline(comparison),
    '',
    accuracyText(comparison, 'true'),
    '',
    'The same without failures: a planner that fails where it is hard looks better here, so this is not the headline.',
    '',
    accuracyText(comparison, 'valid'),
    '',
    differencesText(comparison),
    '',
    costText(rows),
    ...(isRanking ? ['', positionsText(rows)] : []),
    '',
    ...comparison.notes.map((note) => `note: ${note}`),
  ].join('\n')
}

function headline({ task, data, model, protocol, measure }: PlannerComparison): string {
  const { people, eligible, seed, split, candidates, negatives, baseline, history, tools, evaluator, prompts } =
    protocol
  const who = model.scripted ? `${model.name}, a scripted rule and no language model` : model.name
  const lists =
    task === 'rank'
      ? `Lists of ${candidates} (1 + ${candidates - 1}): ${negatives}, shuffled from the seed; what an answer leaves out follows in the ${baseline === 'given' ? 'order given' : 'order of popularity'}.`
      : 'Stars of one item.'
  return [
    `${who} on ${data.name} (data ${data.hash.slice(0, 12)}), ${people} of ${counted(eligible, 'eligible person', 'eligible people')}, seed ${seed}, real labels.`,
    `Held out: ${split}. ${lists}`,
    `Told: the last ${history} events. Tools: ${listed(tools)}, which end before the held-out event. Evaluator: ${evaluator}. Wording ${prompts}.`,
    `Failures count as ${task === 'rank' ? 'misses' : 'the rating that is farthest off'}; intervals are 95% bootstrap over people; differences are in ${measure}.`,
  ].join('\n')
}

const nameColumn = {
  title: 'row',
  of: ({ name }: PlannerRow) => name,
  align: 'left' as const,
}

const wideNames = (rows: readonly PlannerRow[]) =>
  rows.some(({ name }) => name.length > NAME) ? { ...nameColumn, width: NAME } : nameColumn

function accuracyText({ rows, task }: PlannerComparison, form: 'true' | 'valid'): string {
  const shown = form === 'true' ? rows : rows.filter(({ answered, tasks }) => answered < tasks)
  if (shown.length === 0) return 'Nothing failed: both forms are the same.'
  const cell = (row: PlannerRow, measure: string): string => {
    const value = row[form][measure]!
    return row.kind === 'chance' ? number(value.mean) : interval(value)
  }
  const measures = task === 'rank' ? ['HR@1', 'HR@5', 'nDCG@10', 'MRR'] : ['MAE']
  return tableText(shown, [
    wideNames(rows),
    { title: 'answered', of: ({ answered, tasks, kind }) => (kind === 'chance' ? 'exact' : `${answered}/${tasks}`) },
    ...measures.map((measure) => ({ title: measure, of: (row: PlannerRow) => cell(row, measure) })),
    ...(task === 'rate'
      ? [{ title: 'RMSE', of: (row: PlannerRow) => interval(rootOf(row[form]['squared error']!)) }]
      : []),
  ])
}

type Interval = NonNullable<PlannerRow['toClassic']>

function rootOf({ mean, low, high }: Interval): Omit<Interval, 'count'> {
  const root = (value: number | null): number | null => (value === null ? null : Math.sqrt(value))
  return { mean: root(mean), low: root(low), high: root(high) }
}

function differencesText({ rows, measure }: PlannerComparison): string {
  const compared = rows.filter(({ kind }) => kind !== 'chance')
  return tableText(compared, [
    { ...wideNames(rows), title: `${measure}, person by person` },
    {
      title: 'less chain-of-thought',
      of: ({ toChainOfThought }) => (toChainOfThought ? interval(toChainOfThought) : '–'),
    },
    { title: 'less the best classic', of: ({ toClassic }) => (toClassic ? interval(toClassic) : '–') },
  ])
}

function costText(rows: readonly PlannerRow[]): string {
  const asked = rows.filter(({ cost }) => cost !== null)
  const hasMoney = asked.some(({ cost }) => cost!.money !== null)
  return tableText(asked, [
    { ...wideNames(rows), title: 'a task' },
    { title: 'calls', of: ({ cost }) => fixed(cost!.calls, 1) },
    { title: 'tokens', of: ({ cost }) => fixed(cost!.tokens, 0) },
    { title: 'tools used', of: ({ cost }) => fixed(cost!.toolCalls, 1) },
    { title: 'p50 s', of: ({ cost }) => number(cost!.secondsP50, 2) },
    ...(hasMoney ? [{ title: 'money in all', of: ({ cost }: PlannerRow) => number(cost!.money, 4) }] : []),
    { title: 'failures', of: failuresText, align: 'left' as const },
    { title: 'as shown', of: ({ asShown }) => String(asShown) },
    { title: 'mended', of: mendedText, align: 'left' as const },
  ])
}

function failuresText({ failures, overBudget }: PlannerRow): string {
  const kinds = Object.entries(failures).map(([kind, count]) => `${count} ${kind}`)
  return [...kinds, ...(overBudget > 0 ? [`${overBudget} over budget`] : [])].join(', ') || '–'
}

function mendedText({ mended: { rankings, unknown, duplicate, missing } }: PlannerRow): string {
  return rankings === 0 ? '–' : `${rankings} rankings: ${unknown} unknown, ${duplicate} twice, ${missing} left out`
}

/** Thirds of the list: a model that likes the top of a list hits where the true item happened to stand there. */
function positionsText(rows: readonly PlannerRow[]): string {
  const asked = rows.filter(({ kind }) => kind === 'planner' || kind === 'control')
  const last = Math.max(...rows.flatMap(({ positions }) => positions.map(({ position }) => position)))
  const third = (row: PlannerRow, place: number): string => {
    const there = row.positions.filter(({ position }) => Math.min(2, Math.floor((3 * (position - 1)) / last)) === place)
    const [tasks, hits] = [
      there.reduce((sum, one) => sum + one.tasks, 0),
      there.reduce((sum, one) => sum + one.hits5, 0),
    ]
    return tasks === 0 ? '–' : `${percent(hits / tasks, 0)} of ${tasks}`
  }
  return tableText(asked, [
    { ...wideNames(rows), title: 'HR@5 where the true item stood' },
    ...['in the first third', 'in the middle', 'in the last third'].map((title, place) => ({
      title,
      of: (row: PlannerRow) => third(row, place),
    })),
  ])
}
