import { type AggregateMetric, metrics as everyMetric, type ListMetric, parseMetric } from './metrics/index.ts'

/** One number to measure: a metric at a cut-off. */
export interface Column<Measured> {
  readonly label: string
  readonly metric: Measured
  readonly k: number
}

/** The columns of an evaluation, those about one person's list apart from those about all lists. */
export interface Columns {
  readonly perPerson: readonly Column<ListMetric>[]
  readonly overall: readonly Column<AggregateMetric>[]
  /** Distinct cut-offs, ascending. */
  readonly ks: readonly number[]
}

/**
 * Reads which numbers are asked for.
 *
 * @param names names that `parseMetric` reads; one without a cut-off stands for itself at each of `ks`
 * @param items size of the catalogue: the cut-off of the whole ranking
 * @throws {TastemakerError} `config/unknown-name`, `metric/k`
 */
export function columnsOf(names: readonly string[] | undefined, ks: readonly number[], items: number): Columns {
  const asked = (names ?? everyMetric.map((metric) => metric.name)).flatMap((name) => {
    const parsed = parseMetric(name)
    return parsed.k === null ? ks.map((k) => parseMetric(`${parsed.label}@${k}`)) : [parsed]
  })
  const perPerson = new Map<string, Column<ListMetric>>()
  const overall = new Map<string, Column<AggregateMetric>>()
  for (const { label, metric, k: cut } of asked) {
    const k = cut === Number.POSITIVE_INFINITY ? items : (cut ?? items)
    if (metric.level === 'user') perPerson.set(label, { label, metric, k })
    else overall.set(label, { label, metric, k })
  }
  const cutOffs = [...perPerson.values(), ...overall.values()].map((column) => column.k)
  return {
    perPerson: [...perPerson.values()],
    overall: [...overall.values()],
    ks: [...new Set(cutOffs)].sort((a, b) => a - b),
  }
}
