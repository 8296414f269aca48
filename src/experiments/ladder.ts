import { TastemakerError } from '../domain/index.ts'
import type { RankingRow, RankingTable } from '../evaluation/index.ts'
import { nearest } from '../nearest.ts'
import { type EvaluateRequest, evaluate } from './evaluate.ts'

/** The steps that the field took, in order: each promises to know a person better than the one below. */
export const rungNames = [
  'controls',
  'collaborative filtering',
  'deep',
  'sequence',
  'reinforcement',
  'language model',
  'agent',
] as const

/** A step of the ladder. */
export type RungName = (typeof rungNames)[number]

/** What stands on a step unless the request says otherwise; empty where nothing of this library does yet. */
export const usualRungs: Readonly<Record<RungName, readonly string[]>> = {
  controls: ['random', 'popularity'],
  'collaborative filtering': ['user-knn', 'item-knn', 'rp3beta', 'ease', 'slim', 'pure-svd', 'ials', 'bpr'],
  deep: ['two-tower'],
  sequence: ['transition', 'sequence'],
  reinforcement: [],
  'language model': [],
  agent: [],
}

/**
 * Only some steps of the ladder, as a request wants them.
 *
 * @throws {TastemakerError} `config/unknown-name` with the nearest step
 * @example chosenRungs(['controls', 'sequence']).deep // []
 */
export function chosenRungs(names: readonly string[]): Readonly<Record<RungName, readonly string[]>> {
  const known: readonly string[] = rungNames
  for (const name of names) {
    if (known.includes(name)) continue
    const near = nearest(name, known)
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Steps: ${known.join(', ')}.`
    throw new TastemakerError('config/unknown-name', `The ladder has no step "${name}".`, hint)
  }
  const kept = rungNames.map((rung) => [rung, names.includes(rung) ? usualRungs[rung] : []] as const)
  return Object.fromEntries(kept) as Readonly<Record<RungName, readonly string[]>>
}

/** What is put on the ladder, all on the same split and candidates. */
export interface LadderRequest extends Omit<EvaluateRequest, 'recommenders'> {
  /** Recommenders of a step, in place of the usual ones. */
  readonly rungs?: Partial<Readonly<Record<RungName, readonly string[]>>>
}

/** One step with its rows; no rows where nothing stands on it. */
export interface Rung {
  readonly rung: RungName
  readonly rows: readonly RankingRow[]
}

/** The whole ladder. */
export interface Ladder {
  readonly table: RankingTable
  readonly rungs: readonly Rung[]
}

/**
 * Runs the steps that recommenders took over the years on one data set: same candidates, split, people and metrics, with
 * seconds, memory and milliseconds a request beside the quality.
 *
 * @throws {TastemakerError} what `evaluate` throws
 * @example (await ladder({ data, rungs: { sequence: ['transition'] } })).rungs[3]?.rows
 */
export async function ladder(request: LadderRequest): Promise<Ladder> {
  const chosen = rungNames.map((rung) => ({ rung, names: request.rungs?.[rung] ?? usualRungs[rung] }))
  const { rungs: _, ...rest } = request
  const recommenders = chosen.flatMap(({ names }) => names)
  const { fitted, protocol, plan, rows, comparisons, notes } = await evaluate({ ...rest, recommenders })
  const rowOf = new Map(rows.map((row) => [row.recommender, row]))
  // A name may be typed with its defaults; its row carries the name without them.
  const order = [...new Set(fitted.map(({ name }) => name))]
  let from = 0
  const rungs = chosen.map(({ rung, names }): Rung => {
    const own = order.slice(from, from + new Set(names).size)
    from += own.length
    return { rung, rows: own.map((name) => rowOf.get(name)!) }
  })
  return { table: { protocol, plan, rows, comparisons, notes }, rungs }
}
