/*
 * The readable twin of the network: one sequence at a time, a loop for each sum, rows of float64, no dropout. Every
 * layer says what it computes, and right after it how a gradient goes back through it.
 *
 *   n sequence length   d factors   c columns of a head   L positions   x, y rows, n x d   dy gradient of the loss at y
 */
import type { Batch } from './_batches.ts'
import { EPSILON } from './_layer-norm.ts'
import type { Affine, Block, Norm, Parameter, Parameters } from './_parameters.ts'

type Rows = readonly Float64Array[]

/** A layer's rows, and the way back from the gradient at them to that at its input; its parameters' is added to. */
interface Pair {
  readonly y: Rows
  readonly back: (dy: Rows) => Rows
}

/** The loss of one row of hidden states against its target; adds to the embeddings' gradient. */
export type RowLoss = (
  h: Float64Array,
  target: number,
  s: number,
) => { readonly loss: number; readonly dh: Float64Array }

/**
 * The mean loss of a batch, and its gradients, which are added to those of the parameters.
 *
 * @param lossOf the loss of one row, already divided by what the mean is over; `s` is its sequence
 * @returns the loss
 */
export function referenceLoss(parameters: Parameters, heads: number, batch: Batch, lossOf: RowLoss): number {
  let loss = 0
  for (let s = 0; s + 1 < batch.starts.length; s++) {
    const items = batch.items.subarray(batch.starts[s], batch.starts[s + 1])
    const targets = batch.targets.subarray(batch.starts[s], batch.starts[s + 1])
    const { y, back } = network(parameters, heads, items)
    const rows = y.map((h, row) => lossOf(h, targets[row]!, s))
    back(rows.map(({ dh }) => dh))
    for (const row of rows) loss += row.loss
  }
  return loss
}

/** The hidden states of one sequence of items, oldest first. */
export function network({ items, positions, blocks, norm }: Parameters, heads: number, sequence: Int32Array): Pair {
  const embedded = embed(items, positions, sequence, norm.gain.value.length)
  const pairs = [embedded]
  for (const block of blocks) {
    pairs.push(
      residual(pairs.at(-1)!.y, (x) => after(normalised(x, block.attentionNorm), (u) => attend(u, block, heads))),
    )
    pairs.push(residual(pairs.at(-1)!.y, (x) => after(normalised(x, block.forwardNorm), (u) => feedForward(u, block))))
  }
  pairs.push(normalised(pairs.at(-1)!.y, norm))
  return { y: pairs.at(-1)!.y, back: (dy) => pairs.reduceRight((g, pair) => pair.back(g), dy) }
}

/** y_i = √d e_item + p, p counted from the end. */
function embed(items: Parameter, positions: Parameter, sequence: Int32Array, d: number): Pair {
  const n = sequence.length
  return {
    y: rowsOf(
      n,
      d,
      (i, f) => Math.sqrt(d) * items.value[sequence[i]! * d + f]! + positions.value[(n - 1 - i) * d + f]!,
    ),
    back(dy) {
      for (let i = 0; i < n; i++) {
        for (let f = 0; f < d; f++) {
          items.gradient[sequence[i]! * d + f]! += Math.sqrt(d) * dy[i]![f]!
          positions.gradient[(n - 1 - i) * d + f]! += dy[i]![f]!
        }
      }
      return dy
    },
  }
}

/** y = x + layer(x) */
function residual(x: Rows, layer: (x: Rows) => Pair): Pair {
  const { y, back } = layer(x)
  return { y: plus(x, y), back: (dy) => plus(dy, back(dy)) }
}

function after(first: Pair, second: (x: Rows) => Pair): Pair {
  const then = second(first.y)
  return { y: then.y, back: (dy) => first.back(then.back(dy)) }
}

/** u = (x - mean) / √(variance + ε), y = gain u + shift */
function normalised(x: Rows, { gain, shift }: Norm): Pair {
  const d = gain.value.length
  const mean = x.map((row) => sumOf(d, (f) => row[f]!) / d)
  const deviation = x.map((row, i) => Math.sqrt(sumOf(d, (f) => (row[f]! - mean[i]!) ** 2) / d + EPSILON))
  const u = rowsOf(x.length, d, (i, f) => (x[i]![f]! - mean[i]!) / deviation[i]!)
  return {
    y: rowsOf(x.length, d, (i, f) => gain.value[f]! * u[i]![f]! + shift.value[f]!),
    back(dy) {
      for (let f = 0; f < d; f++) {
        gain.gradient[f]! += sumOf(x.length, (i) => dy[i]![f]! * u[i]![f]!)
        shift.gradient[f]! += sumOf(x.length, (i) => dy[i]![f]!)
      }
      const du = rowsOf(x.length, d, (i, f) => dy[i]![f]! * gain.value[f]!)
      const meanDu = du.map((row) => sumOf(d, (f) => row[f]!) / d)
      const slope = du.map((row, i) => sumOf(d, (f) => row[f]! * u[i]![f]!) / d)
      return rowsOf(x.length, d, (i, f) => (du[i]![f]! - meanDu[i]! - u[i]![f]! * slope[i]!) / deviation[i]!)
    },
  }
}

/** y = x W + b */
function affine(x: Rows, { weight, bias }: Affine): Pair {
  const d = bias.value.length
  return {
    y: rowsOf(x.length, d, (i, g) => bias.value[g]! + sumOf(d, (f) => x[i]![f]! * weight.value[f * d + g]!)),
    back(dy) {
      for (let g = 0; g < d; g++) {
        bias.gradient[g]! += sumOf(x.length, (i) => dy[i]![g]!)
        for (let f = 0; f < d; f++) weight.gradient[f * d + g]! += sumOf(x.length, (i) => x[i]![f]! * dy[i]![g]!)
      }
      return rowsOf(x.length, d, (i, f) => sumOf(d, (g) => dy[i]![g]! * weight.value[f * d + g]!))
    },
  }
}

/** y = max(0, x W + b) W' + b' */
function feedForward(x: Rows, { inner, outer }: Block): Pair {
  const rise = affine(x, inner)
  const fall = affine(
    rise.y.map((row) => row.map((value) => Math.max(0, value))),
    outer,
  )
  return {
    y: fall.y,
    back(dy) {
      const dr = fall.back(dy)
      return rise.back(dr.map((row, i) => row.map((value, f) => (rise.y[i]![f]! > 0 ? value : 0))))
    },
  }
}

/** A_ij = softmax over j ≤ i of q_i·k_j / √c, z_i = Σ A_ij v_j, head by head; y = z W + b */
function attend(x: Rows, block: Block, heads: number): Pair {
  const [n, d] = [x.length, block.output.bias.value.length]
  const c = d / heads
  const [q, k, v] = [affine(x, block.query), affine(x, block.key), affine(x, block.value)]
  const columns = (head: number) => Array.from({ length: c }, (_, f) => head * c + f)
  const dot = (a: Float64Array, b: Float64Array, of: readonly number[]) => of.reduce((sum, f) => sum + a[f]! * b[f]!, 0)
  const shares = Array.from({ length: heads }, (_, head) =>
    Array.from({ length: n }, (_, i) =>
      softmax(Float64Array.from({ length: i + 1 }, (_, j) => dot(q.y[i]!, k.y[j]!, columns(head)) / Math.sqrt(c))),
    ),
  )
  const z = rowsOf(n, d, (i, f) => sumOf(i + 1, (j) => shares[Math.floor(f / c)]![i]![j]! * v.y[j]![f]!))
  const output = affine(z, block.output)
  return {
    y: output.y,
    back(dy) {
      const dz = output.back(dy)
      const [dq, dk, dv] = [rowsOf(n, d, () => 0), rowsOf(n, d, () => 0), rowsOf(n, d, () => 0)]
      for (let head = 0; head < heads; head++) {
        for (let i = 0; i < n; i++) {
          const a = shares[head]![i]!
          const da = a.map((_, j) => dot(dz[i]!, v.y[j]!, columns(head)))
          const mean = sumOf(i + 1, (j) => a[j]! * da[j]!)
          for (let j = 0; j <= i; j++) {
            const ds = (a[j]! * (da[j]! - mean)) / Math.sqrt(c)
            for (const f of columns(head)) {
              dv[j]![f]! += a[j]! * dz[i]![f]!
              dq[i]![f]! += ds * k.y[j]![f]!
              dk[j]![f]! += ds * q.y[i]![f]!
            }
          }
        }
      }
      return plus(plus(q.back(dq), k.back(dk)), v.back(dv))
    },
  }
}

/** -log softmax(h·E')[target] / targets */
export function referenceSoftmax(items: Parameter, targets: number): RowLoss {
  return (h, target) => {
    const d = h.length
    const scores = Float64Array.from({ length: items.value.length / d }, (_, i) => scoreOf(h, items, i))
    const shares = softmax(scores)
    const ds = shares.map((share, i) => (share - (i === target ? 1 : 0)) / targets)
    return { loss: -Math.log(shares[target]!) / targets, dh: backThroughScores(h, items, [...ds.keys()], ds) }
  }
}

/** -(β log σ(s⁺) + Σ log(1 - σ(s⁻))) / ((k + 1) targets), over the items drawn that are not the target */
export function referenceCalibrated(
  items: Parameter,
  targets: number,
  negatives: readonly Int32Array[],
  power: number,
): RowLoss {
  return (h, target, s) => {
    const weight = 1 / ((negatives[s]!.length + 1) * targets)
    const all = [target, ...[...negatives[s]!].filter((item) => item !== target)]
    const chances = Float64Array.from(all, (item) => 1 / (1 + Math.exp(-scoreOf(h, items, item))))
    const loss = chances.reduce((sum, p, n) => sum - (n === 0 ? power * Math.log(p) : Math.log(1 - p)), 0)
    const ds = chances.map((p, n) => weight * (n === 0 ? power * (p - 1) : p))
    return { loss: weight * loss, dh: backThroughScores(h, items, all, ds) }
  }
}

function scoreOf(h: Float64Array, { value }: Parameter, item: number): number {
  return sumOf(h.length, (f) => h[f]! * value[item * h.length + f]!)
}

function backThroughScores(h: Float64Array, items: Parameter, of: readonly number[], ds: Float64Array): Float64Array {
  const d = h.length
  for (const [n, item] of of.entries()) for (let f = 0; f < d; f++) items.gradient[item * d + f]! += ds[n]! * h[f]!
  return h.map((_, f) => sumOf(of.length, (n) => ds[n]! * items.value[of[n]! * d + f]!))
}

function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

function rowsOf(n: number, d: number, value: (i: number, f: number) => number): Rows {
  return Array.from({ length: n }, (_, i) => Float64Array.from({ length: d }, (_, f) => value(i, f)))
}

function plus(a: Rows, b: Rows): Rows {
  return a.map((row, i) => row.map((value, f) => value + b[i]![f]!))
}

function sumOf(count: number, term: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < count; index++) sum += term(index)
  return sum
}
