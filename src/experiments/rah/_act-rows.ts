import type { ItemIndex } from '../../domain/index.ts'
import { bootstrapMeans, type Interval, pairedDifference } from '../../evaluation/index.ts'
import type { RandomStream } from '../../random.ts'
import type { StudyPerson } from './people.ts'

/** How well somebody foresees what people like, on their held-out events; means over people. */
export interface ActRow {
  readonly name: string
  /** Events of each person it learned from; null where that is no matter. */
  readonly lessons: number | null
  readonly accuracy: Interval
  /** Of likes; people without likes among what was foreseen and what happened have none. */
  readonly f1: Interval
  /** Mean squared error of the probability. */
  readonly brier: Interval
  /** Judgements without an answer: they count as wrong. */
  readonly unanswered: number
  /** Per person, for comparisons. */
  readonly columns: ActColumns
}

/** A value per person, NaN where undefined. */
export interface ActColumns {
  readonly accuracy: Float64Array
  readonly f1: Float64Array
  readonly brier: Float64Array
}

/** What a row is set against, with its gain: row minus control, so that more is better for accuracy and less for Brier. */
export interface ActGain {
  readonly control: string
  readonly accuracy: Interval
  readonly brier: Interval
}

/** How intervals are drawn. */
export interface Drawing {
  readonly random: RandomStream
  readonly resamples: number
}

/** Judges each person's held-out events; null is no answer. */
export type Judge = (person: StudyPerson, item: ItemIndex) => Promise<number | null>

/** Measures a row. `heldOut`: the events of a person that are looked at. */
export async function actRow(
  of: { readonly name: string; readonly lessons: number | null; readonly judge: Judge },
  people: readonly StudyPerson[],
  heldOut: (person: StudyPerson) => StudyPerson['test'],
  drawing: Drawing,
): Promise<ActRow> {
  const columns = {
    accuracy: new Float64Array(people.length),
    f1: new Float64Array(people.length),
    brier: new Float64Array(people.length),
  }
  let unanswered = 0
  for (const [place, person] of people.entries()) {
    const events = heldOut(person)
    const tally = { right: 0, squares: 0, both: 0, said: 0, were: 0 }
    for (const { index, liked } of events) {
      const probability = await of.judge(person, index)
      const said = probability === null ? null : probability >= 0.5
      unanswered += Number(probability === null)
      tally.right += Number(said === liked)
      // No answer is as far from the truth as can be.
      tally.squares += probability === null ? 1 : (probability - Number(liked)) ** 2
      tally.both += Number(said === true && liked)
      tally.said += Number(said === true)
      tally.were += Number(liked)
    }
    columns.accuracy[place] = tally.right / events.length
    columns.brier[place] = tally.squares / events.length
    columns.f1[place] = tally.said + tally.were === 0 ? Number.NaN : (2 * tally.both) / (tally.said + tally.were)
  }
  const { accuracy, f1, brier } = columns
  const [a, f, b] = bootstrapMeans([accuracy, f1, brier], { ...drawing, random: drawing.random.split('act') })
  return { name: of.name, lessons: of.lessons, accuracy: a!, f1: f!, brier: b!, unanswered, columns }
}

/** A row against others. */
export function actGains(row: ActRow, others: readonly ActRow[], drawing: Drawing): ActGain[] {
  const against = (a: Float64Array, b: Float64Array): Interval =>
    pairedDifference(a, b, { ...drawing, random: drawing.random.split('gain') })
  return others.map((other) => ({
    control: other.name,
    accuracy: against(row.columns.accuracy, other.columns.accuracy),
    brier: against(row.columns.brier, other.columns.brier),
  }))
}
