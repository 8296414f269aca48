import {
  bestFirst,
  comparisonOf,
  decisive,
  noTest,
  type SimulationComparison,
  type SimulationResult,
  type SimulationRow,
  toldApart,
} from '../../evaluation/index.ts'
import { counted, fixed, listed, pValue } from '../../words.ts'

/** The answer of a run in plain words. */
export interface Verdict {
  /** One sentence without its full stop. */
  readonly answer: string
  /** How sure that is: sentences. */
  readonly sure: readonly string[]
}

/**
 * Says which recommender serves the viewers better and how sure that is, or that it cannot be told.
 *
 * The best by satisfaction is held against the next; all others are named as told apart from it or not.
 *
 * @example verdict(result).answer // 'ease serves these 500 viewers best'
 */
export function verdict(result: SimulationResult): Verdict {
  const [judged, silent] = [true, false].map((known) =>
    bestFirst(result.rows).filter((row) => (row.measures.satisfaction.mean !== null) === known),
  ) as [SimulationRow[], SimulationRow[]]
  const names = judged.map((row) => row.recommender)
  const [best, next] = names
  if (best === undefined) {
    return { answer: 'No viewer said how satisfied they were, so there is nothing to compare', sure: [] }
  }
  const sure =
    silent.length > 0 ? [`Of ${listed(silent.map((row) => row.recommender))} no viewer gave a judgement.`] : []
  if (next === undefined) return { answer: `Only ${best} was judged, so there is nothing to compare it with`, sure }
  const compared = decisive(result)
  if (compared === null) return { answer: `No viewer judged both ${best} and ${next}`, sure }
  const others = names.slice(2).flatMap((name) => comparisonOf(result, compared.recommender, name) ?? [])
  return {
    answer: answer(compared, others),
    sure: [howSure(compared, result.comparisons.length), ...againstOthers(compared, others), ...sure],
  }
}

function answer(compared: SimulationComparison, others: readonly SimulationComparison[]): string {
  const { recommender, other, viewers } = compared
  const people = counted(viewers, 'viewer')
  if (!toldApart(compared)) return `Between ${recommender} and ${other} no difference can be told with ${people}`
  if (others.length > 0 && others.every(toldApart)) return `${recommender} serves these ${people} best`
  return `${recommender} serves these ${people} better than ${other} does`
}

function howSure(compared: SimulationComparison, comparisons: number): string {
  const { other, recommender, difference, low, high, adjustedP, viewers } = compared
  const interval = low === null || high === null ? 'no interval' : `95% interval ${fixed(low, 2)} to ${fixed(high, 2)}`
  const adjusted = comparisons > 1 ? `, adjusted for ${comparisons} comparisons` : ''
  const p = adjustedP === null ? `no test: ${noTest(viewers)}` : `p ${equals(pValue(adjustedP))}${adjusted}`
  const points = `${fixed(difference!, 2)} points more satisfied, on a scale from 1 to 10,`
  const chance = adjustedP === null || toldApart(compared) ? '' : ' That much can come about by chance.'
  return `In front of ${recommender} the same viewers were ${points} than in front of ${other} (${interval}; ${p}).${chance}`
}

function againstOthers(next: SimulationComparison, others: readonly SimulationComparison[]): string[] {
  const best = next.recommender
  const told = others.filter(toldApart).map(({ other }) => other)
  const open = others.filter((one) => !toldApart(one)).map(({ other }) => other)
  const [too, either] = toldApart(next) ? ['also ', ''] : ['', ' either']
  return [
    ...(open.length > 0 ? [`Between ${best} and ${listed(open, 'or')} no difference can be told${either}.`] : []),
    ...(told.length > 0 ? [`By more than chance explains, ${best} is ${too}ahead of ${listed(told)}.`] : []),
  ]
}

const equals = (p: string): string => (p.startsWith('<') ? p : `= ${p}`)
