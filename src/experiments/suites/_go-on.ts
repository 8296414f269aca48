import { TastemakerError } from '../../domain/index.ts'

/** Ends a run between two tasks when it was interrupted. @throws {TastemakerError} `runtime/interrupted` */
export function goOn(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return
  throw new TastemakerError('runtime/interrupted', 'The suite was interrupted.', 'Nothing was kept; run it again.')
}
