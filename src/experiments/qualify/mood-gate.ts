import { aucByPerson } from './_auc.ts'
import { drawn } from './_class-gate.ts'
import { compare, defined, type Finding, figure, gainCondition, meanOf, shareCondition } from './_finding.ts'
import { logOdds, withinUnit } from './_like-answers.ts'
import { failures, given, type Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { wordRegression } from './_word-regression.ts'
import { BOUNDS, gateOf } from './gates.ts'
import { askMood } from './language-questions.ts'
import { moodByWords, moodTexts } from './sets/index.ts'

/**
 * Mood: does the mind tell a glad review from a sorry one?
 *
 * Texts are ordered by the log-odds of `positive`; each text is a cluster of its own. The regression learns from the
 * development half. A failed answer counts one half in every pair, and is no right answer.
 *
 * @example const finding = moodGate(study, sheet, 120) // call it when the sheet is answered
 */
export function moodGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const asked = drawn(study, 'mood', moodTexts).slice(0, n)
  const slots = asked.map(({ id, text }) => sheet.about('mood', id, (mind, random) => askMood(mind, { text }, random)))
  return () => {
    const answers = {
      person: asked.map((_, place) => place),
      people: asked.length,
      liked: asked.map(({ label }) => label === 'positive'),
    }
    const taught = moodTexts.filter(({ half }) => half === 'development')
    const regression = wordRegression(
      taught.map(({ text }) => text),
      taught.map(({ label }) => label === 'positive'),
    )
    const areas = (score: (text: string) => number): Float64Array =>
      aucByPerson(
        asked.map(({ text }) => score(text)),
        answers,
      )
    const controls = [
      { name: 'word list', values: areas(moodByWords) },
      { name: `TF-IDF of ${taught.length} texts`, values: areas(regression) },
    ]
    const random = study.random.split('bootstrap', 'mood')
    const values = aucByPerson(Float64Array.from(slots, logOdds), answers)
    const { value, control, gain } = compare(values, controls, random)
    const told = slots.flatMap((slot) => given(slot)?.place ?? [])
    const right = meanOf(slots.map((slot, place) => Number(given(slot)?.place === (answers.liked[place] ? 0 : 1))))
    const { low } = withinUnit(value)
    return {
      job: 'mood',
      measure: 'AUC',
      n: asked.length,
      value: withinUnit(value),
      control,
      gain,
      conditions: [
        areaCondition(low),
        gainCondition(`gain over ${control?.name ?? 'the controls'}`, gain, gateOf('mood')),
        shareCondition(right, BOUNDS.moodRight, (share) => `${share} are told right`),
      ],
      details: {
        ...Object.fromEntries(controls.map((one) => [`AUC of ${one.name}`, defined(meanOf(one.values))])),
        'told right': defined(right),
        'told positive': defined(told.filter((place) => place === 0).length / told.length),
        'positive in truth': defined(meanOf(answers.liked.map(Number))),
        failures: failures(slots),
      },
    }
  }
}

function areaCondition(low: number | null) {
  if (low === null) return { holds: false, words: 'the AUC has no interval' }
  return {
    holds: low >= BOUNDS.moodArea,
    words: `the lower end of the AUC's interval is ${figure(low)} (at least ${figure(BOUNDS.moodArea)})`,
  }
}
