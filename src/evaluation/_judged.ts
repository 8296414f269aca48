import type { Dataset, UserIndex } from '../domain/index.ts'

/** What makes an item relevant, and what it is worth. */
export interface Judgement {
  /** A hit is worth 1, or its test rating. */
  readonly gain: 'binary' | 'rating'
  /** The lowest rating that is relevant; with `rating` gain above 0 unless given, else every event is relevant. */
  readonly relevantFrom: number | undefined
}

/**
 * What the test part says about one person's items.
 *
 * @returns gain by item, 0 for an item that is known not to be relevant; where a person met an item twice, the later time counts
 */
export function judgedItems(
  { log: { offsets, item, value } }: Dataset,
  user: UserIndex,
  { gain, relevantFrom }: Judgement,
): ReadonlyMap<number, number> {
  const judged = new Map<number, number>()
  for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
    const relevant = relevantFrom === undefined || value[row]! >= relevantFrom
    judged.set(item[row]!, relevant ? (gain === 'binary' ? 1 : Math.max(0, value[row]!)) : 0)
  }
  return judged
}
