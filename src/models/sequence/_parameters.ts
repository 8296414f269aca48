import type { RandomStream } from '../../random.ts'

/** Numbers that are learned, and how the loss changes with each. */
export interface Parameter {
  readonly value: Float32Array
  readonly gradient: Float32Array
}

/** What decides how many parameters there are. */
export interface Shape {
  readonly items: number
  /** d: numbers in a vector. */
  readonly factors: number
  readonly blocks: number
  /** L: items that a prediction looks back on. */
  readonly maxLength: number
}

/** An affine map x W + b: W is d x d, row-major, b has d numbers. */
export interface Affine {
  readonly weight: Parameter
  readonly bias: Parameter
}

/** A layer norm's gain and shift, d numbers each. */
export interface Norm {
  readonly gain: Parameter
  readonly shift: Parameter
}

/** One block: self-attention, then a feed-forward layer, each behind a norm of its own. */
export interface Block {
  readonly attentionNorm: Norm
  readonly query: Affine
  readonly key: Affine
  readonly value: Affine
  readonly output: Affine
  readonly forwardNorm: Norm
  readonly inner: Affine
  readonly outer: Affine
}

/** All that is learned. */
export interface Parameters {
  /** Item embeddings, items x d: what goes in, and by their tie what comes out. */
  readonly items: Parameter
  /** Position embeddings, L x d; the first is the newest item's. */
  readonly positions: Parameter
  readonly blocks: readonly Block[]
  readonly norm: Norm
}

/** Numbers in the item embeddings. */
export function itemNumbers({ items, factors }: Shape): number {
  return items * factors
}

/** Numbers in everything but the item embeddings. */
export function weightNumbers({ factors: d, blocks, maxLength }: Shape): number {
  return maxLength * d + blocks * (6 * (d * d + d) + 4 * d) + 2 * d
}

/**
 * Cuts two long columns into named views, so that an optimiser sees one list of numbers and a layer its own.
 *
 * @param items item embeddings
 * @param weights everything else; gradients may be empty where nothing is learned
 */
export function parametersOn(shape: Shape, items: Parameter, weights: Parameter): Parameters {
  const { factors: d, blocks, maxLength } = shape
  let at = 0
  const next = (length: number): Parameter => {
    const from = at
    at += length
    return { value: weights.value.subarray(from, at), gradient: weights.gradient.subarray(from, at) }
  }
  const norm = (): Norm => ({ gain: next(d), shift: next(d) })
  const affine = (): Affine => ({ weight: next(d * d), bias: next(d) })
  const block = (): Block => ({
    attentionNorm: norm(),
    query: affine(),
    key: affine(),
    value: affine(),
    output: affine(),
    forwardNorm: norm(),
    inner: affine(),
    outer: affine(),
  })
  return { items, positions: next(maxLength * d), blocks: Array.from({ length: blocks }, block), norm: norm() }
}

/** Draws what training starts from: normal tables and maps (Glorot and Bengio 2010), norms that change nothing. */
export function drawParameters({ items, positions, blocks, norm }: Parameters, random: RandomStream): void {
  const draw = ({ value }: Parameter, deviation: number): void => {
    for (let at = 0; at < value.length; at++) value[at] = deviation * random.normal()
  }
  draw(items, TABLE_DEVIATION)
  draw(positions, TABLE_DEVIATION)
  norm.gain.value.fill(1)
  for (const block of blocks) {
    block.attentionNorm.gain.value.fill(1)
    block.forwardNorm.gain.value.fill(1)
    for (const { weight, bias } of [block.query, block.key, block.value, block.output, block.inner, block.outer]) {
      draw(weight, 1 / Math.sqrt(bias.value.length))
    }
  }
}

/** Of the embeddings at the start, as in BERT (Devlin et al. 2019). */
const TABLE_DEVIATION = 0.02
