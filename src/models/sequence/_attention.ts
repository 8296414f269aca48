import { addTo, affine, transposedProduct } from './_affine.ts'
import type { Sequences } from './_batches.ts'
import { dropoutFactors } from './_dropout.ts'
import { exponential } from './_exponential.ts'
import type { Block } from './_parameters.ts'
import type { Layer, Pass } from './_step.ts'

/**
 * Causal multi-head self-attention (Vaswani et al. 2017; Kang and McAuley 2018, section III-B).
 *
 * With Q, K and V affine maps of the input, a head reads Q, K and V in columns of its own and gives
 * softmax(Q K' / √c) V, where c is its number of columns and no row sees rows after it. Dropout is on the shares.
 */
export function attention(pass: Pass, block: Block, { starts }: Sequences): Layer {
  return (input) => {
    const query = affine(pass, block.query)(input)
    const key = affine(pass, block.key)(input)
    const value = affine(pass, block.value)(input)
    const mixed = mix(pass, starts, query.output, key.output, value.output)
    const output = affine(pass, block.output)(mixed.output)
    return {
      output: output.output,
      back(gradient) {
        const [toQuery, toKey, toValue] = mixed.back(output.back(gradient))
        const toInput = query.back(toQuery)
        addTo(toInput, key.back(toKey))
        addTo(toInput, value.back(toValue))
        return toInput
      },
    }
  }
}

/** The answers of all heads, and the way back to queries, keys and values. */
interface Mixed {
  readonly output: Float32Array
  readonly back: (gradient: Float32Array) => readonly [Float32Array, Float32Array, Float32Array]
}

/** Every head of every sequence on its own: their matrices are small, and no row looks into another sequence. */
function mix(pass: Pass, starts: Int32Array, query: Float32Array, key: Float32Array, value: Float32Array): Mixed {
  const { take, factors: d, heads } = pass
  const width = d / heads
  const output = take(query.length)
  const places: { readonly start: number; readonly rows: number; readonly column: number; readonly head: Head }[] = []
  for (let s = 0; s + 1 < starts.length; s++) {
    const start = starts[s]!
    const rows = starts[s + 1]! - start
    for (let column = 0; column < d; column += width) {
      const cut = (matrix: Float32Array) => columnsOf(matrix, d, start, rows, column, take(rows * width))
      const head = oneHead(pass, cut(query), cut(key), cut(value), rows)
      putColumns(output, d, start, rows, column, head.output)
      places.push({ start, rows, column, head })
    }
  }
  return {
    output,
    back(gradient) {
      const gradients = [take(query.length), take(key.length), take(value.length)] as const
      for (const { start, rows, column, head } of places) {
        const own = head.back(columnsOf(gradient, d, start, rows, column, take(rows * width)))
        for (const [part, into] of gradients.entries()) putColumns(into, d, start, rows, column, own[part]!)
      }
      return gradients
    },
  }
}

type Head = Mixed

function oneHead(pass: Pass, query: Float32Array, key: Float32Array, value: Float32Array, n: number): Head {
  const { gemm, take } = pass
  const width = query.length / n
  const scale = 1 / Math.sqrt(width)
  const square = { m: n, k: width, n }
  const flat = { m: n, k: n, n: width }
  const shares = gemm(query, key, square, { transposeB: true, into: take(n * n) })
  causalSoftmax(shares, n, scale)
  const factors = pass.dropout ? dropoutFactors(pass.dropout, take(n * n)) : undefined
  const kept = factors ? product(shares, factors, take(n * n)) : shares
  return {
    output: gemm(kept, value, flat, { into: take(n * width) }),
    back(gradient) {
      const toValue = transposedProduct(pass, kept, gradient, n, width)
      const toScores = gemm(gradient, value, square, { transposeB: true, into: take(n * n) })
      if (factors) product(toScores, factors, toScores)
      backThroughSoftmax(toScores, shares, n, scale)
      const toQuery = gemm(toScores, key, flat, { into: take(n * width) })
      return [toQuery, transposedProduct(pass, toScores, query, n, width), toValue]
    },
  }
}

/** Rows of scores to shares that sum to 1 over the columns up to the row's own, in place; 0 after it. */
function causalSoftmax(scores: Float32Array, n: number, scale: number): void {
  for (let row = 0; row < n; row++) {
    const start = row * n
    const end = start + row + 1
    let most = Number.NEGATIVE_INFINITY
    for (let at = start; at < end; at++) if (scores[at]! > most) most = scores[at]!
    let sum = 0
    for (let at = start; at < end; at++) {
      const power = exponential((scores[at]! - most) * scale)
      scores[at] = power
      sum += power
    }
    for (let at = start; at < end; at++) scores[at]! /= sum
    scores.fill(0, end, start + n)
  }
}

/** From the gradient of the shares p to that of the unscaled scores: scale p (g - Σ p g), in place. */
function backThroughSoftmax(gradient: Float32Array, shares: Float32Array, n: number, scale: number): void {
  for (let row = 0; row < n; row++) {
    const start = row * n
    const end = start + row + 1
    let mean = 0
    for (let at = start; at < end; at++) mean += shares[at]! * gradient[at]!
    for (let at = start; at < end; at++) gradient[at] = scale * shares[at]! * (gradient[at]! - mean)
    gradient.fill(0, end, start + n)
  }
}

function product(a: Float32Array, b: Float32Array, into: Float32Array): Float32Array {
  for (let at = 0; at < into.length; at++) into[at] = a[at]! * b[at]!
  return into
}

/** Copies some rows of some columns into a matrix of their own. */
function columnsOf(
  matrix: Float32Array,
  d: number,
  start: number,
  rows: number,
  column: number,
  into: Float32Array,
): Float32Array {
  const width = into.length / rows
  for (let row = 0, at = 0; row < rows; row++) {
    const from = (start + row) * d + column
    for (let f = 0; f < width; f++, at++) into[at] = matrix[from + f]!
  }
  return into
}

/** The way back of `columnsOf`. */
function putColumns(
  matrix: Float32Array,
  d: number,
  start: number,
  rows: number,
  column: number,
  part: Float32Array,
): void {
  const width = part.length / rows
  for (let row = 0, at = 0; row < rows; row++) {
    const to = (start + row) * d + column
    for (let f = 0; f < width; f++, at++) matrix[to + f] = part[at]!
  }
}
