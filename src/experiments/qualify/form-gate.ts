import type { ItemIndex, UserIndex } from '../../domain/index.ts'
import { defined, type Finding, percent } from './_finding.ts'
import { failures, given, type Sheet } from './_sheet.ts'
import { neverSeen, type Study } from './_study.ts'
import { wilson } from './_wilson.ts'
import { BOUNDS } from './gates.ts'

/**
 * Form: does the mind fill a schema, and does what it fills in vary?
 *
 * Each call is about another person and another film, from the least to the most popular. A failure is an invalid answer.
 *
 * @example const finding = formGate(study, sheet, 30) // call it when the sheet is answered
 */
export function formGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const slots = variedFilms(study, n).map(({ user, item }) => sheet.form(user, item))
  return () => {
    const answers = slots.flatMap((slot) => given(slot) ?? [])
    const names = answers.map(({ stars, action }) => `${stars} of 5, ${action}`)
    const [commonest, times] = [...Map.groupBy(names, (name) => name)]
      .map(([name, same]) => [name, same.length] as const)
      .sort(([, a], [, b]) => b - a)[0] ?? ['none', 0]
    const contradictory = answers.filter(
      ({ stars, action }) => (stars === '1' && action === 'watch') || (stars === '5' && action === 'skip'),
    )
    const [valid, most] = [answers.length / slots.length, times / answers.length]
    return {
      job: 'form',
      measure: 'valid answers',
      n: slots.length,
      value: wilson(answers.length, slots.length),
      conditions: [
        {
          holds: valid >= BOUNDS.valid,
          words: `${answers.length} of ${slots.length} answers have the form asked for (at least 29 of 30)`,
        },
        {
          holds: most <= BOUNDS.oneAnswer,
          words: `the commonest answer, "${commonest}", makes up ${percent(most || 0)} of them (at most ${percent(BOUNDS.oneAnswer)})`,
        },
      ],
      details: {
        'commonest answer': commonest,
        'share of the commonest answer': defined(most),
        'distinct answers': new Set(names).size,
        'contradictory answers': contradictory.length,
        failures: failures(slots),
      },
    }
  }
}

/** People in turn, each with a film they never saw, evenly over popularity. */
function variedFilms(study: Study, n: number): { user: UserIndex; item: ItemIndex }[] {
  const { gateHalf, popularity } = study
  if (gateHalf.length === 0) return []
  return Array.from({ length: n }, (_, call) => {
    const { user } = gateHalf[call % gateHalf.length]!
    const films = neverSeen(study, user).sort((a, b) => popularity[a]! - popularity[b]! || a - b)
    return { user, item: films[Math.floor(((call + 0.5) / n) * films.length)]! }
  }).filter(({ item }) => item !== undefined)
}
