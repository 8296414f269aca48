import type { AgentTaskResult, UserId } from '../../domain/index.ts'
import {
  bootstrapMeans,
  holm,
  type Interval,
  type PairedTest,
  pairedDifference,
  pairedTest,
} from '../../evaluation/index.ts'
import { isConsistent, type TaskMeasure, type TaskScores } from '../../evaluation/tasks/index.ts'
import { corpusBleu, textWords } from '../../evaluation/text/index.ts'
import type { Price } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import { AS_SHOWN } from './_answerers.ts'
import type { Arm } from './_arm.ts'
import { type Scoring, textPairs } from './_scoring.ts'
import type { AgentTaskSet } from './task-sample.ts'
import type { TaskRow } from './task-table.ts'

/** With what rows are made. */
export interface RowParts {
  readonly set: AgentTaskSet
  readonly scoring: Scoring
  readonly people: readonly UserId[]
  readonly random: RandomStream
  readonly price?: Price | undefined
  /** Whether a model that decides here has no card that lets it. */
  readonly isUnqualified: boolean
}

/** Rows of one task with the best of those that have no agent. */
export function rowsOf(arms: readonly Arm[], parts: RowParts): { readonly rows: TaskRow[]; readonly best: string } {
  const { scoring, people, random } = parts
  const columns = arms.map((arm) => columnOf(arm, scoring.main, 'true'))
  const best = bestOf(arms, columns, scoring.better)
  const tests = arms.map((arm, place): PairedTest | null => {
    if (place === best || arm.kind === 'chance') return null
    const values = (column: Float64Array) => ({ people, values: column })
    return pairedTest(values(columns[place]!), values(columns[best]!), { random: random.split('tests', arm.name) })
  })
  const adjusted = holm(tests.map((test) => test?.p ?? null))
  const rows = arms.map((arm, place): TaskRow => {
    const test = tests[place]!
    const difference = test && pairedDifference(columns[place]!, columns[best]!, { random: random.split('pairs') })
    return {
      ...rowOf(arm, parts),
      toBest: difference && { difference, p: test!.p, adjusted: adjusted[place]! },
    }
  })
  return { rows, best: arms[best]!.name }
}

/** A row of a system that does not do this task. */
export const undeclaredRow = (names: Pick<TaskRow, 'name' | 'system' | 'mind'>): TaskRow => ({
  ...names,
  kind: 'agent',
  declared: false,
  asked: 0,
  answered: 0,
  true: {},
  valid: {},
  toBest: null,
  failures: {},
  mended: { answers: 0, unknown: 0, duplicate: 0, missing: 0 },
  decidedBy: {},
  unqualified: false,
  spread: null,
  cost: null,
  details: {},
})

function rowOf(arm: Arm, parts: RowParts): Omit<TaskRow, 'toBest'> {
  const { scoring, random, isUnqualified, price } = parts
  const { name, system, mind, kind, answers, results } = arm
  const means = (form: 'true' | 'valid'): Record<string, Interval> => {
    const columns = scoring.measures.map((measure) => columnOf(arm, measure, form))
    // One stream for all rows: what differs is never the luck of who was drawn.
    const made = bootstrapMeans(columns, { random: random.split('people') })
    const named = Object.fromEntries(scoring.measures.map((measure, place) => [measure, made[place]!]))
    return 'squared error' in named ? { ...named, RMSE: rootOf(named['squared error']!) } : named
  }
  const full = means('true')
  requireConsistent(name, full)
  const flat = answers.flat()
  const decidedBy = sharesOf(results.map((result) => result.decidedBy))
  return {
    name,
    system,
    mind,
    kind,
    declared: true,
    asked: flat.length,
    answered: flat.filter((answer) => answer !== null).length,
    true: full,
    valid: means('valid'),
    failures: failuresOf(results),
    mended: mendedOf(results),
    decidedBy,
    unqualified: isUnqualified && (decidedBy['model'] ?? 0) > 0,
    spread: spreadOf(arm, scoring.main),
    cost: costOf(arm, price),
    details: detailsOf(arm, parts),
  }
}

/** One value a person: the mean over the orders shown, or over those that were answered. */
function columnOf({ scores, answers }: Arm, measure: TaskMeasure, form: 'true' | 'valid'): Float64Array {
  return Float64Array.from(scores, (orders, sample) => {
    const counted = form === 'true' ? orders : orders.filter((_, order) => answers[sample]![order] !== null)
    return meanOf(counted.map((score: TaskScores) => score[measure]!))
  })
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length

/** The best row without an agent, by the same labels that it is then compared on: that favours it, never an agent. */
function bestOf(arms: readonly Arm[], columns: readonly Float64Array[], better: Scoring['better']): number {
  const sign = better === 'higher' ? 1 : -1
  const value = (place: number): number => sign * meanOf([...columns[place]!].filter((one) => !Number.isNaN(one)))
  // The order as given can be best by luck alone.
  const isRival = ({ kind, name }: Arm): boolean => kind === 'classic' || (kind === 'baseline' && name !== AS_SHOWN)
  const rivals = [...arms.keys()].filter((place) => isRival(arms[place]!))
  return rivals.reduce((best, place) => (value(place) > value(best) ? place : best))
}

function rootOf({ mean, low, high, count }: Interval): Interval {
  const root = (value: number | null): number | null => (value === null ? null : Math.sqrt(value))
  return { mean: root(mean), low: root(low), high: root(high), count }
}

function requireConsistent(name: string, row: Readonly<Record<string, Interval>>): void {
  const means = Object.fromEntries(Object.entries(row).map(([measure, { mean }]) => [measure, mean]))
  if (isConsistent(means)) return
  throw new Error(`The row ${name} cannot be true: ${JSON.stringify(means)}.`)
}

function sharesOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / names.length]))
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

function mendedOf(results: readonly AgentTaskResult[]): TaskRow['mended'] {
  const sum = { answers: 0, unknown: 0, duplicate: 0, missing: 0 }
  for (const { mended } of results) {
    sum.unknown += mended.unknown
    sum.duplicate += mended.duplicate
    sum.missing += mended.missing
    if (mended.unknown + mended.duplicate + mended.missing > 0) sum.answers++
  }
  return sum
}

/** The mean over people of the standard deviation of the orders' scores. */
function spreadOf({ scores, kind }: Arm, main: TaskMeasure): number | null {
  if (kind === 'chance' || (scores[0]?.length ?? 1) < 2) return null
  return meanOf(
    scores.map((orders) => {
      const values = orders.map((score) => score[main]!)
      const mean = meanOf(values)
      return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)))
    }),
  )
}

function costOf({ results, milliseconds }: Arm, price: Price | undefined): TaskRow['cost'] {
  if (milliseconds.length === 0) return null
  const sum = (of: (cost: AgentTaskResult['cost']) => number): number =>
    results.reduce((total, { cost }) => total + of(cost), 0)
  const [prompt, generated] = [sum((cost) => cost.promptTokens), sum((cost) => cost.generatedTokens)]
  const known = milliseconds.filter((value) => !Number.isNaN(value)).sort((one, other) => one - other)
  const answers = milliseconds.length
  return {
    calls: sum((cost) => cost.calls) / answers,
    tokens: (prompt + generated) / answers,
    toolCalls: sum((cost) => cost.toolCalls) / answers,
    secondsP50: known.length === 0 ? null : known[Math.floor((known.length - 1) / 2)]! / 1000,
    seconds: known.length === 0 ? null : known.reduce((total, value) => total + value, 0) / 1000,
    money: price ? (prompt * price.perMillionPrompt + generated * price.perMillionGenerated) / 1e6 : null,
  }
}

function detailsOf({ answers, results }: Arm, { set }: RowParts): Record<string, number> {
  const texts = answers.flat().filter((answer) => typeof answer === 'string')
  const words = texts.flatMap(textWords)
  const bleu = set.task === 'summarise' || set.task === 'explain' ? corpusBleu(pairsOf(answers, set)) : null
  const told = new Map<string, number[]>()
  for (const { details } of results) {
    for (const [name, value] of Object.entries(details)) {
      if (typeof value === 'number') told.set(name, [...(told.get(name) ?? []), value])
    }
  }
  return {
    ...(bleu === null ? {} : { 'corpus BLEU-2': bleu }),
    ...(words.length === 0 ? {} : { 'distinct words': new Set(words).size / words.length }),
    ...Object.fromEntries([...told].map(([name, values]) => [name, meanOf(values)])),
  }
}

const pairsOf = (answers: Arm['answers'], { samples }: AgentTaskSet) =>
  textPairs(
    samples,
    answers.map(([answer]) => answer ?? null),
  )
