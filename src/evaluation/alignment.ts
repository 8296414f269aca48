import { itemCounts } from '../data/index.ts'
import { type Dataset, type ItemIndex, TastemakerError, type UserIndex } from '../domain/index.ts'
import type { RandomStream } from '../random.ts'

/*
 * Taste alignment (Zhang et al. 2024, Agent4Rec, section 4.1): a person's viewer is shown a shuffled list of items, some of
 * which the person did choose later, some never; does it say yes to the right ones?
 *
 * The task is mostly popularity: chosen items are popular, uniformly drawn ones are not. So the same test runs with
 * never-chosen items of equal popularity beside it, and the rows of cheap rules print with it. Labels stay here: whoever
 * answers gets `items` only.
 */

/** How the never-chosen items of a list are drawn. */
export type Rivals = 'uniform' | 'equally-popular'

/** One person's list. `chosen` is the truth and never leaves the evaluator. */
export interface AlignmentList {
  readonly user: UserIndex
  /** In the order shown. */
  readonly items: readonly ItemIndex[]
  readonly chosen: readonly boolean[]
}

/** All lists of one setting, with what could not be asked. */
export interface AlignmentTest {
  /** Never-chosen items for each chosen one: 1, 2, 3 or 9. */
  readonly ratio: number
  readonly rivals: Rivals
  readonly lists: readonly AlignmentList[]
  /** People left out because nothing of theirs is held out. */
  readonly excluded: number
  /** People with fewer chosen items than the list asks for; their lists are shorter. */
  readonly short: number
}

/** Items on a full list. */
const LIST = 20

/**
 * Draws the lists of one setting.
 *
 * @param parts `known` is what the viewers were made of, `test` what is held out
 * @param users whom to ask about
 * @param ratio never-chosen items for each chosen one
 * @example alignmentTest({ known, test }, users, { ratio: 1, rivals: 'uniform' }, randomStream(7)).lists.length
 */
export function alignmentTest(
  parts: { readonly known: Dataset; readonly test: Dataset },
  users: readonly UserIndex[],
  setting: { readonly ratio: number; readonly rivals: Rivals },
  random: RandomStream,
): AlignmentTest {
  if (!Number.isInteger(setting.ratio) || setting.ratio < 1 || setting.ratio >= LIST) {
    throw new TastemakerError(
      'config/range',
      `The ratio of an alignment test must be a whole number from 1 to ${LIST - 1}, got ${setting.ratio}.`,
      'The published ratios are 1, 2, 3 and 9.',
    )
  }
  const quota = Math.floor(LIST / (setting.ratio + 1))
  const popularity = itemCounts(parts.known.log, parts.known.items.size)
  const lists: AlignmentList[] = []
  let [excluded, short] = [0, 0]
  for (const user of users) {
    const stream = random.split(setting.rivals, setting.ratio, parts.test.users.ids[user]!)
    const known = new Set(rowsOf(parts.known, user))
    const heldOut = new Set(rowsOf(parts.test, user))
    const held = [...heldOut].filter((item) => !known.has(item))
    if (held.length === 0) {
      excluded++
      continue
    }
    if (held.length < quota) short++
    const chosen = stream.shuffle([...held]).slice(0, quota)
    const never = parts.test.catalogue.map((_, item) => item).filter((item) => !known.has(item) && !heldOut.has(item))
    const wanted = chosen.length === quota ? LIST - quota : chosen.length * setting.ratio
    const others = (setting.rivals === 'uniform' ? uniform : equallyPopular)(never, chosen, wanted, popularity, stream)
    const shown = stream.shuffle([
      ...chosen.map((item) => ({ item, chosen: true })),
      ...others.map((item) => ({ item, chosen: false })),
    ])
    lists.push({ user, items: shown.map(({ item }) => item as ItemIndex), chosen: shown.map((entry) => entry.chosen) })
  }
  return { ...setting, lists, excluded, short }
}

/** Agreement of one answer list with the truth; precision is null when nothing was answered yes. */
export interface Agreement {
  readonly accuracy: number
  readonly precision: number | null
  readonly recall: number
  readonly f1: number
}

/**
 * Scores one person's answers.
 *
 * @param answers yes or no, by place on the list
 * @returns F1 is 0 when nothing right was answered yes
 * @example agreement([true, false], [true, true]).recall // 0.5
 */
export function agreement(answers: readonly boolean[], chosen: readonly boolean[]): Agreement {
  let [right, hits, yes, positive] = [0, 0, 0, 0]
  for (const [place, truth] of chosen.entries()) {
    const answer = answers[place]!
    right += Number(answer === truth)
    hits += Number(answer && truth)
    yes += Number(answer)
    positive += Number(truth)
  }
  return {
    accuracy: right / chosen.length,
    precision: yes === 0 ? null : hits / yes,
    recall: hits / positive,
    f1: (2 * hits) / (yes + positive),
  }
}

type Draw = (
  never: number[],
  chosen: readonly number[],
  wanted: number,
  popularity: Int32Array,
  stream: RandomStream,
) => number[]

const uniform: Draw = (never, _chosen, wanted, _popularity, stream) => stream.shuffle([...never]).slice(0, wanted)

/** For each chosen item in turn the never-chosen ones nearest in popularity, ties by chance. */
const equallyPopular: Draw = (never, chosen, wanted, popularity, stream) => {
  const free = stream.shuffle([...never])
  const taken: number[] = []
  for (let turn = 0; taken.length < wanted && free.length > 0; turn++) {
    const target = popularity[chosen[turn % chosen.length]!]!
    let best = 0
    for (let place = 1; place < free.length; place++) {
      if (Math.abs(popularity[free[place]!]! - target) < Math.abs(popularity[free[best]!]! - target)) best = place
    }
    taken.push(...free.splice(best, 1))
  }
  return taken
}

function rowsOf({ log }: Dataset, user: UserIndex): number[] {
  return Array.from(log.item.subarray(log.offsets[user]!, log.offsets[user + 1]!))
}
