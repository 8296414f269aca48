/*
 * Logistic regression on TF-IDF: what a list of labelled texts teaches without a language model. Terms are weighted by how
 * rare they are (Salton and Buckley 1988), texts brought to length 1, and weights pulled towards 0, all as common libraries
 * do unless told otherwise.
 */

/** Weight of the pull towards 0, against the sum of the losses of all texts. */
const PULL = 1
const STEPS = 500

/**
 * Fits a logistic regression on the words of some texts.
 *
 * @param texts as they were written; case is put aside
 * @param yes their labels
 * @returns log-odds of a yes for any text; words that were never seen count nothing
 * @example wordRegression(['so good', 'so bad'], [true, false])('good') // above 0
 */
export function wordRegression(texts: readonly string[], yes: readonly boolean[]): (text: string) => number {
  const counted = texts.map(countsOf)
  const seenIn = new Map<string, number>()
  for (const counts of counted) for (const word of counts.keys()) seenIn.set(word, (seenIn.get(word) ?? 0) + 1)
  const vectorOf = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
    const known = [...counts].filter(([word]) => seenIn.has(word))
    // A word of every text keeps weight 1; the ones added are a text in which every word stands once.
    const weighted = known.map(([word, count]): [string, number] => [
      word,
      count * (1 + Math.log((1 + texts.length) / (1 + seenIn.get(word)!))),
    ])
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1
    return new Map(weighted.map(([word, weight]) => [word, weight / length]))
  }
  const rows = counted.map(vectorOf)
  const weights = new Map<string, number>([...seenIn.keys()].map((word) => [word, 0]))
  let bias = 0
  const logOdds = (row: ReadonlyMap<string, number>): number => {
    let sum = bias
    for (const [word, value] of row) sum += value * weights.get(word)!
    return sum
  }
  // The curvature is at most a quarter of the squared lengths of all rows, bias included, and the pull.
  const step = 1 / (rows.length / 2 + PULL)
  for (let round = 0; round < STEPS; round++) {
    const errors = rows.map((row, at) => Number(yes[at]) - 1 / (1 + Math.exp(-logOdds(row))))
    for (const [word, weight] of weights) weights.set(word, weight * (1 - step * PULL))
    for (const [at, row] of rows.entries()) {
      for (const [word, value] of row) weights.set(word, weights.get(word)! + step * errors[at]! * value)
    }
    bias += step * errors.reduce((sum, error) => sum + error, 0)
  }
  return (text) => logOdds(vectorOf(countsOf(text)))
}

/** How often each word of two letters or more, and each pair of neighbours, stands in a text. */
function countsOf(text: string): Map<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`)
  const counts = new Map<string, number>()
  for (const term of [...words, ...pairs]) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
