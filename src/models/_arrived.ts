import type { Arrival, ModelState } from '../domain/index.ts'
import { int32 } from './_arrays.ts'
import { countsWith, followedBy } from './_arrivals.ts'
import { type Baskets, basketsOf, transposed } from './_baskets.ts'
import { historiesIn } from './_histories.ts'

/*
 * Items that came after the fit, kept as who touched them: the next arrivals have to know. A state without any has no
 * columns for them.
 */

/** One row an item that came after the fit: the training people who touched it, ascending. */
export function arrivedIn(state: ModelState): Baskets {
  if (!Object.hasOwn(state.arrays, 'arrivedOffsets')) return { offsets: new Int32Array(1), columns: new Int32Array(0) }
  return { offsets: int32(state, 'arrivedOffsets'), columns: int32(state, 'arrivedPeople') }
}

/** The columns of a state that every arrival changes: people per item, and who touched what came after the fit. */
export function arrivedArrays(state: ModelState, arrivals: readonly Arrival[]): ModelState['arrays'] {
  const { offsets, columns } = arrivedIn(state)
  const people = int32(state, 'historyOffsets').length - 1
  const counts = countsWith(int32(state, 'counts'), arrivals, people)
  let end = columns.length
  const ends = arrivals.map(({ touchedBy }) => {
    end += touchedBy.length
    return end
  })
  const touched = arrivals.flatMap(({ touchedBy }) => Array.from(touchedBy))
  return { counts, arrivedOffsets: followedBy(offsets, ends), arrivedPeople: followedBy(columns, touched) }
}

/** Number of items that the model was fitted on. */
export function fittedItems(state: ModelState): number {
  return int32(state, 'counts').length - (arrivedIn(state).offsets.length - 1)
}

/** Who touched what, in training and since: one row a person, items ascending. */
export function basketsIn(state: ModelState): Baskets {
  const items = fittedItems(state)
  const trained = basketsOf(historiesIn(state), items)
  const arrived = arrivedIn(state)
  if (arrived.columns.length === 0) return trained
  const people = trained.offsets.length - 1
  const later = transposed(arrived, people)
  const offsets = trained.offsets.map((end, person) => end + later.offsets[person]!)
  const columns = new Int32Array(trained.columns.length + arrived.columns.length)
  for (let person = 0; person < people; person++) {
    const own = trained.columns.subarray(trained.offsets[person], trained.offsets[person + 1])
    columns.set(own, offsets[person])
    for (let place = later.offsets[person]!; place < later.offsets[person + 1]!; place++) {
      columns[offsets[person]! + own.length + place - later.offsets[person]!] = items + later.columns[place]!
    }
  }
  return { offsets, columns }
}
