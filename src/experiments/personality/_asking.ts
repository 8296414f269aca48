import {
  administer,
  answersByItem,
  type BigFiveName,
  bigFiveNames,
  type Instrument,
  type ItemAnswer,
  keyedItems,
  type Respondent,
  scoreInstrument,
} from '../../agents/index.ts'
import type { RandomStream } from '../../random.ts'

/** One administration to some people, as measures take it. */
export interface Asked {
  /** In order of people, then as asked. */
  readonly answers: readonly ItemAnswer[]
  /** By trait: people x items, reversed items turned, NaN where missing. */
  readonly items: Readonly<Record<BigFiveName, readonly Float64Array[]>>
  /** By trait: one scale score a person in points of the scale, NaN where too few items were answered. */
  readonly scores: Readonly<Record<BigFiveName, Float64Array>>
  /** People x all items, as answered. */
  readonly vectors: readonly Float64Array[]
}

/** Puts an inventory to respondents one after the other. @example (await askAll(people, miniIpip20, 'first', random)).scores */
export async function askAll(
  respondents: readonly Respondent[],
  instrument: Instrument,
  administration: string,
  random: RandomStream,
): Promise<Asked> {
  const sheets: (readonly ItemAnswer[])[] = []
  for (const respondent of respondents) {
    sheets.push(await administer(respondent, { instrument, administration, random }))
  }
  return tabulate(sheets, instrument)
}

function tabulate(sheets: readonly (readonly ItemAnswer[])[], instrument: Instrument): Asked {
  const keyed = keyedItems(instrument)
  const { min, max } = instrument.range
  const byItem = sheets.map(answersByItem)
  const scored = byItem.map(
    (answers) => new Map(scoreInstrument(instrument, answers).map((score) => [score.trait, score])),
  )
  const of = <Value>(make: (trait: BigFiveName) => Value): Readonly<Record<BigFiveName, Value>> =>
    Object.fromEntries(bigFiveNames.map((trait) => [trait, make(trait)])) as Record<BigFiveName, Value>
  return {
    answers: sheets.flat(),
    vectors: byItem.map((answers) => Float64Array.from(keyed, ({ number }) => answers.get(number) ?? Number.NaN)),
    scores: of((trait) => Float64Array.from(scored, (scores) => scores.get(trait)?.mean ?? Number.NaN)),
    items: of((trait) =>
      byItem.map((answers) =>
        Float64Array.from(
          keyed.filter((item) => item.trait === trait),
          ({ number, reversed }) => {
            const value = answers.get(number) ?? Number.NaN
            return reversed ? min + max - value : value
          },
        ),
      ),
    ),
  }
}
