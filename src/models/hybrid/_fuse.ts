/*
 * Scores of different models made comparable, for one person at a time.
 */
import type { Fusion } from './options.ts'

/** The k of reciprocal-rank fusion: how slowly first places lose their lead (Cormack et al. 2009 found 60 to do). */
const PATIENCE = 60

/** What the first place, the second and so on are worth. @param rank from 1 */
export const worthOfRank = (rank: number): number => 1 / (PATIENCE + rank)

/** What one model says of all items, in a unit that all models share; higher is better, equal scores stay equal. */
export const comparable: Readonly<Record<Fusion, (scores: Float32Array) => Float32Array>> = {
  rrf: reciprocalRanks,
  weighted: standardised,
}

/**
 * 1 / (60 + rank), equal scores sharing their mean rank (Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion outperforms
 * Condorcet and individual rank learning methods").
 */
export function reciprocalRanks(scores: Float32Array): Float32Array {
  const ascending = scores.slice().sort()
  const worth = new Float32Array(scores.length)
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    while (to < ascending.length && ascending[to] === ascending[from]) to++
    worth.fill(worthOfRank(scores.length - (from + to - 1) / 2), from, to)
  }
  return scores.map((score) => worth[firstPlace(ascending, score)]!)
}

/** Standard deviations above the mean score; zeros where all scores are the same. */
export function standardised(scores: Float32Array): Float32Array {
  let sum = 0
  for (const score of scores) sum += score
  const mean = sum / scores.length
  let squares = 0
  for (const score of scores) squares += (score - mean) ** 2
  const deviation = Math.sqrt(squares / scores.length)
  return deviation > 0 ? scores.map((score) => (score - mean) / deviation) : new Float32Array(scores.length)
}

/** The first place of a value in an ascending list that has it. */
function firstPlace(ascending: Float32Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
