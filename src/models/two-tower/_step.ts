/*
 * One step's loss and gradient, by hand.
 *
 * Sampled softmax: the batch's own targets are the negatives of each other, each logit lowered by the log of how often its
 * item is drawn, so that popular items are not punished for turning up often (Yi et al. 2019, "Sampling-bias-corrected neural
 * modeling for large corpus item recommendations"). A target is no negative to a person who has it in their recent
 * items or as their own target.
 *
 *   s_bj = u_b . v_j - ln q_j     loss = mean over b of -ln softmax(s_b)_b
 *
 * Products of whole batches go through the kernels; the rest touches only the items of the batch.
 */
import { kernels } from '../kernels/index.ts'
import { type ItemFeatures, type Towers, writeItem, writeMean } from './_towers.ts'

/** Examples of one step: row `b` has a target and its recent items, `offsets[b]` to `offsets[b + 1]` of `items`. */
export interface Batch {
  readonly targets: Int32Array
  readonly offsets: Int32Array
  readonly items: Int32Array
}

/** The gradient of a step; of ids and features only the rows that the batch touched mean anything. */
export interface Gradient extends Towers {
  /** In order of first touch; rows of those whose id was left out are zeros. */
  readonly touchedItems: readonly number[]
  readonly touchedFeatures: readonly number[]
}

/** Makes steps on one set of towers; buffers are kept from step to step. */
export function stepper(towers: Towers, rows: ItemFeatures, logDrawn: Float32Array) {
  const { d } = towers
  const { gemm } = kernels({ threads: 1 })
  const items = towers.ids.length / d
  const vectors = new Float32Array(items * d)
  const slopes = new Float32Array(items * d)
  const seenItem = new Int32Array(items)
  const seenFeature = new Int32Array(towers.features.length / d)
  const barredFor = new Int32Array(items)
  const gradient = {
    d,
    ids: new Float32Array(items * d),
    features: new Float32Array(towers.features.length),
    layer: new Float32Array(d * d),
    shift: new Float32Array(d),
  }
  let step = 0
  let row = 0

  /**
   * The loss and gradient of a batch; what it returns is overwritten by the next call.
   *
   * @param keepsId called once for each item of the batch, in order of first touch
   */
  return (batch: Batch, keepsId: (item: number) => boolean): { readonly loss: number; readonly gradient: Gradient } => {
    step++
    const size = batch.targets.length
    const touched: number[] = []
    const kept: boolean[] = []
    for (const list of [batch.targets, batch.items]) {
      for (const item of list) {
        if (seenItem[item] === step) continue
        seenItem[item] = step
        touched.push(item)
        kept.push(keepsId(item))
        writeItem(towers, rows, item, kept.at(-1)!, vectors)
        slopes.fill(0, item * d, (item + 1) * d)
      }
    }
    const pools = new Float32Array(size * d)
    const targets = new Float32Array(size * d)
    for (let b = 0; b < size; b++) {
      writeMean(vectors, recentOf(batch, b), pools.subarray(b * d, (b + 1) * d))
      targets.set(vectors.subarray(batch.targets[b]! * d, (batch.targets[b]! + 1) * d), b * d)
    }
    const people = gemm(pools, towers.layer, { m: size, k: d, n: d }, { transposeB: true })
    for (let at = 0; at < people.length; at++) people[at]! += towers.shift[at % d]!
    const scores = gemm(people, targets, { m: size, k: d, n: size }, { transposeB: true })
    const loss = softmaxInPlace(scores, batch)

    const slopePeople = gemm(scores, targets, { m: size, k: size, n: d })
    const slopeTargets = gemm(transposed(scores, size, size), people, { m: size, k: size, n: d })
    gradient.layer.set(gemm(transposed(slopePeople, size, d), pools, { m: d, k: size, n: d }))
    gradient.shift.fill(0)
    for (let at = 0; at < slopePeople.length; at++) gradient.shift[at % d]! += slopePeople[at]!
    const slopePools = gemm(slopePeople, towers.layer, { m: size, k: d, n: d })
    for (let b = 0; b < size; b++) {
      addTo(slopes, batch.targets[b]! * d, slopeTargets, b * d, 1)
      const recent = recentOf(batch, b)
      for (const item of recent) addTo(slopes, item * d, slopePools, b * d, 1 / recent.length)
    }
    const touchedFeatures = spread(touched, kept)
    return { loss, gradient: { ...gradient, touchedItems: touched, touchedFeatures } }
  }

  /** From scores to the slope of the loss by each score, (softmax - 1 at the own target) / size. */
  function softmaxInPlace(scores: Float32Array, batch: Batch): number {
    const size = batch.targets.length
    let loss = 0
    for (let b = 0; b < size; b++) {
      row++
      for (const item of recentOf(batch, b)) barredFor[item] = row
      barredFor[batch.targets[b]!] = row
      const own = b * size
      let most = Number.NEGATIVE_INFINITY
      for (let j = 0; j < size; j++) {
        const item = batch.targets[j]!
        const open = j === b || barredFor[item] !== row
        const corrected = open ? scores[own + j]! - logDrawn[item]! : Number.NEGATIVE_INFINITY
        scores[own + j] = corrected
        if (corrected > most) most = corrected
      }
      loss -= scores[own + b]! - most
      let sum = 0
      for (let j = 0; j < size; j++) sum += scores[own + j] = Math.exp(scores[own + j]! - most)
      loss += Math.log(sum)
      for (let j = 0; j < size; j++) scores[own + j]! /= sum * size
      scores[own + b]! -= 1 / size
    }
    return loss / size
  }

  /** From slopes of item vectors to those of ids and features. */
  function spread(touched: readonly number[], kept: readonly boolean[]): number[] {
    const { offsets, features } = rows
    const touchedFeatures: number[] = []
    for (const [place, item] of touched.entries()) {
      gradient.ids.fill(0, item * d, (item + 1) * d)
      if (kept[place]) addTo(gradient.ids, item * d, slopes, item * d, 1)
      const share = 1 / (offsets[item + 1]! - offsets[item]!)
      for (let at = offsets[item]!; at < offsets[item + 1]!; at++) {
        const feature = features[at]!
        if (seenFeature[feature] !== step) {
          seenFeature[feature] = step
          touchedFeatures.push(feature)
          gradient.features.fill(0, feature * d, (feature + 1) * d)
        }
        addTo(gradient.features, feature * d, slopes, item * d, share)
      }
    }
    return touchedFeatures
  }

  function addTo(into: Float32Array, at: number, from: Float32Array, start: number, factor: number): void {
    for (let x = 0; x < d; x++) into[at + x]! += factor * from[start + x]!
  }
}

function recentOf({ offsets, items }: Batch, row: number): Int32Array {
  return items.subarray(offsets[row], offsets[row + 1])
}

function transposed(matrix: Float32Array, height: number, width: number): Float32Array {
  const turned = new Float32Array(matrix.length)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) turned[x * height + y] = matrix[y * width + x]!
  return turned
}
