import { discount } from '../_discount.ts'
import type { ListMetric } from '../metric.ts'

/** How little a category is worth that the list had before: the probability to be content with what one has seen of it. */
const ALPHA = 0.5

/**
 * nDCG in which a category that was hit before is worth half of what it was.
 *
 * @example alphaNdcg.of(list, 10, listWorld(train)) // 1 for hits of ever new categories
 */
export const alphaNdcg: ListMetric = {
  name: 'alpha_ndcg',
  level: 'user',
  family: 'diversity',
  group: 'variety',
  tier: 'detail',
  reads: 'first k',
  aliases: ['alphandcg', 'a-ndcg'],
  formula:
    'sum over hits at rank i <= k of (sum over its categories of 0.5^(earlier hits with it)) / log2(i + 1), / the best',
  gain: '0.5^n for each category of a relevant item, n the hits above that have it',
  divisor: 'the same sum of relevant items in the best order, found greedily',
  direction: 'up',
  source: 'Clarke et al. 2008, with alpha 0.5',
  note: 'The best order is hard to find exactly; greedy choice is what all tools take. Undefined where no relevant item has a category.',
  of({ ranked, gains, relevant }, k, { categories, categoriesOf }) {
    const best = discounted(greedyOrder(relevant, k, categories, categoriesOf), categories, categoriesOf)
    if (best === 0) return null
    return discounted(hitsByRank(ranked, gains, k), categories, categoriesOf) / best
  },
}

/** The item at each rank, -1 where it is not relevant. */
function hitsByRank(ranked: Int32Array, gains: Float64Array, k: number): Int32Array {
  return ranked.subarray(0, Math.min(k, ranked.length)).map((item, i) => (gains[i]! > 0 ? item : -1))
}

function discounted(items: Int32Array, categories: number, categoriesOf: readonly Int32Array[]): number {
  const worth = new Float64Array(categories).fill(1)
  let sum = 0
  for (let i = 0; i < items.length; i++) {
    if (items[i]! < 0) continue
    const own = categoriesOf[items[i]!]!
    sum += gainOf(own, worth) * discount(i + 1)
    for (const category of own) worth[category]! *= 1 - ALPHA
  }
  return sum
}

/** At each rank the relevant item that adds most; equals by place in `relevant`. */
function greedyOrder(
  relevant: Int32Array,
  k: number,
  categories: number,
  categoriesOf: readonly Int32Array[],
): Int32Array {
  const worth = new Float64Array(categories).fill(1)
  const order = relevant.slice()
  const length = Math.min(k, order.length)
  for (let i = 0; i < length; i++) {
    let best = i
    let most = -1
    for (let j = i; j < order.length; j++) {
      const gain = gainOf(categoriesOf[order[j]!]!, worth)
      if (gain <= most) continue
      most = gain
      best = j
    }
    const chosen = order[best]!
    // The others keep their order, so that equals go by their place.
    order.copyWithin(i + 1, i, best)
    order[i] = chosen
    for (const category of categoriesOf[chosen]!) worth[category]! *= 1 - ALPHA
  }
  return order.subarray(0, length)
}

function gainOf(own: Int32Array, worth: Float64Array): number {
  let gain = 0
  for (let c = 0; c < own.length; c++) gain += worth[own[c]!]!
  return gain
}
