import type { Slots } from '../../minds/index.ts'
import { drawn } from './_class-gate.ts'
import { compare, defined, type Finding, gainOrAssist, meanOf, shareCondition } from './_finding.ts'
import { failures, given, type Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { wilson } from './_wilson.ts'
import { BOUNDS, gateOf } from './gates.ts'
import { askSlots } from './language-questions.ts'
import { sameSlots, slotRequests, slotsByRules } from './sets/index.ts'

/**
 * Slots: does the mind fill in the form of a request, every field of it?
 *
 * Half of the requests are from the half that prompts were tuned on; the gain over the rules is taken on the other. The two
 * halves alternate, so that a short look sees both. The schema asks for the relation before the years. A failure is wrong.
 *
 * @example const finding = slotsGate(study, sheet, 100) // call it when the sheet is answered
 */
export function slotsGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const seen = drawn(study, 'slots', slotRequests, 'development')
  const unseen = drawn(study, 'slots', slotRequests)
  const asked = unseen.flatMap((request, place) => [request, ...seen.slice(place, place + 1)]).slice(0, n)
  const slots = asked.map(({ id, text }) =>
    sheet.about('slots', id, (mind, random) => askSlots(mind, { text }, random)),
  )
  return () => {
    const filled = slots.map(given)
    const exact = filled.map((form, place) => Number(form !== null && sameSlots(form, asked[place]!.label)))
    const ruled = asked.map(({ text, label }) => Number(sameSlots(slotsByRules(text), label)))
    const of = (values: readonly number[], half: 'development' | 'test'): Float64Array =>
      Float64Array.from(values.filter((_, place) => asked[place]!.half === half))
    const { control, gain } = compare(
      of(exact, 'test'),
      [{ name: 'rules, unseen half', values: of(ruled, 'test') }],
      study.random.split('bootstrap', 'slots'),
    )
    return {
      job: 'slots',
      measure: 'whole forms right',
      n: asked.length,
      value: wilson(
        exact.reduce((sum, hit) => sum + hit, 0),
        asked.length,
      ),
      control,
      gain,
      conditions: [
        shareCondition(meanOf(exact), BOUNDS.right, (share) => `${share} of the forms are right in every field`),
        gainOrAssist('gain over rules on the unseen half', gain, gateOf('slots')),
      ],
      details: {
        'right, unseen half': defined(meanOf(of(exact, 'test'))),
        'right, tuning half': defined(meanOf(of(exact, 'development'))),
        'right of the rules, all': defined(meanOf(ruled)),
        ...Object.fromEntries(
          FIELDS.map((field) => [`right in ${field}`, defined(meanOf(rightIn(field, filled, asked)))]),
        ),
        failures: failures(slots),
      },
    }
  }
}

const FIELDS: readonly (keyof Slots)[] = ['genres', 'notGenres', 'relation', 'from', 'to', 'like']

/** Whether one field is right, form by form. */
function rightIn(
  field: keyof Slots,
  filled: readonly (Slots | null)[],
  asked: readonly { readonly label: Slots }[],
): number[] {
  return filled.map((form, place) => {
    const { label } = asked[place]!
    return Number(form !== null && sameSlots({ ...label, [field]: form[field] }, label))
  })
}
