import { TastemakerError } from '../domain/index.ts'

/** A number of places on a slate. Throws `metric/k` for what is not a whole number from 1. */
export function requireK(k: number): number {
  if (Number.isInteger(k) && k >= 1) return k
  throw new TastemakerError('metric/k', `k must be a whole number from 1, got ${k}.`, 'Try k = 10.')
}
