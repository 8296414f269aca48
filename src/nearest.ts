import { distance } from 'fastest-levenshtein'

/**
 * Finds the words that somebody may have meant.
 *
 * A word is near when at most two letters in five differ (always two), or when one of the two begins with the other;
 * case does not count.
 *
 * @param word what was typed
 * @param words what could have been meant
 * @param count how many to return at most
 * @returns the near ones, nearest first, ties in the order given; empty when none is near
 * @example nearest('ml100k', ['ml-100k', 'ml-1m']) // ['ml-100k']
 */
export function nearest(word: string, words: readonly string[], count = 3): readonly string[] {
  const typed = word.toLowerCase()
  return words
    .map((candidate) => ({ candidate, apart: gap(typed, candidate.toLowerCase()) }))
    .filter(({ apart }) => apart <= Math.max(2, Math.ceil(typed.length * 0.4)))
    .sort((one, other) => one.apart - other.apart)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

/** Letters to change; a beginning counts as one letter off, so that it yields to an exact match only. */
function gap(typed: string, candidate: string): number {
  if (typed === candidate) return 0
  if (candidate.startsWith(typed) || typed.startsWith(candidate)) return 1
  return distance(typed, candidate)
}
