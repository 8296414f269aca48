import { TastemakerError } from '../../domain/index.ts'

/** Refuses a time that is none, or earlier than what the memory was told before. */
export function requireTime(at: number, last: number): void {
  if (Number.isFinite(at) && at >= last) return
  throw new TastemakerError(
    'config/range',
    `A memory's time must be a finite number of hours from ${last}, which it was told before, got ${at}.`,
  )
}

/** Refuses an importance outside 0 to 1: what is forgotten is drawn by it. */
export function requireImportance(importance: number): void {
  if (importance >= 0 && importance <= 1) return
  throw new TastemakerError('config/range', `The importance of an observation must be from 0 to 1, got ${importance}.`)
}

/** Refuses constants under which the tiers can not work. */
export function requireConstants(constants: Readonly<Record<string, unknown>>): void {
  const whole = ['capacity', 'promoteAt', 'recall', 'reflectOver']
  for (const [name, value] of Object.entries(constants)) {
    if (typeof value !== 'number') continue
    if (Number.isFinite(value) && (!whole.includes(name) || (Number.isInteger(value) && value >= 1))) continue
    const wanted = whole.includes(name) ? 'a whole number from 1' : 'a finite number'
    throw new TastemakerError('config/range', `${name} of a memory must be ${wanted}, got ${value}.`)
  }
  const { decay } = constants
  if (typeof decay === 'number' && decay > 0 && decay <= 1) return
  throw new TastemakerError('config/range', `decay of a memory must be above 0 and at most 1, got ${String(decay)}.`)
}
