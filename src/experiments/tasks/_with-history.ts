import { withLog } from '../../data/index.ts'
import type { Dataset, Interactions, UserIndex } from '../../domain/index.ts'

/**
 * The same data, but a person did what some rows of the log say, and nothing else. For controls: nobody's history, or a stranger's.
 *
 * @param rows in order of time
 */
export function withHistory(data: Dataset, user: UserIndex, rows: readonly number[]): Dataset {
  const { log } = data
  const [from, to] = [log.offsets[user]!, log.offsets[user + 1]!]
  const length = log.length - (to - from) + rows.length
  const kept = new Int32Array(length)
  for (let row = 0; row < from; row++) kept[row] = row
  kept.set(rows, from)
  for (let row = to; row < log.length; row++) kept[from + rows.length + row - to] = row
  const taken = <Column extends Int32Array | Float32Array | Float64Array>(into: Column, of: Column): Column => {
    for (let row = 0; row < length; row++) into[row] = of[kept[row]!]!
    return into
  }
  const moved = rows.length - (to - from)
  const changed: Interactions = {
    length,
    offsets: log.offsets.map((offset, person) => (person > user ? offset + moved : offset)),
    user: taken(new Int32Array(length), log.user).fill(user, from, from + rows.length),
    item: taken(new Int32Array(length), log.item),
    value: taken(new Float32Array(length), log.value),
    at: taken(new Float64Array(length), log.at),
  }
  return withLog(data, changed)
}
