import type { AgentTaskResult } from '../../domain/index.ts'
import { bootstrapMeans, type Interval } from '../../evaluation/index.ts'
import {
  finalScore,
  type LabelOrigin,
  type ReviewErrors,
  reviewScore,
  type SocietyTask,
} from '../../evaluation/suites/index.ts'
import type { Price } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import { costOf } from './_spent.ts'
import type { SocietyCell, SocietyRow } from './society-result.ts'

/** What came of one task in one row. */
export interface Outcome {
  readonly task: SocietyTask
  /** By measure; `score` among them. */
  readonly values: Readonly<Record<string, number>> & { readonly score: number }
  readonly answered: boolean
  /** Where the true item stood in the list shown, from 0, of how many; on track 2. */
  readonly shownAt?: { readonly place: number; readonly of: number }
  readonly result?: AgentTaskResult
  readonly milliseconds?: number
}

/** One row with its outcomes, task by task. */
export interface Arm {
  readonly name: string
  readonly kind: SocietyRow['kind']
  readonly outcomes: readonly Outcome[]
}

/** With what rows are made. */
export interface ArmParts {
  readonly random: RandomStream
  readonly price?: Price | undefined
  /** By task id; of the agent's row. */
  readonly reviewErrors?: ReadonlyMap<string, ReviewErrors> | undefined
}

/** The row of some outcomes. */
export function rowOf({ name, kind, outcomes }: Arm, parts: ArmParts): SocietyRow {
  const errors = kind === 'agent' ? parts.reviewErrors : undefined
  const cell = (origin: LabelOrigin): SocietyCell | null =>
    cellOf(
      kind,
      outcomes.filter(({ task }) => task.labels === origin),
      errors,
      parts.random,
    )
  const [simulated, real] = [cell('simulated'), cell('real')]
  const total = (one: SocietyCell | null): number | null =>
    one === null ? null : 'overall' in one.parts ? one.parts['overall']! : one.score.mean
  const results = outcomes.flatMap(({ result }) => result ?? [])
  return {
    name,
    kind,
    simulated,
    real,
    final: finalScore(total(simulated), total(real)),
    thirds: kind === 'chance' ? [] : thirdsOf(outcomes),
    failures: failuresOf(results),
    mended: results.filter(({ mended: { unknown, duplicate, missing } }) => unknown + duplicate + missing > 0).length,
    cost: costOf(
      outcomes.flatMap(({ result, milliseconds }) =>
        result && milliseconds !== undefined ? { ...result.cost, milliseconds } : [],
      ),
      parts.price,
    ),
  }
}

function cellOf(
  kind: SocietyRow['kind'],
  outcomes: readonly Outcome[],
  errors: ReadonlyMap<string, ReviewErrors> | undefined,
  random: RandomStream,
): SocietyCell | null {
  const first = outcomes[0]
  if (!first) return null
  const column = (name: string) => Float64Array.from(outcomes, ({ values }) => values[name]!)
  const score: Interval =
    kind === 'chance'
      ? { mean: meanOf(column('score')), low: null, high: null, count: outcomes.length }
      : bootstrapMeans([column('score')], { random: random.split('tasks') })[0]!
  const answered = outcomes.filter((one) => one.answered).length
  if (first.task.type === 'rate') {
    const review = reviewOf(outcomes, errors)
    const overall = review === null || score.mean === null ? null : (score.mean + review) / 2
    return { tasks: outcomes.length, answered, score, parts: { preference: score.mean, review, overall } }
  }
  const means = Object.keys(first.values)
    .filter((name) => name !== 'score')
    .map((name) => [name, meanOf(column(name))] as const)
  return { tasks: outcomes.length, answered, score, parts: Object.fromEntries(means) }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean over all tasks; null unless the errors of every one are known. */
function reviewOf(outcomes: readonly Outcome[], errors: ReadonlyMap<string, ReviewErrors> | undefined): number | null {
  const known = outcomes.flatMap(({ task }) => errors?.get(task.id) ?? [])
  if (known.length < outcomes.length) return null
  return known.reduce((sum, one) => sum + reviewScore(one), 0) / known.length
}

function thirdsOf(outcomes: readonly Outcome[]): SocietyRow['thirds'] {
  const shown = outcomes.filter(({ shownAt }) => shownAt !== undefined)
  if (shown.length === 0) return []
  return [0, 1, 2].map((third) => {
    const there = shown.filter(({ shownAt }) => Math.floor((3 * shownAt!.place) / shownAt!.of) === third)
    return { tasks: there.length, hits: there.reduce((sum, { values }) => sum + values['HR@5']!, 0) }
  })
}

function failuresOf(results: readonly AgentTaskResult[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { answer, failure } of results) {
    if (answer !== null) continue
    const kind = failure?.kind ?? 'unparseable'
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
