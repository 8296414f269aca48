import type { PredictedRows } from './rows.ts'

/**
 * Area under the ROC curve of scored rows: the share of (yes, no) pairs that the scores put in order, equal scores by half.
 *
 * Source: Hanley and McNeil 1982. One sort, then ranks; equal scores share their mean rank (Mann and Whitney 1947).
 *
 * @param rows scores, and 1 or 0 for what came true
 * @returns null without one of the two kinds
 * @example rocAuc({ predicted: [0.9, 0.4, 0.5], actual: [1, 1, 0] }) // 0.5
 */
export function rocAuc({ predicted, actual }: PredictedRows): number | null {
  const order = Int32Array.from({ length: predicted.length }, (_, row) => row)
  order.sort((a, b) => predicted[a]! - predicted[b]!)
  let yes = 0
  let ranks = 0
  for (let from = 0, to = 0; from < order.length; from = to) {
    let tiedYes = 0
    while (to < order.length && predicted[order[to]!] === predicted[order[from]!]) tiedYes += actual[order[to++]!]!
    yes += tiedYes
    ranks += (tiedYes * (from + 1 + to)) / 2
  }
  const no = order.length - yes
  return yes === 0 || no === 0 ? null : (ranks - (yes * (yes + 1)) / 2) / (yes * no)
}
