import { likedItems, type Past, pastOf } from '../../agents/index.ts'
import { selectRows, withLog } from '../../data/index.ts'
import {
  type Dataset,
  type ItemIndex,
  Label,
  TastemakerError,
  type UserId,
  type UserIndex,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { counted } from '../../words.ts'

/** One person whose last liked event is held out, as everybody may see them. */
export interface SeekingCase {
  readonly id: UserId
  readonly user: UserIndex
  /** What had happened before the event that is held out. */
  readonly past: Past
  /** What the person liked of it, oldest first. */
  readonly liked: readonly ItemIndex[]
  /** All they had touched. */
  readonly known: readonly ItemIndex[]
}

/** People who look for something, with what that is. */
export interface SeekingCases {
  readonly cases: readonly SeekingCase[]
  /** The held-out item, by case id. */
  readonly targets: ReadonlyMap<string, Label<ItemIndex>>
  /** The log without what these people did from the second of the held-out event on: all that models may learn from. */
  readonly train: Dataset
  readonly eligible: number
  readonly notes: readonly string[]
}

/** Events before the held-out one, to know a person by. */
const LEAST_PAST = 3

/**
 * Holds out the last event that some people liked, as what they look for.
 *
 * Liked is three quarters up the scale, or any event where there is none. People with fewer than three earlier events, whose item has
 * no title or was touched before, cannot look for it.
 *
 * @param n people drawn; all there are where fewer are eligible
 * @throws {TastemakerError} `config/range` for n below 1; `data/empty` for an empty catalogue or where nobody is eligible
 * @example seekingCases(data, 100, randomStream(1)).cases.length
 */
export function seekingCases(data: Dataset, n: number, random: RandomStream): SeekingCases {
  if (!Number.isInteger(n) || n < 1) {
    throw new TastemakerError('config/range', `n must be a whole number of people from 1, got ${n}.`, 'Try 100.')
  }
  if (data.catalogue.length === 0) throw new TastemakerError('data/empty', `The catalogue of ${data.name} is empty.`)
  const untitled = { people: 0 }
  const eligible = data.users.ids.flatMap((_, user) => caseOf(data, user as UserIndex, untitled) ?? [])
  if (eligible.length === 0) {
    throw new TastemakerError(
      'data/empty',
      `Nobody in ${data.name} has a last liked item with a title and ${LEAST_PAST} events before it.`,
      'Take data with ratings or events in time order, and titles.',
    )
  }
  const drawn = random.split('people').shuffle(eligible.map((_, place) => place))
  const chosen = drawn.slice(0, n).sort((one, other) => one - other)
  const some = chosen.map((place) => eligible[place]!)
  return {
    cases: some.map(({ one }) => one),
    targets: new Map(some.map(({ one, target }) => [one.id, new Label(target)])),
    train: withoutEnds(
      data,
      some.map(({ one }) => one),
    ),
    eligible: eligible.length,
    notes: [
      ...(eligible.length < n
        ? [`${n} people were asked for, and ${eligible.length} of ${data.name} can look for their last liked item.`]
        : []),
      ...(untitled.people > 0
        ? [`${counted(untitled.people, 'person', 'people')} left out: their item has no title to be checked for.`]
        : []),
    ],
  }
}

function caseOf(data: Dataset, user: UserIndex, untitled: { people: number }) {
  const { log, scale, catalogue } = data
  const likedFrom = scale ? scale.min + 0.75 * (scale.max - scale.min) : Number.NEGATIVE_INFINITY
  let row = log.offsets[user + 1]! - 1
  while (row >= log.offsets[user]! && log.value[row]! < likedFrom) row--
  if (row < log.offsets[user]!) return null
  const target = log.item[row]! as ItemIndex
  const past = pastOf(data, { row })
  const { from, to } = past.rowsOf(user)
  const known = Array.from(log.item.subarray(from, to), (item) => item as ItemIndex)
  if (known.length < LEAST_PAST || known.includes(target)) return null
  if (catalogue[target]!.title.trim() === '') {
    untitled.people++
    return null
  }
  const one: SeekingCase = {
    id: data.users.ids[user]!,
    user,
    past,
    known,
    liked: likedItems({ past }, user, likedFrom),
  }
  return { one, target }
}

function withoutEnds(data: Dataset, cases: readonly SeekingCase[]): Dataset {
  const hidden = new Uint8Array(data.log.length)
  for (const { user, past } of cases) hidden.fill(1, past.rowsOf(user).to, data.log.offsets[user + 1]!)
  const kept = Array.from(hidden.keys()).filter((row) => hidden[row] === 0)
  return withLog(data, selectRows(data.log, kept))
}
