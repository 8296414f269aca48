/*
 * Pieces of learning from pairs: an item that a person touched should score above one that they did not (Rendle et al. 2009,
 * "BPR: Bayesian personalized ranking from implicit feedback").
 */
import type { RandomStream } from '../random.ts'

/** The gradient of ln sigma(x): how hard a pair pulls that is x ahead. Close to 1 where it stands the wrong way round. */
export function pull(ahead: number): number {
  return 1 / (1 + Math.exp(ahead))
}

/** The step after a part of the way, 0 to 1: it falls linearly to a tenth of the first. */
export function stepAfter(part: number, first: number): number {
  return first * (1 - 0.9 * part)
}

/** Draws of an item before giving up: somebody who touched nearly everything teaches little. */
const TRIES = 32

/**
 * An item drawn uniformly from some, but not from those that a person touched.
 *
 * @param among items to draw from
 * @param own the items that the person touched, ascending
 * @returns -1 where none was found
 */
export function drawUntouched(among: Int32Array, own: Int32Array, random: RandomStream): number {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const item = among[random.int(among.length)]!
    if (!holds(own, item)) return item
  }
  return -1
}

/** Whether a number is in an ascending list. */
export function holds(list: Int32Array, number: number): boolean {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < number) low = middle + 1
    else high = middle
  }
  return list[low] === number
}

/**
 * The items that somebody touched in training, ascending: those worth drawing.
 *
 * @param touches an item for each touch, in any order
 * @param items number of items
 */
export function touchedItems(touches: Int32Array, items: number): Int32Array {
  const seen = new Uint8Array(items)
  for (const item of touches) seen[item] = 1
  return Int32Array.from(seen.keys()).filter((item) => seen[item] === 1)
}
