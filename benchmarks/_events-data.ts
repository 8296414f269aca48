import { vocabulary } from '../src/data/vocabulary.ts'
import { type Dataset, itemId, userId } from '../src/domain/index.ts'
import type { Events } from './_events.ts'

/** Drawn events as a data set, without times, as models are fitted on. */
export function datasetOf({ users, items, offsets, columns }: Events): Dataset {
  const id = (index: number): string => String(index).padStart(7, '0')
  const people = Array.from({ length: users }, (_, user) => ({ id: userId(id(user)) }))
  const catalogue = Array.from({ length: items }, (_, item) => ({
    ...{ id: itemId(id(item)), title: `Item ${item}`, categories: [], attributes: {} },
  }))
  const user = new Int32Array(columns.length)
  for (let row = 0; row < users; row++) user.fill(row, offsets[row], offsets[row + 1])
  return {
    name: `drawn: ${columns.length} events`,
    users: vocabulary(people.map((person) => person.id)),
    items: vocabulary(catalogue.map((item) => item.id)),
    catalogue,
    people,
    log: {
      ...{ length: columns.length, offsets, user, item: columns },
      value: new Float32Array(columns.length).fill(1),
      at: new Float64Array(columns.length).fill(Number.NaN),
    },
    ...{ hash: '', licence: 'made up', notes: [] },
  }
}
