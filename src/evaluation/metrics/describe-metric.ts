import { parseMetric } from './parse-metric.ts'

/**
 * Explains a metric in a few lines: formula, direction, ties, source and the choice made where tools differ.
 *
 * @param name any name that `parseMetric` reads
 * @throws {TastemakerError} `config/unknown-name`
 * @example describeMetric('gini')
 */
export function describeMetric(name: string): string {
  const { metric } = parseMetric(name)
  const unit =
    metric.level === 'user' ? 'mean over people; people without a value are counted apart' : 'all lists together'
  return [
    `${metric.name}@k`,
    `  formula  ${metric.formula}`,
    `  better   ${metric.direction === 'up' ? 'higher' : 'lower'}`,
    `  over     ${unit}`,
    `  ties     by item id, ascending`,
    `  note     ${metric.note}`,
    `  source   ${metric.source}`,
    `  aliases  ${metric.aliases.join(', ')}`,
  ].join('\n')
}
