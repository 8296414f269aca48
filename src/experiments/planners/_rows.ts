import type { PlannerResult } from '../../domain/index.ts'
import { bootstrapMeans, type Interval, pairedDifference } from '../../evaluation/index.ts'
import { isConsistent, type TaskMeasure, type TaskScores } from '../../evaluation/tasks/index.ts'
import type { Price } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import type { PlannerRow } from './comparison.ts'
import { candidateId } from './desk.ts'

/** What was measured of one row, task by task. */
export interface Arm {
  readonly name: string
  readonly kind: PlannerRow['kind']
  /** In the order of the tasks. */
  readonly scores: readonly TaskScores[]
  /** Whether there was an answer, in the same order. */
  readonly answered: readonly boolean[]
  readonly results: readonly PlannerResult[]
  /** Milliseconds of each task's calls; NaN where unknown. */
  readonly milliseconds: readonly number[]
}

/** With what rows are made. */
export interface RowParts {
  readonly measures: readonly TaskMeasure[]
  /** By which rows are compared. */
  readonly measure: TaskMeasure
  /** Where the true item stood, from 1, task by task; empty for ratings. */
  readonly positions: readonly number[]
  readonly random: RandomStream
  readonly price?: Price
}

/** A row that needs no answers, such as a rule. @example ruleArm('popularity', 'baseline', scores) */
export const ruleArm = (name: string, kind: Arm['kind'], scores: readonly TaskScores[]): Arm => ({
  name,
  kind,
  scores,
  answered: scores.map(() => true),
  results: [],
  milliseconds: [],
})

/** One row: means with intervals over people, differences to two other rows, failures, cost, positions. */
export function rowOf(arm: Arm, others: { readonly cot: Arm; readonly classic: Arm }, parts: RowParts): PlannerRow {
  const { measures, measure, positions, random, price } = parts
  const { name, kind, scores, answered, results } = arm
  const column = (of: TaskMeasure, one: Arm = arm): Float64Array => Float64Array.from(one.scores, (score) => score[of]!)
  const columns = measures.map((each) => column(each))
  // One stream for all rows: what differs is never the luck of who was drawn.
  const means = (all: readonly Float64Array[]) =>
    named(measures, bootstrapMeans(all, { random: random.split('people') }))
  const full = means(columns)
  const valid = means(columns.map((values) => values.map((value, task) => (answered[task] ? value : Number.NaN))))
  requireConsistent(name, full)
  const difference = (other: Arm): Interval | null =>
    other === arm ? null : pairedDifference(column(measure), column(measure, other), { random: random.split('pairs') })
  return {
    name,
    kind,
    tasks: scores.length,
    answered: answered.filter(Boolean).length,
    true: full,
    valid,
    toChainOfThought: difference(others.cot),
    toClassic: difference(others.classic),
    failures: failuresOf(results),
    overBudget: results.filter(({ status, answer }) => status === 'budget' && answer !== null).length,
    mended: mendedOf(results),
    asShown: results.filter(({ answer }) => isAsShown(answer)).length,
    cost: results.length === 0 ? null : costOf(arm, price),
    // Chance has no hits to count.
    positions: kind === 'chance' ? [] : positionsOf(arm, positions),
    details: detailsOf(results),
  }
}

function named(measures: readonly TaskMeasure[], intervals: readonly Interval[]): Record<string, Interval> {
  return Object.fromEntries(measures.map((measure, place) => [measure, intervals[place]!]))
}

function requireConsistent(name: string, row: Readonly<Record<string, Interval>>): void {
  const means = Object.fromEntries(Object.entries(row).map(([measure, { mean }]) => [measure, mean]))
  if (isConsistent(means)) return
  throw new Error(`The row ${name} cannot be true: ${JSON.stringify(means)}.`)
}

function failuresOf(results: readonly PlannerResult[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { answer, failure } of results) {
    if (answer !== null) continue
    const kind = failure?.kind ?? 'unparseable'
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

function mendedOf(results: readonly PlannerResult[]): PlannerRow['mended'] {
  const sum = { rankings: 0, unknown: 0, duplicate: 0, missing: 0 }
  for (const { unknown, duplicate, missing } of results.map(({ mended }) => mended)) {
    sum.unknown += unknown
    sum.duplicate += duplicate
    sum.missing += missing
    if (unknown + duplicate + missing > 0) sum.rankings++
  }
  return sum
}

const isAsShown = (answer: PlannerResult['answer']): boolean =>
  typeof answer === 'object' && answer !== null && answer.every((id, place) => id === candidateId(place))

function costOf({ results, milliseconds }: Arm, price: Price | undefined): NonNullable<PlannerRow['cost']> {
  const sum = (of: (cost: PlannerResult['cost']) => number): number =>
    results.reduce((total, { cost }) => total + of(cost), 0)
  const [prompt, generated] = [sum((cost) => cost.promptTokens), sum((cost) => cost.generatedTokens)]
  const known = milliseconds.filter((value) => !Number.isNaN(value))
  return {
    calls: sum((cost) => cost.calls) / results.length,
    tokens: (prompt + generated) / results.length,
    toolCalls: sum((cost) => cost.toolCalls) / results.length,
    secondsP50: known.length === 0 ? null : middle(known) / 1000,
    money: price ? (prompt * price.perMillionPrompt + generated * price.perMillionGenerated) / 1e6 : null,
  }
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

function positionsOf({ scores }: Arm, positions: readonly number[]): PlannerRow['positions'] {
  return [...new Set(positions)]
    .sort((a, b) => a - b)
    .map((position) => {
      const there = scores.filter((_, task) => positions[task] === position)
      const hits = (measure: TaskMeasure) => there.reduce((sum, score) => sum + score[measure]!, 0)
      return { position, tasks: there.length, hits1: hits('HR@1'), hits5: hits('HR@5') }
    })
}

function detailsOf(results: readonly PlannerResult[]): Record<string, number> {
  const known = new Map<string, number[]>()
  for (const { details } of results) {
    for (const [name, value] of Object.entries(details)) {
      if (typeof value === 'number') known.set(name, [...(known.get(name) ?? []), value])
    }
  }
  return Object.fromEntries(
    [...known].map(([name, values]) => [name, values.reduce((a, b) => a + b, 0) / values.length]),
  )
}
