/** The best of some ranks, where 0 stands for an item that is not ranked; Infinity when none is. */
export function firstRank(ranks: Int32Array): number {
  let first = Number.POSITIVE_INFINITY
  for (const rank of ranks) if (rank > 0 && rank < first) first = rank
  return first
}
