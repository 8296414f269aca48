import type { Job, Mind } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { compare, defined, type Finding, gainOrAssist, meanOf, shareCondition } from './_finding.ts'
import { failures, given, type Sheet, type Slot } from './_sheet.ts'
import type { Study } from './_study.ts'
import { wilson } from './_wilson.ts'
import { BOUNDS, gateOf } from './gates.ts'
import type { ClassFacts, Described } from './language-facts.ts'
import type { Picked } from './questions.ts'
import type { Labelled } from './sets/index.ts'

/** A gate about which of some classes a text belongs to. */
export interface ClassGate<Name extends string> {
  readonly job: Extract<Job, 'tools' | 'intent'>
  /** What a class is called, such as `tool`. */
  readonly noun: string
  readonly classes: readonly (Described & { readonly name: Name })[]
  readonly texts: readonly Labelled<Name>[]
  readonly ask: (mind: Mind, facts: ClassFacts, random: RandomStream) => Promise<Picked>
  /** The cheap rule that answers the same questions. */
  readonly rule: (text: string) => Name
}

/** The questions of one order of the classes. */
interface Order {
  readonly classes: readonly Described[]
  readonly slots: readonly Slot<Picked>[]
}

/**
 * Puts every text before the mind in both orders of the classes, and measures what it told right.
 *
 * A text's value is the share of the two orders in which it was told right. A failed answer is wrong, and no agreement. The
 * worked examples are three a class, from the half that no card is made of.
 *
 * @example const finding = classGate(study, sheet, 100, gate) // call it when the sheet is answered
 */
export function classGate<Name extends string>(
  study: Study,
  sheet: Sheet,
  n: number,
  { job, noun, classes, texts, ask, rule }: ClassGate<Name>,
): () => Finding {
  const asked = drawn(study, job, texts).slice(0, n)
  const examples = examplesOf(classes, texts)
  const orders = [classes, classes.toReversed()].map(
    (turned, place): Order => ({
      classes: turned,
      slots: asked.map(({ id, text }) =>
        sheet.about(`${job}, order ${place + 1}`, id, (mind, random) =>
          ask(mind, { text, classes: turned, examples }, random),
        ),
      ),
    }),
  )
  return () => {
    const named = orders.map(({ classes: turned, slots }) =>
      slots.map((slot) => turned[given(slot)?.place ?? -1]?.name),
    )
    const hits = Float64Array.from(
      asked,
      ({ label }, place) => named.filter((names) => names[place] === label).length / orders.length,
    )
    const ruled = Float64Array.from(asked, ({ text, label }) => Number(rule(text) === label))
    const random = study.random.split('bootstrap', job)
    const { control, gain } = compare(hits, [{ name: 'keyword rules', values: ruled }], random)
    const share = meanOf(hits)
    const within = classes.map(({ name }) => ({
      name,
      share: meanOf(hits.filter((_, at) => asked[at]!.label === name)),
    }))
    const worst = within.filter((one) => !Number.isNaN(one.share)).sort((a, b) => a.share - b.share)[0]
    const agreed = meanOf(asked.map((_, at) => Number(named[0]![at] !== undefined && named[0]![at] === named[1]![at])))
    const slots = orders.flatMap((order) => order.slots)
    const picked = slots.flatMap((slot) => given(slot)?.place ?? [])
    return {
      job,
      measure: 'right over both orders',
      n: asked.length,
      value: wilson(
        hits.reduce((sum, hit) => sum + hit, 0),
        asked.length,
      ),
      control,
      gain,
      conditions: [
        shareCondition(share, BOUNDS.right, (figure) => `${figure} are right`),
        gainOrAssist('gain over keyword rules', gain, gateOf(job)),
        shareCondition(
          worst?.share ?? Number.NaN,
          BOUNDS.eachClass,
          (figure) => `${figure} are right for "${worst?.name}"`,
        ),
        shareCondition(
          agreed,
          BOUNDS.sameAnswer,
          (figure) => `the same ${noun} was named in both orders for ${figure}`,
        ),
      ],
      details: {
        questions: slots.length,
        ...Object.fromEntries(within.map((one) => [`right for ${one.name}`, defined(one.share)])),
        [`same ${noun} in both orders`]: defined(agreed),
        ...Object.fromEntries(
          classes.map((_, at) => [
            `share of place ${at + 1}`,
            defined(picked.filter((place) => place === at).length / picked.length),
          ]),
        ),
        failures: failures(slots),
      },
    }
  }
}

/** The test half in an order that depends on the ids alone. @example drawn(study, 'mood', moodTexts).slice(0, 12) */
export function drawn<Entry extends Pick<Labelled<unknown>, 'id' | 'half'>>(
  { random }: Study,
  job: Job,
  entries: readonly Entry[],
  half: Labelled<unknown>['half'] = 'test',
): Entry[] {
  const lots = random.split(job, 'texts')
  const lot = ({ id }: Entry): number => lots.split(id).next()
  return entries.filter((entry) => entry.half === half).sort((a, b) => lot(a) - lot(b))
}

/** Worked examples of each class. */
const EXAMPLES = 3

/** The first texts of each class in the development half, class after class in turn, the same whatever the seed. */
function examplesOf<Name extends string>(
  classes: readonly Described[],
  texts: readonly Labelled<Name>[],
): ClassFacts['examples'] {
  const tuning = texts.filter(({ half }) => half === 'development')
  const byClass = classes.map(({ name }) => tuning.filter(({ label }) => label === name))
  return Array.from({ length: EXAMPLES }, (_, round) =>
    byClass.flatMap((own) => own.slice(round, round + 1).map(({ text, label }) => ({ text, name: label }))),
  ).flat()
}
