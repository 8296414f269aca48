import type { MetricCard } from '../metrics/metric.ts'

/** Predictions beside what came true, a row each. */
export interface PredictedRows {
  /** A score, or a probability from 0 to 1, as the metric asks. */
  readonly predicted: ArrayLike<number>
  /** 1 for yes and 0 for no. */
  readonly actual: ArrayLike<number>
  /** Whose row it is; metrics over people need it. */
  readonly user?: ArrayLike<number>
}

/** What a metric of single predictions says about itself; no ranking is needed for it. */
export interface PredictionCard extends MetricCard {
  readonly level: 'rows'
}

/** A number about predictions of single events. */
export interface PredictionMetric extends PredictionCard {
  /**
   * @returns the number, or null when it is undefined for these rows
   * @throws {TastemakerError} `metric/non-finite` and `config/range` for predictions that are none
   */
  of(rows: PredictedRows): number | null
}
