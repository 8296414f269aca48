import { fixed, listed, percent } from '../../words.ts'
import { LEAST_PEOPLE } from './_least-people.ts'
import type { PlannerComparison, PlannerRow } from './comparison.ts'

/**
 * What may be believed of a comparison and what may not, a sentence each: whether the model uses the history, whether the lists are
 * fair, whether any planner does better than one call, whether the model does better than a classic one.
 */
export function comparisonNotes(comparison: Omit<PlannerComparison, 'notes'>): string[] {
  const { rows, measure, task, model, protocol } = comparison
  const planners = rows.filter(({ kind }) => kind === 'planner')
  return [
    ...(model.scripted
      ? [
          `${model.name} is a scripted rule, not a language model: its figures show that the tasks and the scoring work.`,
        ]
      : []),
    ...(task === 'rank' ? canary(rows) : []),
    ...historyNotes(rows, measure),
    ...plannerNotes(planners, measure),
    ...classicNotes(rows, measure),
    ...failureNotes(planners),
    ...copyNotes(planners),
    ...(task === 'rank' && protocol.candidates < 1000
      ? [
          `Each list holds ${protocol.candidates - 1} others, not the whole catalogue: such numbers are far higher, and may not be set beside those of another number of negatives (Krichene and Rendle 2020).`,
        ]
      : []),
    protocol.people < LEAST_PEOPLE
      ? `Fewer than ${LEAST_PEOPLE} people: nothing is called shown, however alike they are.`
      : `With ${protocol.people} people only large differences show.`,
  ]
}

const betterIs = (measure: string): 1 | -1 => (measure === 'MAE' ? -1 : 1)

/** Whether a difference is shown: 1 for better, -1 for worse, 0 for neither. */
function shown(difference: PlannerRow['toClassic'], sign: 1 | -1 = 1): -1 | 0 | 1 {
  if (!difference || difference.count < LEAST_PEOPLE || difference.low === null || difference.high === null) return 0
  if (difference.low > 0) return sign
  return difference.high < 0 ? (-sign as -1 | 1) : 0
}

function canary(rows: readonly PlannerRow[]): string[] {
  const chance = rows.find(({ kind }) => kind === 'chance')!
  const given = rows.find(({ name }) => name === 'order as given')!
  const wrong = ['HR@1', 'HR@5'].filter((measure) => {
    const { low, high } = given.true[measure]!
    const expected = chance.true[measure]!.mean!
    return low !== null && high !== null && !(low <= expected && expected <= high)
  })
  if (given.tasks < LEAST_PEOPLE) return []
  if (wrong.length === 0) return ['The order as given scores at chance, as it must where candidates are shuffled.']
  return [
    `The order as given is not at chance in ${listed(wrong)}: with few people that happens by luck one time in twenty; if it stays so with another seed, the order tells the answer.`,
  ]
}

/** Whether the model uses the history: it has to do worse without it and with another person's. */
function historyNotes(rows: readonly PlannerRow[], measure: string): string[] {
  const controls = rows.filter(({ kind }) => kind === 'control')
  const worse = controls.filter((row) => shown(row.toChainOfThought, betterIs(measure)) === -1)
  const others = controls.filter((row) => !worse.includes(row))
  const words = (some: readonly PlannerRow[]): string =>
    listed(
      some.map(({ name, toChainOfThought: gap }) => {
        const figures = gap?.mean == null ? '' : ` (${fixed(gap.mean, 3)} in ${measure}${rangeOf(gap)})`
        return `with ${name.replace('chain-of-thought, ', '')}${figures}`
      }),
    )
  if (others.length === 0) return [`The model uses what the person did: chain-of-thought does worse ${words(worse)}.`]
  const not = `chain-of-thought is not shown to do worse ${words(others)}`
  if (worse.length === 0) return [`The model does not use the history, as far as this shows: ${not}.`]
  return [
    `The model reads the history, for it does worse ${words(worse)}; that the person's own is of use is not shown: ${not}.`,
  ]
}

function rangeOf({ low, high }: NonNullable<PlannerRow['toClassic']>): string {
  return low === null || high === null ? '' : `, 95% from ${fixed(low, 3)} to ${fixed(high, 3)}`
}

function plannerNotes(planners: readonly PlannerRow[], measure: string): string[] {
  const sign = betterIs(measure)
  const others = planners.filter(({ toChainOfThought }) => toChainOfThought !== null)
  const better = others.filter((row) => shown(row.toChainOfThought, sign) === 1)
  const worse = others.filter((row) => shown(row.toChainOfThought, sign) === -1)
  if (others.length === 0) return []
  return [
    better.length === 0
      ? 'No planner is shown to do better than chain-of-thought, which takes one call.'
      : `Better than chain-of-thought, which takes one call: ${listed(better.map(priced))}.`,
    ...(worse.length === 0 ? [] : [`Worse than chain-of-thought: ${listed(worse.map(({ name }) => name))}.`]),
    ...(others.length > 1 ? ['Intervals are not adjusted for the number of planners compared.'] : []),
  ]
}

const priced = ({ name, cost }: PlannerRow): string => `${name} (${cost ? fixed(cost.calls, 1) : '–'} calls a task)`

function classicNotes(rows: readonly PlannerRow[], measure: string): string[] {
  const sign = betterIs(measure)
  const asked = rows.filter(({ kind }) => kind === 'planner')
  const better = asked.filter((row) => shown(row.toClassic, sign) === 1)
  const classic = rows.find(({ kind }) => kind === 'classic')!
  const seen =
    'It was fitted once, as is usual, and has seen what others did after the held-out events; planners and popularity have not.'
  if (better.length === 0) return [`No planner is shown to do better than the ${classic.name}. ${seen}`]
  return [`Better than the ${classic.name}: ${listed(better.map(({ name }) => name))}. ${seen}`]
}

function copyNotes(planners: readonly PlannerRow[]): string[] {
  const copied = planners.filter(({ asShown, answered }) => asShown > answered / 2)
  if (copied.length === 0) return []
  const counts = copied.map(({ name, asShown, answered }) => `${name} (${asShown} of ${answered})`)
  return [`Most answers are the candidates in the order shown, which takes no thought: ${listed(counts)}.`]
}

function failureNotes(planners: readonly PlannerRow[]): string[] {
  const poor = planners.filter(({ answered, tasks }) => answered < 0.8 * tasks)
  return poor.map(
    ({ name, answered, tasks }) =>
      `${name} came to an answer in ${percent(answered / tasks, 0)} of the tasks: its valid form is about those alone and must not be quoted.`,
  )
}
