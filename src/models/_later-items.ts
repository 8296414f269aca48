import { selectRows } from '../data/columns.ts'
import { withLog } from '../data/dataset.ts'
import { vocabulary } from '../data/vocabulary.ts'
import type { Arrival, Dataset } from '../domain/index.ts'

/** A data set as it was before its last items came, for tests of `addItems`: without them and their rows. */
export function withoutItems(data: Dataset, last: number): Dataset {
  const items = data.items.size - last
  const rows = Array.from(data.log.item.keys()).filter((row) => data.log.item[row]! < items)
  return {
    ...withLog(data, selectRows(data.log, rows)),
    items: vocabulary(data.items.ids.slice(0, items)) as Dataset['items'],
    catalogue: data.catalogue.slice(0, items),
  }
}

/** The last items of a data set as arrivals: with everybody who touched them. */
export function arrivalsOf(data: Dataset, last: number): Arrival[] {
  return data.catalogue.slice(-last).map((item, n) => {
    const index = data.items.size - last + n
    const touchedBy = Int32Array.from(new Set(data.log.user.filter((_, row) => data.log.item[row] === index))).sort()
    return { item, touchedBy, values: new Float32Array(touchedBy.length).fill(1) }
  })
}
