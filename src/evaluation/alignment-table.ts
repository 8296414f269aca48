import type { UserId } from '../domain/index.ts'
import type { RandomStream } from '../random.ts'
import { type AlignmentTest, agreement, type Rivals } from './alignment.ts'
import { bootstrapMeans, type Interval, pairedTest } from './statistics/index.ts'

/** One who answered, in one setting. */
export interface AlignmentRow {
  readonly who: string
  readonly ratio: number
  readonly rivals: Rivals
  readonly people: number
  readonly accuracy: Interval
  readonly precision: Interval
  readonly recall: Interval
  readonly f1: Interval
  /** Share of yes among all answers. */
  readonly yesRate: number
  /**
   * Accuracy of the viewer less that of this row, with the p of a paired test and the difference in standard deviations of
   * the differences; null on the viewer's own row.
   */
  readonly viewerGain: {
    readonly difference: number | null
    readonly p: number | null
    readonly effectSize: number | null
  } | null
}

/** Answers of everybody to the lists of one setting: by name, one list of yes/no per person, in the order of the lists. */
export type Answers = ReadonlyMap<string, readonly (readonly boolean[])[]>

/**
 * The alignment table of one setting: the viewer first, then every control on the same lists.
 *
 * @param answers must hold `viewer`
 * @param ids of the people by user index
 * @example alignmentRows(test, answers, users.ids, randomStream(7))[0]?.accuracy.mean
 */
export function alignmentRows(
  test: AlignmentTest,
  answers: Answers,
  ids: readonly UserId[],
  random: RandomStream,
): AlignmentRow[] {
  const people = test.lists.map(({ user }) => ids[user]!)
  const scored = [...answers].map(([who, lists]) => {
    const each = test.lists.map((list, place) => agreement(lists[place]!, list.chosen))
    return {
      who,
      yes: lists.flat(),
      columns: (['accuracy', 'precision', 'recall', 'f1'] as const).map((name) =>
        Float64Array.from(each, (one) => one[name] ?? Number.NaN),
      ),
    }
  })
  const intervals = bootstrapMeans(
    scored.flatMap(({ columns }) => columns),
    { random: random.split('bootstrap') },
  )
  const viewer = scored.find(({ who }) => who === 'viewer')
  return scored.map(({ who, yes, columns }, place) => {
    const [accuracy, precision, recall, f1] = intervals.slice(place * 4, place * 4 + 4) as [
      Interval,
      Interval,
      Interval,
      Interval,
    ]
    const gain =
      !viewer || who === 'viewer'
        ? null
        : pairedTest(
            { people, values: viewer.columns[0]! },
            { people, values: columns[0]! },
            { random: random.split('permutations', who) },
          )
    return {
      who,
      ratio: test.ratio,
      rivals: test.rivals,
      people: people.length,
      accuracy,
      precision,
      recall,
      f1,
      yesRate: yes.filter(Boolean).length / yes.length,
      viewerGain: gain && { difference: gain.difference, p: gain.p, effectSize: gain.effectSize },
    }
  })
}
