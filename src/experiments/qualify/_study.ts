import { historyOf, itemCounts, joinLogs, threeWay, withLog } from '../../data/index.ts'
import { type Dataset, type ItemIndex, type Scale, TastemakerError, type UserIndex } from '../../domain/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import type { RatedFilm } from './facts.ts'
import { filmLine } from './prompts.ts'

/** What a person did in the held-out part. */
export interface HeldOut {
  readonly user: UserIndex
  /** Rated in the upper quarter of the scale (4 and 5 of 5). */
  readonly liked: readonly ItemIndex[]
  /** Rated in the lower quarter of the scale (1 and 2 of 5). */
  readonly disliked: readonly ItemIndex[]
}

/** The data of a qualification: what may be shown, what is held out, and who is examined. */
export interface Study {
  readonly data: Dataset
  readonly scale: Scale
  /** What minds and controls know: the first 70% of each person's ratings. */
  readonly known: Dataset
  /** How many people rated an item, as far as is known. */
  readonly popularity: Int32Array
  /** The film in a line, by item index. */
  readonly films: readonly string[]
  /** The half that gates draw from, in the order in which they do, so that a smaller sample is a part of a larger. */
  readonly gateHalf: readonly HeldOut[]
  /** The half that prompts may be tuned on. */
  readonly developmentHalf: readonly HeldOut[]
  readonly random: RandomStream
}

/** Ratings of a history that are shown: this many of the best and of the worst. */
const SHOWN_EACH = 10

/**
 * Parts the data for a qualification.
 *
 * Who is in which half is decided by the person's id alone: whatever the seed, nobody on whom a prompt was tuned is ever
 * examined.
 *
 * @throws TastemakerError model/unsupported for data without ratings
 * @example openStudy(data, 1).gateHalf.length
 */
export function openStudy(data: Dataset, seed: number): Study {
  const { scale } = data
  if (!scale) {
    throw new TastemakerError(
      'model/unsupported',
      `"${data.name}" has events but no ratings, and nothing in it says what somebody disliked.`,
      'Map a rating column with --columns value=NAME, or use data with ratings such as ml-100k.',
    )
  }
  const random = randomStream(seed, 'qualify')
  const split = threeWay(data, { train: 0.4, private: 0.3, test: 0.3 }, random.split('split'))
  const known = withLog(data, joinLogs(split.train.log, split.private!.log))
  const [gateHalf, developmentHalf]: [HeldOut[], HeldOut[]] = [[], []]
  for (const [user, id] of data.users.ids.entries()) {
    const examined = randomStream(0, 'qualify', 'half', id).next() < 0.5
    const half = examined ? gateHalf : developmentHalf
    half.push(heldOutOf(user as UserIndex, known, split.test, scale))
  }
  return {
    data,
    scale,
    known,
    popularity: itemCounts(known.log, data.items.size),
    films: data.catalogue.map(filmLine),
    gateHalf: random.split('people').shuffle(gateHalf),
    developmentHalf,
    random,
  }
}

function heldOutOf(user: UserIndex, known: Dataset, test: Dataset, { min, max }: Scale): HeldOut {
  const before = new Set(historyOf(known.log, user).items)
  const { items, values } = historyOf(test.log, user)
  // Of an item rated twice the later rating counts.
  const rated = new Map(Array.from(items, (item, place) => [item as ItemIndex, values[place]!]))
  const those = (wanted: (share: number) => boolean): ItemIndex[] =>
    [...rated].filter(([item, value]) => !before.has(item) && wanted((value - min) / (max - min))).map(([item]) => item)
  return { user, liked: those((share) => share >= 0.75), disliked: those((share) => share <= 0.25) }
}

/**
 * The ratings that tell most about a person: the ten best and the ten worst, of equal ones the later, all latest first.
 *
 * @example tellingHistory(study, userIndex(0)).length // 20 at most
 */
export function tellingHistory({ known, data }: Study, user: UserIndex): readonly RatedFilm[] {
  const { items, values } = historyOf(known.log, user)
  const places = Array.from(items.keys())
  const best = places.toSorted((a, b) => values[b]! - values[a]! || b - a).slice(0, SHOWN_EACH)
  const rest = places.filter((place) => !best.includes(place))
  const worst = rest.sort((a, b) => values[a]! - values[b]! || b - a).slice(0, SHOWN_EACH)
  return [...best, ...worst]
    .sort((a, b) => b - a)
    .map((place) => {
      const item = items[place] as ItemIndex
      return { item: data.items.ids[item]!, title: data.catalogue[item]!.title, stars: values[place]! }
    })
}

/** Items a person never rated, in neither part, that others did. @example neverSeen(study, held).length */
export function neverSeen({ data, popularity }: Study, user: UserIndex): ItemIndex[] {
  const seen = new Set(historyOf(data.log, user).items)
  return data.catalogue.map((_, item) => item as ItemIndex).filter((item) => popularity[item]! > 0 && !seen.has(item))
}
