import { vocabulary } from '../../data/vocabulary.ts'
import type { Dataset } from '../../domain/index.ts'
import type { ListWorld } from './metric.ts'

/**
 * Counts what list metrics ask of training: who has been where, and what kind of thing each item is.
 *
 * @param train the part that recommenders were fitted on; popularity never comes from test events
 * @example novelty.of(list, 10, listWorld(train))
 */
export function listWorld(train: Dataset): ListWorld {
  const { offsets, item } = train.log
  const usersOf = new Int32Array(train.items.size)
  // The last person counted for each item, so that a person's repeats count once.
  const lastUser = new Int32Array(train.items.size).fill(-1)
  let users = 0
  for (let user = 0; user < train.users.size; user++) {
    if (offsets[user + 1]! > offsets[user]!) users++
    for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
      if (lastUser[item[row]!] === user) continue
      lastUser[item[row]!] = user
      usersOf[item[row]!]!++
    }
  }
  const names = vocabulary<string, number>(train.catalogue.flatMap((item) => item.categories))
  const categoriesOf = train.catalogue.map(({ categories }) => {
    return Int32Array.from(new Set(categories), (category) => names.index(category)!).sort()
  })
  return { users, usersOf, categoriesOf }
}
