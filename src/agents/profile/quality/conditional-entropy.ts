/**
 * Entropy of one attribute given another in nats: how open the first still is once the second is known.
 *
 * @param table counts or shares; a row for each value of what is given
 * @param correction adds half of (values that occur − 1) / n to each row's entropy, since a small sample looks more regular than what it
 *   is drawn from (Miller 1955); only for counts
 * @returns null for an empty table
 * @example conditionalEntropy([[5, 5], [10, 0]], false) // 0.3466
 */
export function conditionalEntropy(table: readonly (readonly number[])[], correction: boolean): number | null {
  const sums = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const total = sums.reduce((sum, count) => sum + count, 0)
  if (!(total > 0)) return null
  return table.reduce((entropy, row, place) => {
    const sum = sums[place]!
    if (sum === 0) return entropy
    const seen = row.filter((count) => count > 0)
    const own = seen.reduce((all, count) => all - (count / sum) * Math.log(count / sum), 0)
    return entropy + (sum / total) * (own + (correction ? (seen.length - 1) / (2 * sum) : 0))
  }, 0)
}
