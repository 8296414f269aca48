import { isDeepStrictEqual } from 'node:util'
import { type RandomStream, randomStream } from '../../random.ts'
import { sharedProtocol } from '../_shared-protocol.ts'
import type { EvaluatedRecommender } from '../evaluated-recommender.ts'
import { type RankingTable, rankingTable, type TablePlan } from '../ranking-table.ts'
import type { StoredEvaluation } from './evaluation.ts'

/**
 * The table of a stored evaluation, the same each time: its own plan, draws by its own seed.
 *
 * @param plan what to do otherwise than the evaluation says
 * @throws {TastemakerError} as `rankingTable`
 * @example storedTable(await readEvaluation('evaluations/first'), { test: 'wilcoxon' }).comparisons
 */
export function storedTable(evaluation: StoredEvaluation, plan: TablePlan = {}): RankingTable {
  const random = randomStream(evaluation.seed, 'evaluate', 'table')
  const table = rankingTable(evaluation.recommenders, { ...evaluation.plan, ...plan, random })
  return { ...table, notes: [...table.notes, ...evaluation.notes] }
}

/**
 * Puts all recommenders of two stored evaluations side by side, each against every other, without scoring anything again.
 *
 * A name that both have gets the evaluation behind it, such as `ease [second]`; where the values are equal person by person
 * it is shown once. Notes say where two evaluations were not made alike.
 *
 * @param options.names what to call the two; `first` and `second` unless given
 * @throws {TastemakerError} `stats/different-test` naming each field in which tests or protocols differ; else as `rankingTable`
 * @example compareStored(await readEvaluation('a'), await readEvaluation('b'), { random: randomStream(1), test: 'wilcoxon' })
 */
export function compareStored(
  first: StoredEvaluation,
  second: StoredEvaluation,
  options: TablePlan & { readonly random: RandomStream; readonly names?: readonly [string, string] },
): RankingTable {
  const { names = ['first', 'second'], ...how } = options
  const protocols = [first, second].map(({ recommenders }) => recommenders[0]!.result.protocol)
  sharedProtocol(protocols.map((protocol, side) => ({ name: names[side]!, protocol })))
  const { recommenders, once } = joined(first.recommenders, second.recommenders, names)
  const table = rankingTable(recommenders, how)
  const notes = [
    ...once.map((name) => `${name}: the same in ${names[0]} and ${names[1]} person by person, shown once.`),
    ...machineNote(first, second, names),
    ...first.notes.map((note) => `${names[0]}: ${note}`),
    ...second.notes.map((note) => `${names[1]}: ${note}`),
  ]
  return { ...table, notes: [...table.notes, ...notes] }
}

/** All of both, no two under one name. */
function joined(
  first: readonly EvaluatedRecommender[],
  second: readonly EvaluatedRecommender[],
  names: readonly [string, string],
): { readonly recommenders: readonly EvaluatedRecommender[]; readonly once: readonly string[] } {
  const twins = new Map(
    first.map((one) => [one.recommender, second.find((other) => other.recommender === one.recommender)]),
  )
  const once = first.filter((one) => equalValues(one, twins.get(one.recommender))).map(({ recommender }) => recommender)
  const renamed = (one: EvaluatedRecommender, name: string): EvaluatedRecommender =>
    twins.get(one.recommender) && !once.includes(one.recommender)
      ? { ...one, recommender: `${one.recommender} [${name}]` }
      : one
  return {
    recommenders: [
      ...first.map((one) => renamed(one, names[0])),
      ...second.filter(({ recommender }) => !once.includes(recommender)).map((one) => renamed(one, names[1])),
    ],
    once,
  }
}

/** Whether two have the same marks and the same numbers, over all and for everybody. */
function equalValues(one: EvaluatedRecommender, other: EvaluatedRecommender | undefined): boolean {
  if (!other || !isDeepStrictEqual(one.marks ?? [], other.marks ?? [])) return false
  return isDeepStrictEqual([one.result.values, one.result.perPerson], [other.result.values, other.result.perPerson])
}

function machineNote(first: StoredEvaluation, second: StoredEvaluation, names: readonly [string, string]): string[] {
  const [a, b] = [first.environment, second.environment].map(
    ({ processor, threads, node }) =>
      `${processor}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, Node.js ${node}`,
  )
  if (a === b) return []
  return [`Seconds were measured in different places: ${names[0]} on ${a}; ${names[1]} on ${b}.`]
}
