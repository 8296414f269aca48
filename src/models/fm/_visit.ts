/*
 * The inner loop: all events of one person.
 *
 * A step would have to move the vector of every item in the person's history. It moves all but one of them by the same amount,
 * though, and nobody else looks meanwhile: so their sum is kept up to date, the moves are added up, and each gets its share at
 * the end. A step takes the same time whatever the length of the history.
 */
import type { FeatureRows } from '../_features/index.ts'
import { pull } from '../_pairs.ts'
import { FIELD_COUNT } from './_circumstances.ts'
import { type Machine, readItemSide } from './_machine.ts'

/** What to learn of one person, one pair a step. */
export interface Lesson {
  /** The items of their history, each once. */
  readonly own: Int32Array
  /** Items of the history, each to stand above the one of `others` in the same place. */
  readonly items: Int32Array
  readonly others: Int32Array
  /** The circumstances of each pair: pairs x fields. */
  readonly codes: Int32Array
}

/** Takes the steps of a lesson, in place. */
export type Visit = (lesson: Lesson, step: number, penalty: number) => void

/**
 * Makes the inner loop.
 *
 * One step on -ln sigma(s_i - s_j) with s = the score of `index.ts`, where the history leaves out the item i that it has to
 * foretell (Kabbur, Ning and Karypis 2013, "FISM: factored item similarity models"). The penalty shrinks what takes part in
 * a step; the vectors of the history take part in all of a person's steps with a small value each, and shrink once a visit.
 */
export function visitor(machine: Machine, rows: FeatureRows, d: number): Visit {
  const { bias: b, ids: e, history: h, featureWeights: w, features: f, context: c } = machine
  const sum = new Float32Array(d)
  const moved = new Float32Array(d)
  const v = new Float32Array(d)
  const ai = new Float32Array(d)
  const aj = new Float32Array(d)

  /** Moves one item's side by `force` times its slope; v and a are from before the step. */
  function moveItem(item: number, a: Float32Array, force: number, shrink: number): void {
    b[item] = shrink * b[item]! + force
    for (let n = 0, at = item * d; n < d; n++, at++) e[at] = shrink * e[at]! + force * (v[n]! + a[n]! - e[at]!)
    for (let place = rows.offsets[item]!; place < rows.offsets[item + 1]!; place++) {
      const feature = rows.features[place]!
      const r = rows.weights[place]!
      w[feature] = shrink * w[feature]! + force * r
      for (let n = 0, at = feature * d; n < d; n++, at++) {
        f[at] = shrink * f[at]! + force * r * (v[n]! + a[n]! - r * f[at]!)
      }
    }
  }

  return ({ own, items, others, codes }, step, penalty) => {
    const shrink = 1 - step * penalty
    const size = own.length
    const share = size > 1 ? 1 / Math.sqrt(size - 1) : 0
    sum.fill(0)
    moved.fill(0)
    for (const item of own) for (let n = 0, at = item * d; n < d; n++, at++) sum[n]! += h[at]!
    for (let pair = 0; pair < items.length; pair++) {
      const i = items[pair]!
      const j = others[pair]!
      for (let n = 0, at = i * d; n < d; n++, at++) v[n] = share * (sum[n]! - h[at]! - moved[n]!)
      for (let field = pair * FIELD_COUNT; field < (pair + 1) * FIELD_COUNT; field++) {
        if (codes[field]! < 0) continue
        for (let n = 0, at = codes[field]! * d; n < d; n++, at++) v[n]! += c[at]!
      }
      let ahead = readItemSide(machine, rows, i, ai) - readItemSide(machine, rows, j, aj)
      for (let n = 0; n < d; n++) ahead += v[n]! * (ai[n]! - aj[n]!)
      const force = step * pull(ahead)
      for (let field = pair * FIELD_COUNT; field < (pair + 1) * FIELD_COUNT; field++) {
        if (codes[field]! < 0) continue
        for (let n = 0, at = codes[field]! * d; n < d; n++, at++) c[at] = shrink * c[at]! + force * (ai[n]! - aj[n]!)
      }
      for (let n = 0, at = i * d; n < d; n++, at++) {
        const move = force * share * (ai[n]! - aj[n]!)
        moved[n]! += move
        // i itself stands aside: it will get the share of all others, so it gives this one back now.
        h[at]! -= move
        sum[n]! += (size - 1) * move
      }
      moveItem(i, ai, force, shrink)
      moveItem(j, aj, -force, shrink)
    }
    for (const item of own) for (let n = 0, at = item * d; n < d; n++, at++) h[at] = shrink * (h[at]! + moved[n]!)
  }
}
