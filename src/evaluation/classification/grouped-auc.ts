import { rocAuc } from './roc-auc.ts'
import type { PredictedRows } from './rows.ts'

/**
 * Mean of each person's area under the ROC curve, people weighted by their rows.
 *
 * Source: Zhu et al. 2017 (GAUC). Being generous to one person and strict to another does not count, as it does in `rocAuc`.
 *
 * @param rows scores, 1 or 0 for what came true, and whose row it is
 * @param weights `events` weighs a person by the number of rows, `equal` does not; events unless given
 * @returns null when nobody has rows of both kinds
 * @example groupedAuc({ predicted, actual, user }) // 0.71
 */
export function groupedAuc(
  { predicted, actual, user }: Required<PredictedRows>,
  weights: 'events' | 'equal' = 'events',
): number | null {
  const rowsOf = Map.groupBy(
    Array.from({ length: predicted.length }, (_, row) => row),
    (row) => user[row]!,
  )
  let sum = 0
  let total = 0
  for (const rows of rowsOf.values()) {
    const own = (column: ArrayLike<number>): number[] => rows.map((row) => column[row]!)
    const area = rocAuc({ predicted: own(predicted), actual: own(actual) })
    if (area === null) continue
    const weight = weights === 'events' ? rows.length : 1
    sum += weight * area
    total += weight
  }
  return total === 0 ? null : sum / total
}
