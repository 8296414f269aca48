import { TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import { ece, logLoss, type PredictionCard } from './classification/index.ts'
import { type Metric, metrics, parseMetric } from './metrics/index.ts'
import { ratingCards } from './rating-cards.ts'

const predictionCards: readonly PredictionCard[] = [logLoss, ece(), ece({ by: 'mass' }), ...ratingCards]

/** Every metric there is a card of: those of rankings, then those of single predictions. */
export const metricCards: readonly (Metric | PredictionCard)[] = [...metrics, ...predictionCards]

/**
 * Explains a metric in a few lines: formula, divisor, gain, ties, direction, names elsewhere, source and the choice made
 * where tools differ.
 *
 * @param name any name that `parseMetric` reads, or that of a metric of single predictions
 * @throws {TastemakerError} `config/unknown-name` with the nearest names
 * @example describeMetric('gini')
 */
export function describeMetric(name: string): string {
  const metric = findCard(name)
  const cut = metric.level !== 'rows' && metric.reads === 'first k'
  const lines: readonly (readonly [string, string])[] = [
    ['formula', metric.formula],
    ['divisor', metric.divisor],
    ['gain', metric.gain],
    ['ties', tiesOf(metric)],
    ['better', metric.direction === 'up' ? 'higher' : 'lower'],
    ['over', unitOf(metric)],
    ['family', `${metric.family}; shows about the same as others of "${metric.group}"`],
    ['aliases', metric.aliases.join(', ') || 'none'],
    ['source', metric.source],
    ['note', metric.note],
  ]
  return [`${metric.name}${cut ? '@k' : ''}`, ...lines.map(([title, text]) => `  ${title.padEnd(8)} ${text}`)].join(
    '\n',
  )
}

/**
 * The card of a metric, by any of its names; a cut-off in the name does not count.
 *
 * @throws {TastemakerError} `config/unknown-name` with the nearest names
 * @example findCard('ndcg_cut_10').name // 'ndcg'
 */
export function findCard(name: string): Metric | PredictionCard {
  const typed = name.trim().toLowerCase()
  const found = predictionCards.find((one) => one.name === typed || one.aliases.includes(typed))
  if (found) return found
  try {
    return parseMetric(name).metric
  } catch (error) {
    const names = metricCards.flatMap((one) => [one.name, ...one.aliases])
    const near = nearest(typed, names)
    if (!(error instanceof TastemakerError) || error.code !== 'config/unknown-name' || near.length === 0) throw error
    throw new TastemakerError(error.code, error.message, `Did you mean ${near.join(', ')}?`)
  }
}

function tiesOf(metric: Metric | PredictionCard): string {
  if (metric.ties) return metric.ties
  if (metric.level === 'rows') return 'no order is asked for'
  const averaged = metric.level === 'user' && metric.expected
  return averaged ? 'by item id, ascending; or the mean over all orders of tied items' : 'by item id, ascending'
}

function unitOf({ level }: Metric | PredictionCard): string {
  if (level === 'user') return 'mean over people; people without a value are counted apart'
  return level === 'all' ? 'all lists together' : 'all rows'
}
