/*
 * EASE: a linear model from items to items in closed form.
 *
 * B minimises |X - XB|^2 + lambda |B|^2 with a zero diagonal, so that no item may explain itself. With
 * P = (X'X + lambda I)^-1 the answer is B_ij = -P_ij / P_jj off the diagonal, and score(u, j) is the sum of B_ij over the items
 * i of the history (Steck 2019, "Embarrassingly shallow autoencoders for sparse data"). Unlike a cosine it may be
 * negative: an item that the others already explain adds nothing. Memory and time grow with items^2 and items^3; an item that
 * comes after the fit costs items^2.
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { bestItems, strongestItems } from '../_best-items.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { addRows } from '../_row-sum.ts'
import { trainingOf } from '../_training.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import { kernels } from '../kernels/index.ts'
import { withItems } from './_arrive.ts'
import { gramOf } from './_gram.ts'
import { weightArrays } from './_weights.ts'

/** Options of `ease`; `lambda` is the ridge penalty, in people: larger trusts rare items less. */
export const easeOptions = z.object({ lambda: z.number().positive().max(1_000_000).default(300) })

/**
 * Scores by a closed-form linear model of the history.
 *
 * @param options see `easeOptions`
 * @example const fitted = await ease({ lambda: 500 }).fit(train, { random: randomStream(7), threads: 2 })
 */
export function ease(options: z.input<typeof easeOptions> = {}): UtilityModel {
  const chosen = readOptions(easeOptions, options, 'ease')
  return {
    name: nameWithOptions('ease', chosen, easeOptions),
    family: 'item-item',
    async fit(train, run) {
      const { baskets, arrays: training } = trainingOf(train)
      const items = train.items.size
      const gram = gramOf(baskets, items)
      for (let i = 0; i < items; i++) gram[i * items + i]! += chosen.lambda
      const precision = kernels({ threads: run.threads }).symmetricInverse(gram, items)
      const arrays = { ...training, ...weightArrays(precision, items) }
      return loadEase({ model: 'ease', version: 1, options: chosen, arrays })
    },
  }
}

/** A fitted `ease` from its state. */
export function loadEase(state: ModelState): Fitted {
  const weights = float32(state, 'weights')
  const counts = int32(state, 'counts')
  const prior = popularityPrior(counts)
  const unseen = unseenItems(counts)
  const items = counts.length
  return {
    ...historyModel(state, 'item-item', easeOptions),
    score(view, _context, into = new Float32Array(items)) {
      into.set(prior)
      addRows(weights, distinctItems(view.history), into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => bestItems(weights.subarray(item * items, (item + 1) * items), k, item),
    addItems: (arrivals) => loadEase({ ...state, arrays: withItems(state, arrivals) }),
    explain: (view, item, k) => strongestItems(distinctItems(view.history), (seen) => weights[seen * items + item]!, k),
  }
}
