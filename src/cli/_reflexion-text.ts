import type { ReflexionArm, ReflexionComparison } from '../experiments/planners/index.ts'
import { fixed, listed, percent } from '../words.ts'
import { interval, number } from './_format.ts'
import { tableText } from './_table.ts'

/** ReAct against Reflexion for people: the sessions, what each way came to, learning, recovery, and the table with a figure in each cell. */
export function reflexionText(comparison: ReflexionComparison): string {
  const { arms, learning, recovery, table, notes, protocol } = comparison
  const { trials } = protocol
  const second = [recovery.react, recovery.without, recovery.with].filter((arm) => arm !== null)
  return [
    headline(comparison),
    '',
    armsText('first wish', arms, trials),
    '',
    tableText(
      [
        { name: 'reflexion less none', gap: learning.reflexionMinusNone },
        { name: 'reflexion less being told the replies', gap: learning.reflexionMinusReplies },
        { name: 'last attempt and reflexion less none', gap: learning.bothMinusNone },
      ],
      [
        { title: `yes within ${trials} tries, person by person`, of: ({ name }) => name, align: 'left' },
        { title: 'difference', of: ({ gap }) => interval(gap) },
      ],
    ),
    '',
    ...(second.length === 0
      ? ['Nobody said yes to Reflexion, so no wish changed.']
      : [
          armsText(`new wish (${recovery.people} people)`, second, trials),
          '',
          `Tries with lessons less tries without: ${interval(recovery.trialsSaved!)}.`,
        ]),
    '',
    costText(arms),
    '',
    ...table.flatMap(({ row, react, reflexion, verdict }) => [
      row,
      `  ReAct      ${react}`,
      `  Reflexion  ${reflexion}`,
      `  shown      ${verdict}`,
    ]),
    '',
    ...notes.map((note) => `note: ${note}`),
  ].join('\n')
}

function headline({ model, data, protocol, chance }: ReflexionComparison): string {
  const { people, skipped, trials, shortlist, good, seed, tools, prompts } = protocol
  const who = model.scripted ? `${model.name}, a scripted rule and no language model` : model.name
  return [
    `${who} on ${data.name} (data ${data.hash.slice(0, 12)}), ${people} people, seed ${seed}, simulated replies.`,
    `A hidden wish (a category wanted, one refused, an era), a shortlist of ${shortlist} of which ${good} or fewer meet it, ${trials} tries; chance ${percent(chance, 0)}.`,
    `Tools: ${listed(tools)}. Left out: ${skipped} people whose wish could not be put. Wording ${prompts}. Intervals are 95% bootstrap over people.`,
  ].join('\n')
}

function armsText(title: string, arms: readonly ReflexionArm[], trials: number): string {
  return tableText(arms, [
    { title, of: ({ name }) => name, align: 'left' },
    { title: 'yes at once', of: ({ first }) => interval(first, 2) },
    { title: `yes within ${trials}`, of: ({ within }) => interval(within, 2) },
    { title: 'tries', of: ({ trials: tries }) => interval(tries, 2) },
    { title: 'uses a tool', of: ({ focus }) => interval(focus, 2) },
    { title: 'in form', of: ({ structure }) => interval(structure, 2) },
  ])
}

function costText(arms: readonly ReflexionArm[]): string {
  return tableText(arms, [
    { title: 'a session', of: ({ name }) => name, align: 'left' },
    { title: 'steps a try', of: ({ steps }) => interval(steps, 1) },
    { title: 'calls', of: ({ calls }) => fixed(calls, 1) },
    { title: 'tokens', of: ({ tokens }) => fixed(tokens, 0) },
    { title: 'p50 s', of: ({ secondsP50 }) => number(secondsP50, 2) },
    ...(arms.some(({ money }) => money !== null)
      ? [{ title: 'money in all', of: ({ money }: ReflexionArm) => number(money, 4) }]
      : []),
    {
      title: 'failures',
      of: ({ failures }) =>
        Object.entries(failures)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', ') || '–',
      align: 'left',
    },
  ])
}
