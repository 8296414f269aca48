import { bootstrapMeans, type Interval } from '../../evaluation/index.ts'
import { aucByPerson, aucWithin } from './_auc.ts'
import { dealLikes } from './_deals.ts'
import { defined, type Finding, gainCondition, meanOf } from './_finding.ts'
import { likeColumn, likeSupply, withinUnit } from './_like-answers.ts'
import type { Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { gateOf } from './gates.ts'

/**
 * History use: do answers move the right way when the person's history is shown?
 *
 * Each question is asked with the history and without; what is scored is the difference of the log-odds, so that a mind that
 * knows which films are good, and no more, scores one half. Pairs with a failed answer count one half.
 *
 * @example const finding = historyGate(study, sheet, 150) // call it when the sheet is answered
 */
export function historyGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const deals = dealLikes(study, n)
  const [shown, blank] = [likeColumn(sheet, deals, 'history'), likeColumn(sheet, deals, 'nothing')]
  return () => {
    const [after, before] = [shown.scores(), blank.scores()]
    const difference = after.map((score, place) => score - before[place]!)
    const { answers } = shown
    const values = aucByPerson(difference, answers)
    const [value, gain] = bootstrapMeans([values, values.map((area) => area - 0.5)], {
      random: study.random.split('bootstrap', 'history'),
    }) as [Interval, Interval]
    return {
      job: 'history',
      measure: 'AUC of with minus without history',
      n: deals.length,
      supply: likeSupply(study),
      value: withinUnit(value),
      control: { name: 'chance', value: 0.5 },
      gain,
      conditions: [gainCondition('gain over chance', gain, gateOf('history'))],
      details: {
        questions: answers.liked.length,
        'AUC with history': defined(meanOf(aucByPerson(after, answers))),
        'AUC without history': defined(meanOf(aucByPerson(before, answers))),
        'AUC within person': defined(meanOf(aucWithin(difference, answers))),
        failures: shown.failed() + blank.failed(),
      },
    }
  }
}
