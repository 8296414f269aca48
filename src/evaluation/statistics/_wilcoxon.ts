import { normalBelow } from './_normal.ts'
import type { SignedRanks } from './_signed-ranks.ts'
import type { TestOutcome } from './_test-outcome.ts'

/** Up to this many differing people the distribution of the rank sum is counted out. */
const EXACT_LIMIT = 25

/**
 * Wilcoxon's signed-rank test (Wilcoxon 1945), two-sided, on ranks without zeros.
 *
 * Exact for up to 25 people, ties included: every sign pattern over these very ranks is equally likely. Beyond, the normal
 * distribution with the variance corrected for ties and half a rank for continuity (Hollander, Wolfe and Chicken 2014, 3.1).
 */
export function wilcoxonTest({ doubled, plus, minus, ties }: SignedRanks): TestOutcome {
  const statistic = Math.min(plus, minus)
  const n = doubled.length
  if (n <= EXACT_LIMIT) return { statistic, p: exactShare(doubled, statistic), method: 'exact', reason: null }
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48
  const z = Math.max(0, (n * (n + 1)) / 4 - statistic - 0.5) / Math.sqrt(variance)
  return { statistic, p: Math.min(1, 2 * normalBelow(-z)), method: 'normal', reason: null }
}

/** The share of sign patterns whose smaller rank sum is at most the one observed, counted sum by sum. */
function exactShare(doubled: Int32Array, statistic: number): number {
  const total = doubled.reduce((sum, rank) => sum + rank, 0)
  // Patterns by the doubled rank sum of their positive side: each rank in turn is either in it or not.
  const patterns = new Float64Array(total + 1)
  patterns[0] = 1
  for (const rank of doubled) {
    for (let sum = total; sum >= rank; sum--) patterns[sum]! += patterns[sum - rank]!
  }
  let below = 0
  for (let sum = 0; sum <= 2 * statistic; sum++) below += patterns[sum]!
  return Math.min(1, (2 * below) / 2 ** doubled.length)
}
