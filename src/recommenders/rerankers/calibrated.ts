import { z } from 'zod'
import type { Dataset } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { categoriesOf } from '../_categories.ts'
import { greedy } from '../_greedy.ts'
import { relevanceOf } from '../_relevance.ts'
import type { Reranker } from '../rerank.ts'

/** Options of `calibrated`; `lambda` is what calibration weighs: 0 leaves the order as it was. */
export const calibratedOptions = z.object({ lambda: z.number().min(0).max(1).default(0.5) })

/** What the slate's shares take over from the history's, so that a category still missing costs a finite price. */
const ALPHA = 0.01

/**
 * Calibration: a slate has its categories in the shares that the person's history has.
 *
 * Picks the item that most raises (1 - lambda) (sum of relevance) - lambda KL(p || (1 - a) q + a p), p the shares of categories in
 * the history, q in the slate, a = 0.01 (Steck 2018, "Calibrated recommendations"). Somebody without a history
 * has nothing to be calibrated to, and keeps the order.
 *
 * @example rerank(recommender, calibrated(data, { lambda: 0.8 }))
 */
export function calibrated(data: Dataset, options: z.input<typeof calibratedOptions> = {}): Reranker {
  const { lambda } = readOptions(calibratedOptions, options, 'calibrated')
  const categories = categoriesOf(data)
  return {
    name: nameWithOptions('calibrated', { lambda }, calibratedOptions),
    rerank(pool, { user, k }) {
      const relevance = relevanceOf(pool)
      const own = pool.map(({ item }) => categories.of(item))
      const p = categories.shares(user)
      if (p === null)
        return greedy(
          pool,
          k,
          (place) => relevance[place]!,
          () => {},
        )
      const inHistory = [...p.keys()].filter((c) => p[c]! > 0)
      const sums = new Float64Array(categories.size)
      let chosen = 0
      /** KL of the slate as it would be with one more item, or as it is. */
      const divergence = (more: readonly number[]): number => {
        const items = chosen + (more.length > 0 ? 1 : 0)
        return inHistory.reduce((kl, c) => {
          const share = items > 0 ? (sums[c]! + (more.includes(c) ? 1 / more.length : 0)) / items : 0
          return kl + p[c]! * Math.log(p[c]! / ((1 - ALPHA) * share + ALPHA * p[c]!))
        }, 0)
      }
      let now = divergence([])
      return greedy(
        pool,
        k,
        (place) => (1 - lambda) * relevance[place]! + lambda * (now - divergence(own[place]!)),
        (place) => {
          for (const c of own[place]!) sums[c]! += 1 / own[place]!.length
          if (own[place]!.length > 0) chosen++
          now = divergence([])
        },
      )
    },
  }
}
