import { type Rule, rulesOf } from './_controls.ts'
import { dealPicks, eligible, type PickDeal } from './_deals.ts'
import { compare, defined, type Finding, gainCondition, meanOf } from './_finding.ts'
import { logOdds } from './_like-answers.ts'
import { failures, type Sheet, type Slot } from './_sheet.ts'
import type { Study } from './_study.ts'
import { gateOf } from './gates.ts'
import type { Picked } from './questions.ts'

/** Never-seen films beside the liked one. */
const RIVALS = 9

/**
 * Ranking of ten: one film that the person liked and nine they never saw, ordered by the mind's yes to each.
 *
 * The question is the like question, film by film. A film without an answer is placed by chance.
 *
 * @example const finding = rankingGate(study, sheet, 120) // call it when the sheet is answered
 */
export function rankingGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const deals = dealPicks(study, n, RIVALS, 'random')
  const slots = filmByFilm(sheet, deals)
  return () => {
    const byRule = (rule: Rule): Float64Array =>
      Float64Array.from(deals, (deal) =>
        gainOf(
          deal,
          deal.items.map((item) => rule(deal.user, item)),
        ),
      )
    const rules = rulesOf(study)
    const values = Float64Array.from(deals, (deal, person) => {
      const luck = study.random.split('ranking', study.data.users.ids[deal.user]!)
      return gainOf(deal, placedByChance(slots[person]!.map(logOdds), luck.split('unanswered')))
    })
    const controls = [
      { name: 'item mean', values: byRule(rules.itemMean) },
      { name: 'popularity', values: byRule(rules.popularity) },
      { name: 'genre overlap', values: byRule(rules.genreOverlap) },
    ]
    const { value, control, gain } = compare(values, controls, study.random.split('bootstrap', 'ranking'))
    return {
      job: 'ranking',
      measure: 'NDCG@10',
      n: deals.length,
      supply: {
        count: study.gateHalf.filter(eligible.pick).length,
        words: 'people of the gate half have a liked film held out',
      },
      value,
      control,
      gain,
      conditions: [gainCondition(`gain over ${control?.name ?? 'the controls'}`, gain, gateOf('ranking'))],
      details: {
        questions: slots.flat().length,
        ...Object.fromEntries(controls.map(({ name, values }) => [`NDCG of ${name}`, defined(meanOf(values))])),
        'NDCG of chance': CHANCE,
        failures: failures(slots.flat()),
      },
    }
  }
}

/** Puts the like question about each film of each deal on the sheet. */
export function filmByFilm(sheet: Sheet, deals: readonly PickDeal[]): Slot<Picked>[][] {
  return deals.map(({ user, items }) => items.map((item) => sheet.like(user, item)))
}

/** NDCG where one film is relevant: the discount of its place, counted from 0 (Järvelin and Kekäläinen 2002). */
const discount = (place: number): number => 1 / Math.log2(place + 2)

/** The expected gain of a film at a place drawn by chance. */
const CHANCE = meanOf(Array.from({ length: RIVALS + 1 }, (_, place) => discount(place)))

/** NDCG of the deal in the order of some scores; ties stay as dealt, which is an order drawn by chance. */
function gainOf({ liked }: PickDeal, scores: readonly number[]): number {
  return discount(
    scores.filter((score, at) => score > scores[liked]! || (score === scores[liked] && at < liked)).length,
  )
}

/** Gives each missing score that of an answered film drawn by chance; all are equal where nothing was answered. */
function placedByChance(scores: readonly number[], random: { int(below: number): number }): number[] {
  const answered = scores.filter((score) => !Number.isNaN(score))
  return scores.map((score) => (Number.isNaN(score) ? (answered[random.int(answered.length)] ?? 0) : score))
}
