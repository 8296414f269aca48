import type { Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { strongestItems } from '../_best-items.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { featureRows, tableIn } from '../_features/index.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { sinkUnseen } from '../_unseen.ts'
import { throughLayer, writeItem, writeMean } from './_towers.ts'
import { ALL_KINDS, KIN, twoTowerOptions } from './options.ts'

/** A fitted `twoTower` from its state. */
export function loadTwoTower(state: ModelState): Fitted {
  const { factors: d, recent } = readOptions(twoTowerOptions, state.options, 'two-tower')
  const vectors = float32(state, 'itemVectors')
  const layer = float32(state, 'layer')
  const shift = float32(state, 'shift')
  const counts = int32(state, 'counts')
  const prior = popularityPrior(counts)
  const unknown = unknownItems(vectors, counts, d)
  const base = historyModel(state, 'factorisation', twoTowerOptions)
  const recentOf = (history: History) => distinctItems(history).slice(-recent)
  const foldIn = (history: History): UserView => {
    const items = recentOf(history)
    if (items.length === 0) return { history, vector: new Float32Array(d) }
    const pool = new Float32Array(d)
    writeMean(vectors, items, pool)
    return { history, vector: throughLayer(layer, pool).map((value, x) => value + shift[x]!) }
  }
  return {
    ...base,
    kin: KIN,
    foldIn,
    user: (index) => foldIn(base.user(index).history),
    score(view, _context, into = new Float32Array(counts.length)) {
      into.set(prior)
      addProducts(view.vector ?? foldIn(view.history).vector!, vectors, into)
      sinkUnseen(into, unknown)
      return into
    },
    similar: (item, k) => similarByFactors(vectors, d, item, k),
    /** The score is a sum over the recent items: each adds its vector, through the layer, times the item's. */
    explain(view, item, k) {
      const own = vectors.subarray(item * d, (item + 1) * d)
      const items = recentOf(view.history)
      const added = (seen: number) => {
        const turned = throughLayer(layer, vectors.subarray(seen * d, (seen + 1) * d))
        return turned.reduce((sum, value, x) => sum + value * own[x]!, 0) / items.length
      }
      return strongestItems(items, added, k)
    },
    addItems(arrivals) {
      const cards = arrivals.map(({ item }) => item)
      const rows = featureRows(tableIn(state), cards, ALL_KINDS)
      const towers = { d, ids: new Float32Array(0), features: float32(state, 'featureVectors') }
      const more = new Float32Array(cards.length * d)
      for (const place of cards.keys()) writeItem(towers, rows, place, false, more)
      const arrays = { itemVectors: followedBy(vectors, more), counts: countsWith(counts, arrivals, base.users) }
      return loadTwoTower({ ...state, arrays: { ...state.arrays, ...arrays } })
    },
  }
}

/** Items that nobody touched and in which nothing can be read: their vector is zero. */
function unknownItems(vectors: Float32Array, counts: Int32Array, d: number): Int32Array {
  const isZero = (item: number) => vectors.subarray(item * d, (item + 1) * d).every((value) => value === 0)
  return Int32Array.from([...counts.keys()].filter((item) => counts[item] === 0 && isZero(item)))
}
