import type { Split } from './split.ts'

/** Ways in which a test can be easier, or harder, than it looks. */
export interface SplitLeaks {
  /** Test events whose person and item also meet in another part. */
  readonly pairsInBoth: number
  /** Test events earlier than an event of the same person in another part. */
  readonly testBeforeTraining: number
  /** Items with test events and none in `train`. */
  readonly itemsUnseen: number
}

/**
 * Counts the leaks of a split. Repeats and ties are not forbidden, but a reader wants to know of them.
 *
 * @returns counts; all zero for a clean split
 * @example splitLeaks(lastOut(data)).pairsInBoth
 */
export function splitLeaks(split: Split): SplitLeaks {
  const { test } = split
  const others = [split.train, split.validation, split.private].filter((part) => part !== undefined)
  const trained = new Set(split.train.log.item)
  let pairsInBoth = 0
  let testBeforeTraining = 0
  for (let user = 0; user < test.users.size; user++) {
    const known = new Set<number>()
    let latest = Number.NEGATIVE_INFINITY
    for (const { log } of others) {
      for (let row = log.offsets[user]!; row < log.offsets[user + 1]!; row++) {
        known.add(log.item[row]!)
        if (log.at[row]! > latest) latest = log.at[row]!
      }
    }
    for (let row = test.log.offsets[user]!; row < test.log.offsets[user + 1]!; row++) {
      if (known.has(test.log.item[row]!)) pairsInBoth++
      if (test.log.at[row]! < latest) testBeforeTraining++
    }
  }
  const unseen = new Set(test.log.item.filter((item) => !trained.has(item)))
  return { pairsInBoth, testBeforeTraining, itemsUnseen: unseen.size }
}
