/*
 * Implicit matrix factorisation by alternating least squares, in which each event has a weight and a side of its own.
 *
 * p and q minimise the sum of w (r - p_u . q_i)^2 over events, r being 1 for a like and 0 for a dislike, plus a0 (p_u . q_i)^2 over all
 * pairs, plus lambda (W_u + a0 N) |p_u|^2 and likewise for items, with W_u the weights of a row together (Hu, Koren and Volinsky 2008;
 * penalty as in Rendle et al. 2021). A like on somebody's behalf may so count for less than their own, and raises the item itself, which
 * item-to-item models without a diagonal do not do.
 */
import { solveInPlace } from '../../models/_cholesky.ts'
import type { RandomStream } from '../../random.ts'

/** An event of a row: what it says, and what it weighs. */
export interface WeightedEvent {
  readonly liked: boolean
  readonly weight: number
}

/** Events by column. */
export type WeightedRow = ReadonlyMap<number, WeightedEvent>

/** Length of a vector, sweeps over both sides, weight of every pair, L2 penalty: the registry's settings for `ials`, but for the length. */
const FACTORS = 32
const EPOCHS = 10
const UNOBSERVED = 0.1
const PENALTY = 0.02

/**
 * Learns from weighted rows.
 *
 * @param rows one a person, of item indices
 * @param random draws where the vectors start
 * @returns scores of all items for each person
 * @example weightedIals(rows, 1682, randomStream(1))(0)
 */
export function weightedIals(
  rows: readonly WeightedRow[],
  items: number,
  random: RandomStream,
): (person: number) => Float64Array {
  const ours = rows.map(compact)
  const theirs = turned(rows, items).map(compact)
  const people = vectors(rows.length, random.split('people'))
  const things = vectors(items, random.split('items'))
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    solveSide(people, ours, things)
    solveSide(things, theirs, people)
  }
  solveSide(people, ours, things)
  return (person) => Float64Array.from({ length: items }, (_, item) => dot(things, item, people, person))
}

/** Solves the vectors of one side, the other given. */
function solveSide(side: Float64Array, rows: readonly CompactRow[], other: Float64Array): void {
  const gram = new Float64Array(FACTORS * FACTORS)
  for (let at = 0; at < other.length; at += FACTORS) addSquare(gram, other, at, UNOBSERVED)
  const left = new Float64Array(FACTORS * FACTORS)
  const right = new Float64Array(FACTORS)
  for (const [place, { columns, liked, weights, total }] of rows.entries()) {
    left.set(gram)
    right.fill(0)
    for (let event = 0; event < columns.length; event++) {
      const at = columns[event]! * FACTORS
      const weight = weights[event]!
      addSquare(left, other, at, weight)
      if (liked[event] === 1) for (let f = 0; f < FACTORS; f++) right[f]! += weight * other[at + f]!
    }
    const penalty = PENALTY * (total + (UNOBSERVED * other.length) / FACTORS)
    for (let f = 0; f < FACTORS; f++) left[f * FACTORS + f]! += penalty
    solveInPlace(left, right)
    side.set(right, place * FACTORS)
  }
}

/** Adds the lower triangle of w q q', with q from a place of a list of vectors. */
function addSquare(into: Float64Array, list: Float64Array, at: number, weight: number): void {
  for (let f = 0; f < FACTORS; f++) {
    const scaled = weight * list[at + f]!
    for (let g = 0; g <= f; g++) into[f * FACTORS + g]! += scaled * list[at + g]!
  }
}

/** A row as columns. */
interface CompactRow {
  readonly columns: Int32Array
  readonly liked: Uint8Array
  readonly weights: Float64Array
  readonly total: number
}

function compact(row: WeightedRow): CompactRow {
  const events = [...row.values()]
  const weights = Float64Array.from(events, ({ weight }) => weight)
  return {
    columns: Int32Array.from(row.keys()),
    liked: Uint8Array.from(events, ({ liked }) => Number(liked)),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
  }
}

function turned(rows: readonly WeightedRow[], items: number): WeightedRow[] {
  const columns = Array.from({ length: items }, () => new Map<number, WeightedEvent>())
  for (const [place, row] of rows.entries()) for (const [item, event] of row) columns[item]!.set(place, event)
  return columns
}

/** Vectors one after the other, of a length of about a tenth. */
const vectors = (count: number, random: RandomStream): Float64Array =>
  Float64Array.from({ length: count * FACTORS }, () => (0.1 / Math.sqrt(FACTORS)) * random.normal())

function dot(a: Float64Array, one: number, b: Float64Array, other: number): number {
  let sum = 0
  for (let f = 0; f < FACTORS; f++) sum += a[one * FACTORS + f]! * b[other * FACTORS + f]!
  return sum
}
