/** Everything that a caller can have done wrong, as a closed list. */
export type ErrorCode =
  | 'asset/unknown'
  | 'asset/unreachable'
  | 'asset/corrupt'
  | 'config/unknown-name'
  | 'config/option'
  | 'config/range'
  | 'data/empty'
  | 'data/no-training'
  | 'data/under-powered'
  | 'format/column'
  | 'format/value'
  | 'format/duplicate'
  | 'format/rating-range'
  | 'format/unreadable'
  | 'format/header'
  | 'format/too-many-errors'
  | 'io/not-writable'
  | 'io/missing'
  | 'metric/k'
  | 'metric/non-finite'
  | 'metric/duplicate-item'
  | 'model/state'
  | 'model/unsupported'
  | 'run/version'
  | 'run/incomplete'
  | 'stats/different-test'
  | 'experiment/invalid'
  | 'experiment/different'
  | 'experiment/protocol'
  | 'runtime/interrupted'
  | 'runtime/budget'
  | 'run/unhealthy'
  | 'run/different'
  | 'run/locked'
  | 'llm/unknown'
  | 'llm/package'
  | 'llm/weights'
  | 'llm/key'
  | 'llm/unreachable'
  | 'journal/version'
  | 'journal/locked'
  | 'journal/missing'
  | 'tool/definition'
  | 'planner/bad-input'
  | 'planner/label'
  | 'memory/version'
  | 'profile/field'
  | 'profile/marginals'
  | 'profile/infeasible'
  | 'profile/duplicates'
  | 'persona/licence'
  | 'instrument/invalid'

/**
 * The one error class of a caller's mistake: a sentence with the value, and a hint.
 *
 * Failures of a model or a network inside a run are never thrown; they are typed events. An undefined statistic is
 * `null` with a count.
 *
 * @example throw new TastemakerError('metric/k', 'k must be a whole number from 1, got 0.', 'Try k = 10.')
 */
export class TastemakerError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TastemakerError'
    this.code = code
    this.hint = hint
  }
}
