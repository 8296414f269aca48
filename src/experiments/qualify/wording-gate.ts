import type { ItemFacts } from '../../domain/index.ts'
import { type CheckedWords, checkClaims, wordFacts } from '../../minds/claims/index.ts'
import { drawn } from './_class-gate.ts'
import { type Finding, percent } from './_finding.ts'
import { failures, given, type Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { unconfirmed } from './_unconfirmed.ts'
import { wilson } from './_wilson.ts'
import { BOUNDS } from './gates.ts'
import { askWords } from './language-questions.ts'
import { factSets } from './sets/index.ts'

/** Texts of each kind that are printed whole. */
const SAMPLES = 5

/** What became of one set of facts. */
interface Worded {
  /** Null where the template stands. */
  readonly text: string | null
  readonly refused: CheckedWords['refused']
  /** What the second rules can not confirm in a text that passed. */
  readonly doubts: readonly string[]
}

/**
 * Wording: does the mind put facts into words and add none?
 *
 * As in use, a text that fails the claim check is asked for once more, with what was wrong, and then replaced by the template.
 * What passes is judged by a second,
 * stricter set of rules, since no person reads it here; some texts are printed whole so that somebody can.
 *
 * @example const finding = wordingGate(study, sheet, 50) // call it when the sheet is answered
 */
export function wordingGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const asked = drawn(study, 'wording', factSets).slice(0, n)
  const slots = asked.map(({ id, facts }) =>
    sheet.about('wording', id, (mind, random) => askWords(mind, facts, random)),
  )
  return () => {
    const worded = slots.map((slot, place) => examined(asked[place]!.facts, given(slot)))
    const kept = worded.flatMap(({ text, ...rest }) => (text === null ? [] : [{ ...rest, text }]))
    const doubtful = kept.filter(({ doubts }) => doubts.length > 0)
    const refused = worded.flatMap((one) => one.refused)
    const replaced = worded.length - kept.length
    return {
      job: 'wording',
      measure: 'texts that pass the claim check',
      n: worded.length,
      value: wilson(kept.length, worded.length),
      control: worded.length === 0 ? null : { name: 'template', value: templatesThatPass(asked) },
      conditions:
        worded.length === 0
          ? [{ holds: false, words: 'nothing could be asked' }]
          : [
              {
                holds: doubtful.length <= BOUNDS.unconfirmed,
                words: `a second, stricter set of rules can not confirm ${doubtful.length} of the ${kept.length} texts that pass the claim check (at most ${BOUNDS.unconfirmed}; no person read them, so read the samples)`,
              },
              {
                holds: replaced / worded.length <= BOUNDS.template,
                words: `the template takes the place of ${replaced} of ${worded.length} texts, ${percent(replaced / worded.length)} (at most ${percent(BOUNDS.template)})`,
              },
            ],
      details: {
        'turned down by the claim check': refused.length,
        'passed at the second try': kept.filter((one) => one.refused.length > 0).length,
        'passed and not confirmed': doubtful.length,
        'passed and confirmed': kept.length - doubtful.length,
        failures: failures(slots),
        ...samples(
          'passed',
          kept.map(({ text }) => text),
        ),
        ...samples(
          'not confirmed',
          doubtful.map(({ text, doubts }) => `${text} (${doubts.join(', ')})`),
        ),
        ...samples(
          'turned down',
          refused.map(({ said, unsupported }) => `${said} (${unsupported.join(', ')})`),
        ),
      },
    }
  }
}

function examined(facts: ItemFacts, words: CheckedWords | null): Worded {
  const { text, refused } = words ?? { text: null, refused: [] }
  return { text, refused, doubts: text === null ? [] : unconfirmed(text, facts) }
}

/** The share of templates that pass the same check: below 1 the check is at fault. */
const templatesThatPass = (asked: readonly { readonly facts: ItemFacts }[]): number =>
  asked.filter(({ facts }) => checkClaims(wordFacts(facts), facts).ok).length / asked.length

/** The first few texts whole; they come in an order drawn by chance. */
const samples = (name: string, texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.slice(0, SAMPLES).map((text, place) => [`${name} ${place + 1}`, text]))
