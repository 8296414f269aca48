import { TastemakerError } from '../../domain/index.ts'

/**
 * Can people be told apart by what they answer? For each person the chance that their second set of answers is nearer to
 * their own first set than to somebody else's: the area under the ROC curve of the nearest-neighbour identification. Ties
 * count half.
 *
 * The mean over people is the area of all pairs; `bootstrapMeans` gives its interval. 0.5 is a population whose members
 * cannot be told apart.
 *
 * @param first one vector of answers a person, NaN where missing
 * @param second the same people at another time
 * @returns NaN where a person shares no answered place with themselves or with others
 * @throws {TastemakerError} `stats/different-test` for sets of different people
 * @example separability([[1, 5], [5, 1]], [[1, 4], [4, 1]]) // [1, 1]
 */
export function separability(first: readonly ArrayLike<number>[], second: readonly ArrayLike<number>[]): Float64Array {
  if (first.length !== second.length) {
    throw new TastemakerError(
      'stats/different-test',
      `Sets must hold the same people, got ${first.length} and ${second.length}.`,
    )
  }
  return Float64Array.from(second, (answers, person) => {
    const own = distance(answers, first[person]!)
    let [won, count] = [0, 0]
    for (const [other, theirs] of first.entries()) {
      const away = distance(answers, theirs)
      if (other === person || Number.isNaN(away)) continue
      count++
      won += own < away ? 1 : own === away ? 0.5 : 0
    }
    return Number.isNaN(own) || count === 0 ? Number.NaN : won / count
  })
}

/** Mean squared difference over the places that both have. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]!) || Number.isNaN(b[i]!)) continue
    sum += (a[i]! - b[i]!) ** 2
    count++
  }
  return sum / count
}
