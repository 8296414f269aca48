/** What an order by chance scores, with one true candidate. */
export interface ChanceScores {
  readonly hit: (k: number) => number
  readonly ndcg: (k: number) => number
  /** Places beyond k count as none; without k all count. */
  readonly mrr: (k?: number) => number
}

/**
 * The exact scores of chance among N candidates of which one is true: hits min(k, N) / N, nDCG the sum of 1 / log2(rank + 1) over N,
 * mean reciprocal rank the harmonic number over N.
 *
 * @param candidates from 1
 * @example chanceScores(20).hit(5) // 0.25
 */
export function chanceScores(candidates: number): ChanceScores {
  const mean = (until: number, of: (rank: number) => number): number => {
    let sum = 0
    for (let rank = 1; rank <= Math.min(until, candidates); rank++) sum += of(rank)
    return sum / candidates
  }
  return {
    hit: (k) => mean(k, () => 1),
    ndcg: (k) => mean(k, (rank) => 1 / Math.log2(rank + 1)),
    mrr: (k = candidates) => mean(k, (rank) => 1 / rank),
  }
}
