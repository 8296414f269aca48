/*
 * The best of a catalogue for models whose score is a start and an inner product: found without writing every score down,
 * for one person or for many, with the bits and the order of the scores themselves.
 */
import type { BestItems, Fitted } from '../domain/index.ts'
import { kernels, type RowTable } from './kernels/index.ts'

/** What such a model keeps for it. */
export interface FactorRoad {
  /** Item vectors, and the score that each item starts from. */
  readonly table: RowTable
  /** Items that nobody touched in training: level with the lowest score of all. */
  readonly unseen: Int32Array
  /** The vectors of people seen in training, row-major. */
  readonly vectorsOf: (users: Int32Array) => Float32Array
}

const roads = new WeakMap<Fitted, FactorRoad>()

/** Notes the road of a model, for whoever serves many people at once. @returns the model */
export function withFactorRoad(fitted: Fitted, road: FactorRoad): Fitted {
  roads.set(fitted, road)
  return fitted
}

/** The road of a model, if it has one; a model that is made from another by exchanging members has none. */
export function factorRoadOf(fitted: Fitted): FactorRoad | undefined {
  return roads.get(fitted)
}

/**
 * The first k items of one person.
 *
 * @param barred one byte for each item; those whose byte is not 0 are left out
 * @returns undefined where items that nobody touched may be among them: only all scores together tell where they stand
 */
export function bestByFactors(
  { table, unseen }: FactorRoad,
  vector: Float32Array,
  k: number,
  barred: Uint8Array | undefined,
): BestItems | undefined {
  const set = kernels()
  if (unseen.length === 0) return set.best(table, vector, k, barred)
  const mask = barred?.slice() ?? new Uint8Array(table.rows.length / table.d)
  for (const item of unseen) mask[item] = 1
  const { indices, scores } = set.best(table, vector, k + 1, mask)
  if (!standsAlone(scores, 0, k)) return undefined
  return { indices: indices.subarray(0, k), scores: scores.subarray(0, k) }
}

/** Whether k scores are followed by a lower one: then none of them is the lowest of all, with which untouched items are level. */
export function standsAlone(scores: Float32Array, from: number, k: number): boolean {
  return scores[from + k - 1]! > scores[from + k]!
}
