/** How many events the share of what a person liked before counts for, beside the evidence of an entry. */
const PRIOR_EVENTS = 4

/**
 * The probability that a person likes an item, from what they did with others like it.
 *
 * The share of liked events among the evidence of a mean entry, together with the person's usual share as if it were four more events:
 * sure where there is much to go by, near the usual share where there is little. A sum of log-odds, as in naive Bayes, does worse: the
 * values of one item say the same thing several times.
 *
 * @param counts events for each entry that matches, and how many of them were liked
 * @param likeRate the share of all that the person did which they liked, 0 to 1
 * @example evidenceVote([{ liked: 3, of: 4 }], 0.5) // 0.625
 */
export function evidenceVote(
  counts: readonly { readonly liked: number; readonly of: number }[],
  likeRate: number,
): number {
  const mean = (of: (count: (typeof counts)[number]) => number): number =>
    counts.length === 0 ? 0 : counts.reduce((sum, count) => sum + of(count), 0) / counts.length
  return (mean(({ liked }) => liked) + PRIOR_EVENTS * likeRate) / (mean(({ of }) => of) + PRIOR_EVENTS)
}
