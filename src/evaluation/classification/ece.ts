import { requireProbabilities } from './_probabilities.ts'
import type { PredictedRows, PredictionMetric } from './rows.ts'

/**
 * Expected calibration error: how far stated probabilities are from what happens.
 *
 * @param options.bins groups of like probabilities; 10 unless given
 * @param options.by `width` cuts the range from 0 to 1 evenly, `mass` cuts the rows evenly; width unless given
 * @example ece({ bins: 2 }).of({ predicted: [0.9, 0.2], actual: [1, 0] }) // 0.15
 */
export function ece({ bins = 10, by = 'width' }: { bins?: number; by?: 'width' | 'mass' } = {}): PredictionMetric {
  return {
    name: by === 'width' ? 'ece' : 'ece_equal_mass',
    level: 'rows',
    family: 'classification',
    group: 'probability',
    tier: 'detail',
    aliases: by === 'width' ? ['expected_calibration_error', 'ece_equal_width'] : ['ece_quantile'],
    formula: 'sum over bins of (rows in the bin / rows) |mean p - share that came true|',
    gain: 'none',
    divisor: 'rows',
    direction: 'down',
    source: by === 'width' ? 'Naeini, Cooper and Hauskrecht 2015' : "Nguyen and O'Connor 2015",
    note: `${bins} bins of equal ${by === 'width' ? 'width; most rows may fall into a few of them' : 'numbers of rows'}.`,
    of(rows) {
      requireProbabilities(rows.predicted)
      const length = rows.predicted.length
      const binOf = by === 'width' ? byWidth(rows, bins) : byMass(rows, bins)
      const surplus = new Float64Array(bins)
      for (let row = 0; row < length; row++)
        surplus[binOf[row]!]! += rows.predicted[row]! - Number(rows.actual[row]! > 0)
      return length === 0 ? null : surplus.reduce((sum, one) => sum + Math.abs(one), 0) / length
    },
  }
}

function byWidth({ predicted }: PredictedRows, bins: number): Int32Array {
  return Int32Array.from(predicted, (p) => Math.min(bins - 1, Math.floor(p * bins)))
}

function byMass({ predicted }: PredictedRows, bins: number): Int32Array {
  const order = Int32Array.from({ length: predicted.length }, (_, row) => row)
  order.sort((a, b) => predicted[a]! - predicted[b]! || a - b)
  const binOf = new Int32Array(order.length)
  for (let place = 0; place < order.length; place++) binOf[order[place]!] = Math.floor((place * bins) / order.length)
  return binOf
}
