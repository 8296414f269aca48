import type { Fitted, ItemIndex, UserIndex } from '../../domain/index.ts'
import type { Past } from './past.ts'

/*
 * What tools rank and filter by: functions that give every item of the catalogue a score, by item index. A fitted
 * model, a table of counts and vectors all come in this form, so that a tool never knows which it was given.
 */

/** Scores of all items for somebody who likes some items. */
export type PreferenceScores = (liked: readonly ItemIndex[]) => Float32Array

/** Scores of all items by their likeness to one; 0 or less where nothing is in common. */
export type SimilarityScores = (item: ItemIndex) => Float32Array

/**
 * How often each item was touched in the past, as ln(1 + count).
 *
 * @example popularityScores(pastOf(data, { row: 41 }))[0]
 */
export const popularityScores = (past: Past): Float32Array => Float32Array.from(past.counts(), (n) => Math.log1p(n))

/**
 * What a fitted model expects somebody to like: who did what the person did in the past, and liked the items named.
 *
 * Items named count as liked: three quarters up the scale, or 1 without one. What somebody dislikes is no part of it,
 * since most models read any event as a sign of interest.
 *
 * @param user the person; without one, only the items named are known
 * @example preferenceScores(fitted, past, userIndex(0))([itemIndex(3)])
 */
export function preferenceScores(fitted: Fitted, past: Past, user?: UserIndex): PreferenceScores {
  const { log, scale } = past.data
  const strength = scale ? scale.max - (scale.max - scale.min) / 4 : 1
  const { from, to } = user === undefined ? { from: 0, to: 0 } : past.rowsOf(user)
  return (liked) => {
    const history = log.item.subarray(from, to)
    const named = liked.filter((item) => !history.includes(item))
    const items = new Int32Array(history.length + named.length)
    items.set(history)
    items.set(named, history.length)
    const values = new Float32Array(items.length).fill(strength)
    values.set(log.value.subarray(from, to))
    return fitted.score(fitted.foldIn({ items, values }))
  }
}

/**
 * Likeness as a fitted model has it: its nearest items with their scores, 0 for all others.
 *
 * @param nearest how many neighbours count
 * @example neighbourSimilarity(fitted)(itemIndex(3))
 */
export function neighbourSimilarity(fitted: Fitted, nearest = 1000): SimilarityScores {
  return (item) => {
    const scores = new Float32Array(fitted.items)
    for (const { item: other, score } of fitted.similar(item, Math.min(nearest, fitted.items))) scores[other] = score
    return scores
  }
}

/**
 * Likeness of vectors, one an item: their cosine.
 *
 * @param vectors of one length; one of zeros is like nothing
 * @example vectorSimilarity(vectors)(itemIndex(3))
 */
export function vectorSimilarity(vectors: readonly Float32Array[]): SimilarityScores {
  const unit = vectors.map(unitVector)
  return (item) => Float32Array.from(unit, (vector) => dotProduct(vector, unit[item]!))
}

/** A vector at length 1; zeros stay zeros. */
export function unitVector(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dotProduct(vector, vector))
  return length > 0 ? vector.map((x) => x / length) : vector
}

/** The dot product of two vectors of one length. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let x = 0; x < a.length; x++) sum += a[x]! * b[x]!
  return sum
}
