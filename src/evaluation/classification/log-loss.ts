import { requireProbabilities } from './_probabilities.ts'
import type { PredictionMetric } from './rows.ts'

/** How near to 0 and 1 a probability may be, so that one sure mistake is not infinitely bad. */
const CLIP = 1e-15

/**
 * Mean negative logarithm of the probability of what came true.
 *
 * @example logLoss.of({ predicted: [0.9, 0.2], actual: [1, 0] }) // 0.164
 */
export const logLoss: PredictionMetric = {
  name: 'logloss',
  level: 'rows',
  family: 'classification',
  group: 'probability',
  tier: 'detail',
  aliases: ['log_loss', 'cross_entropy', 'bce'],
  formula: 'mean over rows of -ln(p) where it came true, and -ln(1 - p) where not',
  gain: 'none',
  divisor: 'rows',
  direction: 'down',
  source: 'Good 1952',
  note: `In nats; p is kept ${CLIP} away from 0 and 1.`,
  of({ predicted, actual }) {
    requireProbabilities(predicted)
    let sum = 0
    for (let row = 0; row < predicted.length; row++) {
      const p = Math.min(1 - CLIP, Math.max(CLIP, predicted[row]!))
      sum -= Math.log(actual[row]! > 0 ? p : 1 - p)
    }
    return predicted.length === 0 ? null : sum / predicted.length
  },
}
