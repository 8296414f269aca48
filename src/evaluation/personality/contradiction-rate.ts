import { type Measured, measured, unmeasured } from './measured.ts'

/**
 * The share of statements that contradict the profile or the history behind them.
 *
 * What contradicts what is the caller's to say: a check of structured fields, or a model of entailment.
 *
 * @param statements what was said, each with whatever the check needs
 * @param contradicts true, false, or null for a statement that says nothing that could be checked
 * @returns null where no statement could be checked
 * @example contradictionRate(statements, (said) => said.age !== profile.age).value
 */
export function contradictionRate<Statement>(
  statements: readonly Statement[],
  contradicts: (statement: Statement) => boolean | null,
): Measured {
  const verdicts = statements.map(contradicts).filter((verdict) => verdict !== null)
  if (verdicts.length === 0) return unmeasured('no statement could be checked', 0)
  return measured(verdicts.filter((verdict) => verdict).length / verdicts.length, verdicts.length)
}
