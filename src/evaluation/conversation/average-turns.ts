import { TastemakerError } from '../../domain/index.ts'

/*
 * Hits and turns of conversations that are over after k turns (Huang et al. 2023, InteRecAgent, section 4):
 *
 *   Hit@k   share of conversations in which what was looked for is shown within k turns
 *   AT      mean over conversations of the turn of the hit, k + 1 where there is none
 *
 * so that   (1 - Hit)(k + 1) + Hit  <=  AT  <=  (1 - Hit)(k + 1) + k Hit   and the mean turn of the hits follows from both.
 */

/** Turns of hits, from 1; null where nothing was found. */
export type HitTurns = readonly (number | null)[]

/**
 * Hit@k and AT of some conversations.
 *
 * @returns nulls without conversations
 * @throws {TastemakerError} `metric/k` for k below 1 or a hit that lies outside of 1 to k
 * @example averageTurns([1, 3, null], 5) // { hit: 0.667, turns: 3.333 }
 */
export function averageTurns(
  hits: HitTurns,
  k: number,
): { readonly hit: number | null; readonly turns: number | null } {
  requireTurns(k)
  const wrong = hits.find((turn) => turn !== null && !(Number.isInteger(turn) && turn >= 1 && turn <= k))
  if (wrong !== undefined) {
    throw new TastemakerError('metric/k', `A hit must lie in turns 1 to ${k}, got ${wrong}.`, 'A miss is null.')
  }
  if (hits.length === 0) return { hit: null, turns: null }
  const found = hits.filter((turn) => turn !== null).length
  const sum = hits.reduce<number>((total, turn) => total + (turn ?? k + 1), 0)
  return { hit: found / hits.length, turns: sum / hits.length }
}

/** Between what AT can lie for a Hit@k. @example turnBounds(0.87, 5) // { least: 1.65, most: 5.13 } */
export function turnBounds(hit: number, k: number): { readonly least: number; readonly most: number } {
  requireTurns(k)
  const missed = (1 - hit) * (k + 1)
  return { least: missed + hit, most: missed + k * hit }
}

/** The mean turn of the hits that Hit@k and AT imply; null without a hit. @example meanHitTurn(0.87, 2.86, 5) // 2.391 */
export function meanHitTurn(hit: number, turns: number, k: number): number | null {
  requireTurns(k)
  return hit === 0 ? null : (turns - (1 - hit) * (k + 1)) / hit
}

function requireTurns(k: number): void {
  if (Number.isInteger(k) && k >= 1) return
  throw new TastemakerError('metric/k', `k must be a whole number of turns from 1, got ${k}.`, 'Try k = 5.')
}
