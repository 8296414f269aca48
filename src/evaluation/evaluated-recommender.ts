import type { RankingResult } from './ranking.ts'
import type { RowMark } from './row-marks.ts'

/** How long one request takes, in milliseconds: half of them at most `p50`, nineteen in twenty at most `p95`. */
export interface RequestTimes {
  readonly p50: number
  readonly p95: number
}

/** One recommender with its evaluation: everything a table, a file or a later comparison needs of it. */
export interface EvaluatedRecommender {
  /** Name and options as a user would type them. */
  readonly recommender: string
  /** Null for one that is not fitted. */
  readonly fitSeconds: number | null
  /** Memory that the fitted model takes, in megabytes (10^6 bytes); null or left out when unknown. */
  readonly memory?: number | null
  /** One request at a time; null or left out when nobody measured it. */
  readonly requestTimes?: RequestTimes | null
  /** What stands beside its name wherever it is printed; none unless given. */
  readonly marks?: readonly RowMark[]
  readonly result: RankingResult
}
