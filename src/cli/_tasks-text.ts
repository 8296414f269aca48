import type { TaskResult, TaskRow, TaskTable } from '../experiments/tasks/index.ts'
import { counted, fixed, percent } from '../words.ts'
import { interval, number, pValue } from './_format.ts'
import { tableText } from './_table.ts'

/** Letters of a name before it goes on in the next line. */
const NAME = 44

/** A table of tasks for people: protocol, then a task at a time accuracy, differences, what it took, and what to believe. */
export function taskTableText(table: TaskTable): string {
  return [
    headline(table),
    ...table.tasks.flatMap((task) => ['', ...taskText(task)]),
    ...(table.skipped.length === 0
      ? []
      : ['', ...table.skipped.map(({ task, reason }) => `${task} was left out. ${reason}`)]),
    ...(table.notes.length === 0 ? [] : ['', ...table.notes.map((note) => `note: ${note}`)]),
  ].join('\n')
}

function headline({ data, model, protocol }: TaskTable): string {
  const { seed, likedFrom, candidates, shuffles, failedRating, ranker, rater } = protocol
  const liked = likedFrom === null ? 'every event counts as liked' : `liked from ${likedFrom}`
  const models = rater === null ? ranker : `${ranker} and ${rater}`
  return [
    `${data.name} (data ${data.hash.slice(0, 12)}), seed ${seed}, real labels, ${liked}${model ? `, asked: ${model.name}` : ''}.`,
    `Held out: the last event of each person, the last liked one for rank, next and explain. Models learned up to the last cut before it, agents by ${models}.`,
    `Candidates of rank: ${candidates}, never touched, shuffled from the seed${shuffles > 1 ? `, in ${shuffles} orders` : ''}. Failures count: as misses, as words that share nothing, as ${FAILED[failedRating]}.`,
    'Intervals are 95% bootstrap over people.',
  ].join('\n')
}

const FAILED: Readonly<Record<TaskTable['protocol']['failedRating'], string>> = {
  worst: 'the rating that is farthest off',
  scaleMid: 'the middle of the scale',
  zero: 'a rating of 0',
}

function taskText(task: TaskResult): string[] {
  const failed = task.rows.filter(
    ({ kind, answered, asked, declared }) => kind !== 'chance' && declared && answered < asked,
  )
  return [
    `${task.task}: ${counted(task.people, 'person', 'people')} of ${task.eligible} eligible, compared by ${task.measure}, ${task.better} is better`,
    '',
    accuracyText(task, task.rows, 'true'),
    ...(failed.length === 0
      ? []
      : [
          '',
          'Without failures: who fails where it is hard looks better here, so this is not the headline.',
          '',
          accuracyText(task, failed, 'valid'),
        ]),
    '',
    costText(task),
    ...(task.notes.length === 0 ? [] : ['', ...task.notes.map((note) => `note: ${note}`)]),
  ]
}

const SHOWN: Readonly<Record<TaskResult['task'], readonly string[]>> = {
  rate: ['RMSE', 'MAE'],
  rank: ['HR@1', 'HR@3', 'HR@5', 'HR@10', 'nDCG@5', 'nDCG@10', 'MRR'],
  next: ['HR@1', 'HR@3', 'HR@5', 'HR@10', 'nDCG@5', 'nDCG@10', 'MRR'],
  summarise: ['BLEU-2', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L'],
  explain: ['BLEU-2', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L', 'supported', 'own reason', 'words'],
}

const nameColumn = (rows: readonly TaskRow[]) => ({
  title: 'row',
  of: ({ name, unqualified }: TaskRow) => (unqualified ? `${name} (unqualified)` : name),
  align: 'left' as const,
  ...(rows.some(({ name }) => name.length > NAME - 14) ? { width: NAME } : {}),
})

function accuracyText({ task, measure }: TaskResult, rows: readonly TaskRow[], form: 'true' | 'valid'): string {
  const cell = (row: TaskRow, of: string): string => {
    const value = row[form][of]
    if (!value) return '–'
    if (row.kind === 'chance' || of !== measure) return number(value.mean, of === 'words' ? 1 : 3)
    return interval(value)
  }
  return tableText(rows, [
    nameColumn(rows),
    {
      title: 'answered',
      of: (row) => (row.kind === 'chance' ? 'exact' : row.declared ? `${row.answered}/${row.asked}` : '–'),
    },
    ...SHOWN[task].map((of) => ({ title: of, of: (row: TaskRow) => cell(row, of) })),
    ...(form === 'true'
      ? [
          { title: 'less the best', of: (row: TaskRow) => (row.toBest ? interval(row.toBest.difference) : '–') },
          { title: 'p', of: ({ toBest }: TaskRow) => pValue(toBest?.adjusted) },
        ]
      : []),
  ])
}

function costText({ rows }: TaskResult): string {
  const timed = rows.filter(({ cost }) => cost !== null)
  if (timed.length === 0) return 'Nothing here was timed: rules take no time.'
  const hasMoney = timed.some(({ cost }) => cost!.money !== null)
  const hasSpread = timed.some(({ spread }) => spread !== null)
  const hasAgents = timed.some(({ system }) => system !== null)
  return tableText(timed, [
    { ...nameColumn(rows), title: 'an answer' },
    { title: 'calls', of: ({ cost }) => fixed(cost!.calls, 1) },
    { title: 'tokens', of: ({ cost }) => fixed(cost!.tokens, 0) },
    { title: 'p50 s', of: ({ cost }) => number(cost!.secondsP50, 4) },
    { title: 's in all', of: ({ cost }) => number(cost!.seconds, 2) },
    ...(hasMoney ? [{ title: 'money in all', of: ({ cost }: TaskRow) => number(cost!.money, 4) }] : []),
    ...(hasSpread ? [{ title: 'moved by the order', of: ({ spread }: TaskRow) => number(spread) }] : []),
    ...(hasAgents
      ? [
          { title: 'tools', of: ({ cost }: TaskRow) => fixed(cost!.toolCalls, 1) },
          { title: 'decided by', of: decidedText, align: 'left' as const },
          { title: 'failures', of: failuresText, align: 'left' as const },
          { title: 'mended', of: mendedText, align: 'left' as const },
        ]
      : []),
  ])
}

const decidedText = ({ decidedBy }: TaskRow): string =>
  Object.entries(decidedBy)
    .sort(([, one], [, other]) => other - one)
    .map(([who, share]) => (share === 1 ? who : `${who} ${percent(share, 0)}`))
    .join(', ') || '–'

const failuresText = ({ failures }: TaskRow): string =>
  Object.entries(failures)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ') || '–'

const mendedText = ({ mended: { answers, unknown, duplicate, missing } }: TaskRow): string =>
  answers === 0 ? '–' : `${answers} answers: ${unknown} unknown, ${duplicate} twice, ${missing} left out`
