import { neighbourKeeper, offerKept } from '../_keep-neighbours.ts'
import type { Neighbours } from '../_neighbours.ts'
import type { WeightColumn } from './_columns.ts'

/**
 * Turns weights by what is explained into weights by what explains, as scores add them up.
 *
 * @param items number of items
 * @param known weights from before, which stay
 */
export function rowsOf(columns: readonly WeightColumn[], items: number, known?: Neighbours): Neighbours {
  const room = new Float64Array(items)
  if (known)
    for (let row = 0; row + 1 < known.offsets.length; row++) room[row] = known.offsets[row + 1]! - known.offsets[row]!
  for (const { sources } of columns) for (const source of sources) room[source]!++
  const keeper = neighbourKeeper(room)
  if (known) offerKept(keeper, known)
  for (const { target, sources, weights } of columns) {
    for (const [n, source] of sources.entries()) keeper.offer(source, target, weights[n]!)
  }
  return keeper.kept()
}
