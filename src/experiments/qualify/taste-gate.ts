import { bootstrapMeans, type Interval } from '../../evaluation/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Answers, aucByPerson, aucWithin } from './_auc.ts'
import { combinationOf, type Rule, rulesOf } from './_controls.ts'
import { dealLikes } from './_deals.ts'
import { compare, defined, type Finding, gainCondition, meanOf } from './_finding.ts'
import { likeColumn, likeSupply, withinUnit } from './_like-answers.ts'
import { logistic } from './_logistic.ts'
import type { Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { gateOf } from './gates.ts'

/**
 * Taste: does the mind know better than cheap rules what a person will like?
 *
 * The questions are those of the history gate. The combination of the rules is fitted on people outside the sample. What the
 * mind adds on top of the combination is reported beside it: a mind may be worth asking though it can not stand alone.
 *
 * @example const finding = tasteGate(study, sheet, 150) // call it when the sheet is answered
 */
export function tasteGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const deals = dealLikes(study, n)
  const column = likeColumn(sheet, deals, 'history')
  return () => {
    const { answers } = column
    const random = study.random.split('bootstrap', 'taste')
    const scores = column.scores()
    const ask = (rule: Rule): number[] => deals.flatMap(({ user, items }) => items.map((item) => rule(user, item)))
    const rules = rulesOf(study)
    const combined = ask(combinationOf(study, rules, new Set(deals.map(({ user }) => user))))
    const controls = [
      { name: 'item mean', values: aucByPerson(ask(rules.itemMean), answers) },
      { name: 'popularity', values: aucByPerson(ask(rules.popularity), answers) },
      { name: 'genre overlap', values: aucByPerson(ask(rules.genreOverlap), answers) },
      { name: 'item mean + popularity + genres', values: aucByPerson(combined, answers) },
    ]
    const { value, control, gain } = compare(aucByPerson(scores, answers), controls, random.split('gain'))
    const added = addedTo(combined, scores, answers, random.split('added'))
    return {
      job: 'taste',
      measure: 'AUC',
      n: deals.length,
      supply: likeSupply(study),
      value: withinUnit(value),
      control,
      gain,
      conditions: [gainCondition(`gain over ${control?.name ?? 'the controls'}`, gain, gateOf('taste'))],
      details: {
        questions: answers.liked.length,
        ...Object.fromEntries(controls.map(({ name, values }) => [`AUC of ${name}`, defined(meanOf(values))])),
        'added to the combination': added?.mean ?? null,
        'added to the combination, low': added?.low ?? null,
        'added to the combination, high': added?.high ?? null,
        'AUC within person': defined(meanOf(aucWithin(scores, answers))),
        failures: column.failed(),
      },
    }
  }
}

/** People below which two halves say nothing about each other. */
const LEAST_PEOPLE = 8

/** What the mind's log-odds add to the AUC of the combination, each half of the people scored by a fit on the other. */
function addedTo(
  combined: readonly number[],
  scores: Float64Array,
  answers: Answers,
  random: RandomStream,
): Interval | null {
  if (answers.people < LEAST_PEOPLE) return null
  const answered = scores.filter((score) => !Number.isNaN(score))
  const usual = answered.length === 0 ? 0 : meanOf(answered)
  const mind = scores.map((score) => (Number.isNaN(score) ? usual : score))
  const alone = crossFitted((place) => [combined[place]!], answers)
  const both = crossFitted((place) => [combined[place]!, mind[place]!], answers)
  const before = aucByPerson(alone, answers)
  const gains = aucByPerson(both, answers).map((area, person) => area - before[person]!)
  return bootstrapMeans([gains], { random })[0]!
}

/** Log-odds by a logistic regression that was fitted on the people of the other parity. */
function crossFitted(features: (place: number) => number[], { person, liked }: Answers): number[] {
  const fits = [0, 1].map((parity) => {
    const places = [...liked.keys()].filter((place) => person[place]! % 2 !== parity)
    return logistic(
      places.map(features),
      places.map((place) => liked[place]!),
    )
  })
  return liked.map((_, place) => fits[person[place]! % 2]!(features(place)))
}
