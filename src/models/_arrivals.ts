import type { Arrival, Fitted } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import type { Column } from './_arrays.ts'

/** People per item, arrivals after the items of the fit. Throws `config/range` for a person who is not in the data. */
export function countsWith(counts: Int32Array, arrivals: readonly Arrival[], people: number): Int32Array {
  for (const { item, touchedBy } of arrivals) {
    const stranger = touchedBy.find((user) => user < 0 || user >= people)
    if (stranger === undefined) continue
    throw new TastemakerError(
      'config/range',
      `Item "${item.id}" was touched by user index ${stranger}; the model knows 0 to ${people - 1}.`,
      'Name people of the training data only.',
    )
  }
  return followedBy(
    counts,
    arrivals.map(({ touchedBy }) => touchedBy.length),
  )
}

/** The numbers of a column and some more after them, on a shared buffer. */
export function followedBy<Kind extends Column>(column: Kind, more: ArrayLike<number>): Kind {
  const buffer = new SharedArrayBuffer((column.length + more.length) * column.BYTES_PER_ELEMENT)
  const longer = new (column.constructor as new (on: SharedArrayBuffer) => Kind)(buffer)
  longer.set(column)
  longer.set(more, column.length)
  return longer
}

/** `addItems` of a model that has to be fitted again. @param reason one sentence: what mathematics asks for */
export function refusesItems(model: string, reason: string): Fitted['addItems'] {
  return (arrivals) => {
    const ids = arrivals.map(({ item }) => `"${item.id}"`).join(', ')
    throw new TastemakerError(
      'model/unsupported',
      `${model} cannot take items after its fit (${ids}): ${reason}`,
      'Fit it again on data that has them, or put it in a hybrid with content-knn.',
    )
  }
}
