/** How often a trait's items had no answer. */
export interface RefusalRate {
  readonly trait: string
  readonly asked: number
  /** Without an answer after the last try. */
  readonly missing: number
  /** Asked a second time. */
  readonly retried: number
  readonly rate: number
}

/**
 * Refusals by trait: models answer some traits' statements less readily than others', which tilts every score.
 *
 * @param answers records of an administration
 * @returns in order of first appearance
 * @example refusalRates(answers).find(({ trait }) => trait === 'neuroticism').rate
 */
export function refusalRates(
  answers: readonly { readonly trait: string; readonly value: number | null; readonly attempts: number }[],
): readonly RefusalRate[] {
  return [...new Set(answers.map(({ trait }) => trait))].map((trait) => {
    const own = answers.filter((answer) => answer.trait === trait)
    const missing = own.filter(({ value }) => value === null).length
    return {
      trait,
      asked: own.length,
      missing,
      retried: own.filter(({ attempts }) => attempts > 1).length,
      rate: missing / own.length,
    }
  })
}
