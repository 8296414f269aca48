import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import type { Metric } from './metric.ts'
import { rbp } from './ranking/rbp.ts'
import { metrics } from './registry.ts'

/** A metric somebody asked for by name. */
export interface ParsedMetric {
  readonly metric: Metric
  /** The cut-off; Infinity for the whole ranking; null when the name came without one. */
  readonly k: number | null
  /** As tables print it: `ndcg@10`, `mrr@all`, `recip_rank`, or `ndcg` without a cut-off. */
  readonly label: string
}

/**
 * Reads a metric's name as ranx, trec_eval or RecBole users type it; case does not count.
 *
 * @param text such as `ndcg@10`, `ndcg_cut_10`, `P_10`, `hit@10`, `mrr@all`, `rbp.95`; without a cut-off the evaluation's
 * own apply
 * @throws {TastemakerError} `config/unknown-name` for a name nobody uses; `metric/k` for a cut-off that is not a whole
 * number from 1, or that the metric has no use for
 * @example parseMetric('ndcg_cut_10').label // 'ndcg@10'
 */
export function parseMetric(text: string): ParsedMetric {
  const typed = text.trim().toLowerCase()
  const whole = rankBiased(typed) ?? metricNamed(typed)
  const [name, cut] = whole ? [typed, null] : separate(typed)
  const metric = whole ?? metricNamed(name)
  if (!metric) throw unknownMetric(text, name)
  if (metric.reads === 'whole') {
    if (cut === null) return { metric, k: Number.POSITIVE_INFINITY, label: metric.name }
    const hint = metric.name === 'recip_rank' ? 'With a cut-off it is called mrr.' : `Write ${metric.name}.`
    throw new TastemakerError('metric/k', `${metric.name} looks at the whole ranking, got "${text}".`, hint)
  }
  if (cut === null) return { metric, k: null, label: metric.name }
  const k = cut === 'all' ? Number.POSITIVE_INFINITY : checkCutOff(Number(cut || Number.NaN), text)
  return { metric, k, label: `${metric.name}@${cut === 'all' ? cut : k}` }
}

/** A metric by its name or an alias, without a cut-off. */
function metricNamed(name: string): Metric | undefined {
  return metrics.find((one) => one.name === name || one.aliases.includes(name))
}

/** `rbp.95`, `rbp.5` and the like: the digits are decimals of p. */
function rankBiased(typed: string): Metric | undefined {
  const p = Number(/^rbp(\.\d+)$/.exec(typed)?.[1] ?? Number.NaN)
  return p > 0 ? rbp(p) : undefined
}

/** The error for a name that no metric has. */
function unknownMetric(text: string, name: string): TastemakerError {
  const names = metrics.flatMap((one) => [one.name, ...one.aliases])
  const near = nearest(name, names)
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'tastemaker metrics list names them all.'
  return new TastemakerError('config/unknown-name', `There is no metric "${text}".`, hint)
}

function checkCutOff(k: number, asked: string): number {
  if (Number.isInteger(k) && k >= 1) return k
  throw new TastemakerError('metric/k', `A cut-off must be a whole number from 1, got "${asked}".`, 'Try ndcg@10.')
}

/** Takes name and cut-off apart: after an @, or a number behind trec_eval's `_`, `.` or `_cut_`. */
function separate(typed: string): readonly [name: string, cut: string | null] {
  const [, name, at, number] = /^([^@]*?)(?:@(.*)|[_.](-?\d[\d.]*))?$/.exec(typed) ?? []
  return [name ?? typed, at ?? number ?? null]
}
