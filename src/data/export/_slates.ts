import type { Interactions } from '../../domain/index.ts'

/** Rows of impressions that were one page: `from` up to, not including, `to`. */
export interface SlateRows {
  readonly from: number
  readonly to: number
}

/**
 * The pages that people were shown: rows of one person at one time in the same circumstances.
 *
 * Rows without a time are one page where their session says so, else each is alone: nothing tells what it stood beside.
 *
 * @param impressions in canonical order
 */
export function* slatesOf(impressions: Interactions): Generator<SlateRows> {
  let from = 0
  for (let row = 1; row <= impressions.length; row++) {
    if (row < impressions.length && together(impressions, row - 1, row)) continue
    yield { from, to: row }
    from = row
  }
}

function together({ user, at, context = [] }: Interactions, one: number, other: number): boolean {
  if (user[one] !== user[other] || !context.every(({ codes }) => codes[one] === codes[other])) return false
  if (at[one] === at[other]) return true
  const inSession = context.some(({ name, codes }) => name === 'session' && codes[one]! >= 0)
  return inSession && Number.isNaN(at[one]) && Number.isNaN(at[other])
}
