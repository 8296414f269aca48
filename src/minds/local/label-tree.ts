/*
 * Exact probabilities of labels under a language model that speaks in tokens.
 *
 * The tokens of all labels form a tree. The probability of a label is the product of the model's probabilities along
 * its path, where at each fork only the branches that lead to a label compete. Where one label is the beginning of
 * another, such as 1 and 10, the fork has a branch that ends the answer. A stretch without a fork is certain and costs
 * nothing.
 */

/** The branch that ends the answer. */
export const END = -1

/**
 * The model's probabilities of what may follow some tokens, up to a common factor.
 *
 * Called once for each fork, a fork before the forks behind it.
 *
 * @param path the tokens so far
 * @param branches at least two different tokens, one of which may be `END`
 * @returns a weight from 0 for each branch, in their order
 */
export type NextWeights = (path: readonly number[], branches: readonly number[]) => Promise<readonly number[]>

/**
 * Gives each label its probability; together they are 1.
 *
 * @param labels the tokens of each label; of labels with the same tokens each gets an equal share
 * @returns a probability for each label, in their order; null where the model gives no branch of a fork any weight
 * @example await labelProbabilities([[5], [6, 7]], async () => [3, 1]) // [0.75, 0.25]
 */
export async function labelProbabilities(
  labels: readonly (readonly number[])[],
  next: NextWeights,
): Promise<number[] | null> {
  const probabilities = labels.map(() => 0)

  /** Spreads `mass` over the labels that begin with the same `depth` tokens. */
  async function spread(members: readonly number[], depth: number, mass: number): Promise<boolean> {
    const branches = Map.groupBy(members, (label) => labels[label]![depth] ?? END)
    if (branches.size === 1) {
      if (!branches.has(END)) return spread(members, depth + 1, mass)
      for (const label of members) probabilities[label] = mass / members.length
      return true
    }
    const weights = await next(labels[members[0]!]!.slice(0, depth), [...branches.keys()])
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    if (!(total > 0)) return false
    for (const [place, behind] of [...branches.values()].entries()) {
      if (!(await spread(behind, depth + 1, (mass * weights[place]!) / total))) return false
    }
    return true
  }

  if (labels.length === 0) return []
  return (await spread([...labels.keys()], 0, 1)) ? probabilities : null
}

/**
 * Sharpens or flattens a distribution: each probability to the power 1/temperature, made to sum to 1 again.
 *
 * @param temperature 0 gives everything to the likeliest, to the first of equals; 1 changes nothing
 * @example atTemperature([0.8, 0.2], 0) // [1, 0]
 */
export function atTemperature(probabilities: readonly number[], temperature: number): readonly number[] {
  if (temperature === 1) return probabilities
  const best = Math.max(...probabilities)
  if (temperature === 0) {
    const likeliest = probabilities.indexOf(best)
    return probabilities.map((_, place) => (place === likeliest ? 1 : 0))
  }
  const powers = probabilities.map((probability) => (probability / best) ** (1 / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
