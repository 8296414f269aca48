import type { SimulationComparison, SimulationRow, SimulationTable } from './simulation-table.ts'

/**
 * Recommenders by satisfaction, best first; those without a number come last, in the order given.
 *
 * @example bestFirst(result.rows)[0]?.recommender
 */
export function bestFirst(rows: readonly SimulationRow[]): SimulationRow[] {
  const value = (row: SimulationRow): number => row.measures.satisfaction.mean ?? Number.NEGATIVE_INFINITY
  // Infinity minus itself is not a number, so equal values are told first.
  return [...rows].sort((a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)))
}

/** What every comparison of two recommenders has, whatever was measured. */
export type ComparedPair = Pick<
  SimulationComparison,
  'recommender' | 'other' | 'difference' | 'low' | 'high' | 'effectSize'
> & { readonly rankBiserial?: number | null }

/**
 * The comparison of two recommenders, seen from the first: its difference is first minus second.
 *
 * @returns null when the table does not have the pair
 * @example comparisonOf(result, 'ease', 'popularity')?.difference
 */
export function comparisonOf<Pair extends ComparedPair>(
  { comparisons }: { readonly comparisons: readonly Pair[] },
  first: string,
  second: string,
): Pair | null {
  const asGiven = comparisons.find((one) => one.recommender === first && one.other === second)
  if (asGiven) return asGiven
  const turned = comparisons.find((one) => one.recommender === second && one.other === first)
  if (!turned) return null
  const { difference, low, high, effectSize, rankBiserial } = turned
  return {
    ...turned,
    recommender: first,
    other: second,
    difference: negated(difference),
    low: negated(high),
    high: negated(low),
    effectSize: negated(effectSize),
    ...(rankBiserial === undefined ? {} : { rankBiserial: negated(rankBiserial) }),
  }
}

/** Chance at which a difference is called told, after adjustment. */
export const SIGNIFICANCE = 0.05

/**
 * Whether a comparison tells two recommenders apart: a small adjusted p, and an interval on one side of zero.
 *
 * @example toldApart({ adjustedP: 0.2, low: -1, high: 1 }) // false
 */
export function toldApart({ adjustedP, low, high }: Pick<SimulationComparison, 'adjustedP' | 'low' | 'high'>): boolean {
  return adjustedP !== null && adjustedP < SIGNIFICANCE && low !== null && high !== null && (low > 0 || high < 0)
}

/**
 * The comparison that decides which recommender is best: the first by satisfaction against the next.
 *
 * Seen from the one that is ahead among people who judged both; missing answers can turn the order of the means.
 *
 * @returns null when fewer than two were judged, or nobody judged both
 * @example decisive(result)?.recommender
 */
export function decisive(table: SimulationTable): SimulationComparison | null {
  const [best, next] = bestFirst(table.rows).filter((row) => row.measures.satisfaction.mean !== null)
  if (!best || !next) return null
  const compared = comparisonOf(table, best.recommender, next.recommender)
  if (compared === null || compared.difference === null) return null
  return compared.difference < 0 ? comparisonOf(table, next.recommender, best.recommender) : compared
}

/**
 * Why a comparison has no p-value.
 *
 * @example noTest(1) // 'a test needs two viewers, got 1'
 */
export const noTest = (viewers: number): string =>
  viewers < 2 ? `a test needs two viewers, got ${viewers}` : 'no viewer makes a difference, so there is nothing to test'

const negated = (value: number | null): number | null => (value === null ? null : 0 - value)
