import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import type { Metric } from './metric.ts'
import { metrics } from './registry.ts'

/** A metric somebody asked for by name. */
export interface ParsedMetric {
  readonly metric: Metric
  /** The cut-off; Infinity for the whole ranking; null when the name came without one. */
  readonly k: number | null
  /** As tables print it: `ndcg@10`, `mrr@all`, or `ndcg` without a cut-off. */
  readonly label: string
}

/**
 * Reads a metric's name as ranx, trec_eval or RecBole users type it; case does not count.
 *
 * @param text such as `ndcg@10`, `ndcg_cut_10`, `P_10`, `hit@10`, `mrr@all`; without a cut-off the evaluation's own apply
 * @throws {TastemakerError} `config/unknown-name` for a name nobody uses; `metric/k` for a cut-off that is not a whole
 * number from 1
 * @example parseMetric('ndcg_cut_10').label // 'ndcg@10'
 */
export function parseMetric(text: string): ParsedMetric {
  if (text.toLowerCase() === 'recip_rank') return parseMetric('mrr@all')
  const [name, cut] = separate(text)
  const metric = metrics.find((one) => one.name === name || one.aliases.includes(name))
  if (!metric) {
    const near = nearest(
      name,
      metrics.flatMap((one) => [one.name, ...one.aliases]),
    )
    const hint =
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : `Known: ${metrics.map((one) => one.name).join(', ')}.`
    throw new TastemakerError('config/unknown-name', `There is no metric "${text}".`, hint)
  }
  if (cut === null) return { metric, k: null, label: metric.name }
  const k = cut === 'all' ? Number.POSITIVE_INFINITY : checkCutOff(Number(cut || Number.NaN), text)
  return { metric, k, label: `${metric.name}@${cut === 'all' ? cut : k}` }
}

function checkCutOff(k: number, asked: string): number {
  if (Number.isInteger(k) && k >= 1) return k
  throw new TastemakerError('metric/k', `A cut-off must be a whole number from 1, got "${asked}".`, 'Try ndcg@10.')
}

/** Takes name and cut-off apart: after an @, or a number behind trec_eval's `_`, `.` or `_cut_`. */
function separate(text: string): readonly [name: string, cut: string | null] {
  const [, name, at, number] = /^([^@]*?)(?:@(.*)|[_.](-?\d[\d.]*))?$/.exec(text.trim().toLowerCase()) ?? []
  return [name ?? text, at ?? number ?? null]
}
