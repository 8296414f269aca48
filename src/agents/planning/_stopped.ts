import type { FailureKind } from '../../domain/index.ts'

/** Ends a run from inside a planner's loop; `definePlanner` turns it into a result. */
export class Stopped extends Error {
  readonly status: 'failed' | 'budget'
  readonly kind: FailureKind
  /** What was said, or what went wrong, as it came. */
  readonly raw: string

  constructor(status: 'failed' | 'budget', kind: FailureKind, raw: string) {
    super(raw)
    this.name = 'Stopped'
    this.status = status
    this.kind = kind
    this.raw = raw
  }
}
