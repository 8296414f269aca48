import { interactions, joinLogs, withLog } from '../data/index.ts'
import type { Dataset } from '../domain/index.ts'
import type { CollectedChoice } from './collected-choice.ts'

/**
 * A training part with simulated choices added: what one recommender learns from, and nothing else ever sees.
 *
 * The part given stays as it is, and so do masks, popularity and tests, which are made from it. Of choices that name the
 * same person and item the first counts, and none that the log has already. A choice without stars counts as liked, three
 * quarters up the scale, as a listed history does.
 *
 * @param choices oldest first; people or items the data does not have are passed over
 * @returns a new data set with a note of how many were added; the part itself when none were
 * @example withCollected(train, collected.get('ease') ?? []).log.length
 */
export function withCollected(train: Dataset, choices: readonly CollectedChoice[]): Dataset {
  const { log, users, items, scale } = train
  const liked = scale ? scale.max - (scale.max - scale.min) / 4 : 1
  // A log without times keeps the order it is given in; a time here would move the choices to the front.
  const timed = !log.at.some(Number.isNaN)
  const known = new Set(Array.from(log.user, (user, row) => user * items.size + log.item[row]!))
  const rows = { user: [] as number[], item: [] as number[], value: [] as number[], at: [] as number[] }
  for (const choice of choices) {
    const user = users.index(choice.user)
    const item = items.index(choice.item)
    if (user === undefined || item === undefined || known.has(user * items.size + item)) continue
    known.add(user * items.size + item)
    rows.user.push(user)
    rows.item.push(item)
    rows.value.push(choice.value ?? liked)
    rows.at.push(timed ? choice.at : Number.NaN)
  }
  const added = rows.user.length
  if (added === 0) return train
  const together = withLog(train, joinLogs(log, interactions(users.size, rows)))
  return { ...together, notes: [...train.notes, `${added} choices of simulated people train too`] }
}
