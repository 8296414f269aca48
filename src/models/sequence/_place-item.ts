/*
 * The embedding of an item that came after the fit, everything else kept as it is.
 *
 * Given the hidden state h of a person, the chance that they go on to the new item is e^(h·x) / (Z + e^(h·x)) =
 * σ(h·x - log Z), where Z is the sum over the items known before: the likelihood of the softmax in its one free
 * embedding x is a logistic regression with offsets. For the calibrated loss it is one without offsets, whose two sides
 * weigh what that loss weighs them. As in the fit, every event of a person counts: one went on to the new item if they
 * touched it, all others did not, and the last state stands for all. Without the others an item would seem as likely as
 * everything that its people did together. With a normal prior as wide as the learned embeddings there is one answer,
 * which Newton's method finds.
 */
import { solveInPlace } from '../_cholesky.ts'

/** People as a new item meets them. */
export interface Audience {
  /** Hidden states, people x d. */
  readonly states: Float32Array
  /** Added to everybody's score before it becomes a probability; one number a person. */
  readonly offsets: Float64Array
  /** Events of each person. */
  readonly events: Int32Array
  /** What an event counts that went on to the item, and one that did not. */
  readonly weights: { readonly touched: number; readonly untouched: number }
  /** One over the variance of an embedding's numbers. */
  readonly ridge: number
}

const MOST_STEPS = 50
/** Newton's decrement at which there is nothing left to gain. */
const ENOUGH = 1e-10

/**
 * The embedding that makes the best of who touched an item.
 *
 * @param touched one byte a person: 1 who touched it, else 0
 * @returns d numbers
 */
export function placeItem(audience: Audience, touched: Uint8Array): Float32Array {
  const d = audience.states.length / touched.length
  let x = new Float64Array(d)
  for (let step = 0; step < MOST_STEPS; step++) {
    const { direction, decrement } = newtonStep(audience, touched, x)
    const next = decrement < ENOUGH ? undefined : downhill(audience, touched, x, direction, decrement)
    if (!next) break
    x = next
  }
  return Float32Array.from(x)
}

/** A step that is halved until the loss falls as it should (Boyd and Vandenberghe 2004, algorithm 9.2). */
function downhill(
  audience: Audience,
  touched: Uint8Array,
  x: Float64Array<ArrayBuffer>,
  direction: Float64Array,
  decrement: number,
): Float64Array<ArrayBuffer> | undefined {
  const loss = lossAt(audience, touched, x)
  for (let length = 1; length > 1e-6; length /= 2) {
    const next = x.map((value, f) => value - length * direction[f]!)
    if (lossAt(audience, touched, next) <= loss - 0.25 * length * decrement) return next
  }
  return undefined
}

function lossAt(audience: Audience, touched: Uint8Array, x: Float64Array): number {
  let loss = 0
  for (const value of x) loss += (audience.ridge / 2) * value * value
  for (let person = 0; person < touched.length; person++) {
    const { score, went, stayed } = meeting(audience, touched, person, x)
    const rest = Math.log1p(Math.exp(-Math.abs(score)))
    loss += went * (Math.max(0, -score) + rest) + stayed * (Math.max(0, score) + rest)
  }
  return loss
}

/** Solves H s = g. @returns s, and g·s */
function newtonStep(audience: Audience, touched: Uint8Array, x: Float64Array) {
  const { states, ridge } = audience
  const d = x.length
  const gradient = x.map((value) => ridge * value)
  const curvature = new Float64Array(d * d)
  for (let f = 0; f < d; f++) curvature[f * d + f] = ridge
  for (let person = 0; person < touched.length; person++) {
    const { score, went, stayed } = meeting(audience, touched, person, x)
    const chance = 1 / (1 + Math.exp(-score))
    const slope = stayed * chance - went * (1 - chance)
    const bend = (went + stayed) * chance * (1 - chance)
    for (let f = 0; f < d; f++) {
      const h = states[person * d + f]!
      gradient[f]! += slope * h
      for (let g = 0; g <= f; g++) curvature[f * d + g]! += bend * h * states[person * d + g]!
    }
  }
  const direction = gradient.slice()
  solveInPlace(curvature, direction)
  return { direction, decrement: gradient.reduce((sum, g, f) => sum + g * direction[f]!, 0) }
}

/** One person before the item: the log-odds of going on to it, and what speaks for it and against it. */
function meeting(audience: Audience, touched: Uint8Array, person: number, x: Float64Array) {
  const { states, offsets, events, weights } = audience
  const times = touched[person]!
  return {
    score: offsets[person]! + dot(states, person, x),
    went: weights.touched * times,
    stayed: weights.untouched * Math.max(0, events[person]! - times),
  }
}

function dot(states: Float32Array, person: number, x: Float64Array): number {
  const start = person * x.length
  let sum = 0
  for (let f = 0; f < x.length; f++) sum += states[start + f]! * x[f]!
  return sum
}
