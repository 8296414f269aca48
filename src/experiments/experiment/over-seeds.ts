import { TastemakerError } from '../../domain/index.ts'
import type { RankingResult } from '../../evaluation/index.ts'

/**
 * One result of several fits: each person's value is the mean over the seeds, so that people stay the unit of every test.
 *
 * @param results at least one, of the same people and protocol
 * @example overSeeds([first, second]).perPerson['ndcg@10']
 */
export function overSeeds(results: readonly RankingResult[]): RankingResult {
  const [first] = results
  if (!first) throw new TastemakerError('data/empty', 'There are no results to average.', 'Give one seed at least.')
  if (results.length === 1) return first
  const perPerson = Object.fromEntries(
    Object.entries(first.perPerson).map(([label, column]) => [
      label,
      column.map((_, person) => mean(results.map((result) => result.perPerson[label]![person]!))),
    ]),
  )
  const values = Object.fromEntries(
    Object.entries(first.values).map(([label, one]): [string, RankingResult['values'][string]] => {
      const all = results.map((result) => result.values[label]!.value)
      return [label, { ...one, value: all.some((value) => value === null) ? null : mean(all as number[]) }]
    }),
  )
  return { ...first, perPerson, values, tiedShare: mean(results.map(({ tiedShare }) => tiedShare)) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
