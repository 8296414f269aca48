import { type Dataset, TastemakerError, type UserId, type UserIndex } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import type { RandomStream } from '../random.ts'

/**
 * Chooses who takes part: people who have events in every part, so that each can be simulated and checked.
 *
 * @param count how many at most
 * @param fixed ids of a panel kept from an earlier run, in their order; then nothing is drawn
 * @throws TastemakerError config/unknown-name for an id the data does not have, data/no-training for one without events
 * @example choosePanel([train, held, test], 500, randomStream(7))
 */
export function choosePanel(
  parts: readonly Dataset[],
  count: number,
  random: RandomStream,
  fixed?: readonly UserId[],
): UserIndex[] {
  const { users } = parts[0]!
  const complete = (user: number): boolean => parts.every(({ log }) => log.offsets[user + 1]! > log.offsets[user]!)
  if (fixed) return fixed.map((id) => fixedMember(id, users, complete))
  const eligible = users.ids.map((_, user) => user as UserIndex).filter(complete)
  if (eligible.length === 0) {
    throw new TastemakerError(
      'data/under-powered',
      `Nobody of the ${users.size} people has events in all of train, private and test.`,
      'A three-way split needs at least three events a person.',
    )
  }
  return random
    .shuffle(eligible)
    .slice(0, count)
    .sort((a, b) => a - b)
}

function fixedMember(id: UserId, users: Dataset['users'], complete: (user: number) => boolean): UserIndex {
  const user = users.index(id)
  if (user === undefined) {
    const near = nearest(id, users.ids)
    throw new TastemakerError(
      'config/unknown-name',
      `The panel names "${id}", who is not in the data.`,
      near.length > 0 ? `Near ids: ${near.join(', ')}.` : 'Was the panel made on other data?',
    )
  }
  if (!complete(user)) {
    throw new TastemakerError(
      'data/no-training',
      `Panel member "${id}" lacks events in train, private or test.`,
      'Leave this person out of the panel.',
    )
  }
  return user
}

/**
 * Gives everybody somebody else's place: a shuffled cycle, so nobody keeps their own.
 *
 * @example strangers([1, 2, 3], random) // a map from each to another
 */
export function strangers(panel: readonly UserIndex[], random: RandomStream): ReadonlyMap<UserIndex, UserIndex> {
  const cycle = random.shuffle([...panel])
  return new Map(cycle.map((user, place) => [user, cycle[(place + 1) % cycle.length]!]))
}
