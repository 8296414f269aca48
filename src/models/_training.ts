import type { Dataset, ModelState } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import { type Baskets, basketsOf, countsOf } from './_baskets.ts'
import { historiesOf, historyArrays } from './_histories.ts'

/** What every fit starts from. */
export interface Training {
  /** Items of each person, each once. */
  readonly baskets: Baskets
  /** People per item. */
  readonly counts: Int32Array
  /** The columns that every model's state has: the histories and `counts`. */
  readonly arrays: ModelState['arrays']
}

/** Prepares a fit. Throws `data/no-training` when the data has no rows. */
export function trainingOf(train: Dataset): Training {
  if (train.log.length === 0) {
    throw new TastemakerError(
      'data/no-training',
      `Cannot fit a model on "${train.name}": it has no rows.`,
      'Check the split: the training part must keep some of the log.',
    )
  }
  const histories = historiesOf(train.log)
  const baskets = basketsOf(histories, train.items.size)
  const counts = countsOf(baskets, train.items.size)
  return { baskets, counts, arrays: { ...historyArrays(histories), counts } }
}
