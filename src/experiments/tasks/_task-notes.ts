import type { AgentTaskType } from '../../domain/index.ts'
import { counted, fixed, listed, percent } from '../../words.ts'
import { LEAST_PEOPLE } from '../planners/_least-people.ts'
import { AS_SHOWN } from './_answerers.ts'
import type { TaskResult, TaskRow } from './task-table.ts'

/** What may be believed of a task's rows and what may not, a sentence each. */
export function taskNotes(made: Omit<TaskResult, 'notes'>, own: readonly string[]): string[] {
  const { task, people, unheardOf, references, rows, best, measure } = made
  const agents = rows.filter(({ kind, declared }) => kind === 'agent' && declared)
  return [
    ...own,
    ...(people < LEAST_PEOPLE
      ? [`Fewer than ${LEAST_PEOPLE} people: nothing is called shown, however alike they are.`]
      : []),
    ...(task === 'rank' ? canary(rows) : []),
    ...(unheardOf > 0
      ? [
          `In ${counted(unheardOf, 'sample')} of ${people} nobody had touched the true item when the models around it learned: what learns from behaviour alone cannot find it.`,
        ]
      : []),
    ...(task === 'explain' ? explained(references, people) : []),
    ...(agents.length > 0
      ? [
          `Rows are tested against ${best}, the best without an agent: chosen by these labels, in ${measure}, which favours it. Tests are adjusted for the number of rows of this task (Holm 1979).`,
        ]
      : []),
    ...historyNotes(made),
    ...poor(agents),
    ...unqualified(rows),
  ]
}

function canary(rows: readonly TaskRow[]): string[] {
  const chance = rows.find(({ kind }) => kind === 'chance')!
  const given = rows.find(({ name }) => name === AS_SHOWN)!
  if (given.asked < LEAST_PEOPLE) return []
  const wrong = ['HR@1', 'HR@5'].filter((measure) => {
    const { low, high } = given.true[measure]!
    const expected = chance.true[measure]!.mean!
    return low !== null && high !== null && !(low <= expected && expected <= high)
  })
  return wrong.length === 0
    ? ['The order as given scores at chance, as it must where candidates are shuffled.']
    : [
        `The order as given is not at chance in ${listed(wrong)}: with few people that happens by luck one time in twenty; if it stays so with another seed, the order tells the answer.`,
      ]
}

function explained(references: number, people: number): string[] {
  const none = references === 0
  return [
    none
      ? 'These data have no texts to compare explanations with: BLEU and ROUGE are undefined. What is measured is whether every claim is supported, and whether a reason from the history of the person is named.'
      : `What the person wrote later about the item stands as reference in ${references} of ${people} samples: a good reason in other words scores nothing there.`,
    'Supported means: each word that claims something is in the facts known of the item and the person. It reads English, and what is true but said otherwise counts as unsupported.',
  ]
}

/** Whether an agent that asks a model uses the person's own history. */
function historyNotes({ rows, measure, better }: Omit<TaskResult, 'notes'>): string[] {
  return rows
    .filter(({ kind }) => kind === 'control')
    .flatMap((control) => {
      const own = rows.find(({ kind, name }) => kind === 'agent' && control.name.startsWith(`${name}; `))
      const [with_, without] = [own?.true[measure]?.mean, control.true[measure]?.mean]
      if (with_ == null || without == null) return []
      const gain = better === 'higher' ? with_ - without : without - with_
      return [`${control.name}: the person's own history is worth ${fixed(gain, 3)} in ${measure} beside it.`]
    })
}

const poor = (agents: readonly TaskRow[]): string[] =>
  agents
    .filter(({ answered, asked }) => answered < 0.8 * asked)
    .map(
      ({ name, answered, asked }) =>
        `${name} came to an answer in ${percent(answered / asked, 0)} of the tasks: its valid form is about those alone and must not be quoted.`,
    )

const unqualified = (rows: readonly TaskRow[]): string[] => {
  const names = rows.filter((row) => row.unqualified).map(({ name }) => name)
  return names.length === 0
    ? []
    : [
        `Unqualified: in ${listed(names)} a model decided what it was not shown to be able to decide on these data; it did because it was asked to, and the rows are no evidence that it should.`,
      ]
}

/** What was printed about a system elsewhere: named with its protocol, never comparable. */
const PRINTED: Readonly<Record<string, Partial<Record<AgentTaskType, string>>>> = {
  recmind: {
    rate: 'RMSE 1.0756 and MAE 0.6892 with few-shot prompts (Amazon Beauty)',
    rank: 'HR@5 0.0915 and HR@10 0.1559 of 1 + 99 candidates with few-shot prompts (Amazon Beauty)',
    next: 'HR@5 0.0415 and HR@10 0.0574 with few-shot prompts (Amazon Beauty)',
    summarise: 'BLEU-2 1.40 and ROUGE-L 5.57, in hundredths (Amazon Beauty)',
    explain: 'BLEU-2 1.35 and ROUGE-L 8.96, in hundredths (Amazon Beauty)',
  },
}

/** Figures that a paper prints for the systems of a table; its data, split, samples and model are others. */
export function printedNotes(systems: readonly string[], task: AgentTaskType): string[] {
  const names = new Set(systems.map((system) => system.split(':')[0]!))
  return [...names].flatMap((name) => {
    const printed = PRINTED[name]?.[task]
    return printed === undefined
      ? []
      : [
          `The paper of ${name} prints ${printed}, self-inspiring on gpt-3.5-turbo-16k, other data and samples: not comparable.`,
        ]
  })
}
