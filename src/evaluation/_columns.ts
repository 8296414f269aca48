import { TastemakerError } from '../domain/index.ts'
import {
  type AggregateMetric,
  metrics as everyMetric,
  type ListMetric,
  type Metric,
  parseMetric,
} from './metrics/index.ts'

/** One number to measure: a metric at a cut-off. */
export interface Column<Measured> {
  readonly label: string
  readonly metric: Measured
  /** Infinity for a metric of the whole ranking. */
  readonly k: number
}

/** The columns of an evaluation, those about one person's list apart from those about all lists. */
export interface Columns {
  readonly perPerson: readonly Column<ListMetric>[]
  readonly overall: readonly Column<AggregateMetric>[]
  /** Distinct cut-offs, ascending. */
  readonly ks: readonly number[]
  /** Whether a metric asks where relevant items stand below the last cut-off. */
  readonly whole: boolean
}

/** What is asked for. */
interface Asked {
  /** Names that `parseMetric` reads, or the sets `all` and `summary`; the usual ones unless given. */
  readonly names: readonly string[] | undefined
  /** For names without a cut-off. */
  readonly ks: readonly number[]
  /** Size of the catalogue: the cut-off of the whole ranking. */
  readonly items: number
  readonly ties: 'id' | 'expected'
}

/**
 * Reads which numbers are asked for.
 *
 * @throws {TastemakerError} `config/unknown-name`, `metric/k`, `config/option` for a metric that can not average over ties
 */
export function columnsOf({ names, ks, items, ties }: Asked): Columns {
  const perPerson = new Map<string, Column<ListMetric>>()
  const overall = new Map<string, Column<AggregateMetric>>()
  for (const name of (names ?? ['usual']).flatMap((one) => setOf(one, ties))) {
    for (const { label, metric, k } of atCutOffs(name, ks)) {
      requireExpectation(metric, ties)
      const column = { label, k: metric.reads === 'first k' && k === Number.POSITIVE_INFINITY ? Math.max(1, items) : k }
      if (metric.level === 'user') perPerson.set(label, { ...column, metric })
      else overall.set(label, { ...column, metric })
    }
  }
  const all = [...perPerson.values(), ...overall.values()]
  const cutOffs = all.filter(({ metric }) => metric.reads === 'first k').map(({ k }) => k)
  return {
    perPerson: [...perPerson.values()],
    overall: [...overall.values()],
    ks: [...new Set(cutOffs)].sort((a, b) => a - b),
    whole: ties === 'expected' || all.some(({ metric }) => metric.reads === 'whole'),
  }
}

/** The names of a set of metrics, those only that can be averaged over ties where that is wanted; else the name itself. */
function setOf(name: string, ties: Asked['ties']): readonly string[] {
  const members = {
    all: () => true,
    usual: ({ tier }: Metric) => tier !== 'detail',
    summary: ({ tier }: Metric) => tier === 'summary',
  }
  if (!Object.hasOwn(members, name)) return [name]
  const chosen = everyMetric.filter(members[name as keyof typeof members])
  return chosen.filter((metric) => ties === 'id' || averages(metric)).map((metric) => metric.name)
}

/** The metric at its own cut-off, or at each of `ks`. */
function atCutOffs(name: string, ks: readonly number[]): { label: string; metric: Metric; k: number }[] {
  const parsed = parseMetric(name)
  if (parsed.k !== null) return [{ ...parsed, k: parsed.k }]
  return ks.map((k) => {
    const { label, metric } = parseMetric(`${parsed.label}@${k}`)
    return { label, metric, k }
  })
}

const averages = (metric: Metric): boolean => metric.level === 'user' && metric.expected !== undefined

function requireExpectation(metric: Metric, ties: Asked['ties']): void {
  if (ties === 'id' || averages(metric)) return
  const able = everyMetric.filter(averages).map((one) => one.name)
  throw new TastemakerError(
    'config/option',
    `${metric.name} has no closed form of its mean over the orders of tied items, so it can not be measured with ties "expected".`,
    `Ask for ${able.join(', ')}; or break ties by item id.`,
  )
}
