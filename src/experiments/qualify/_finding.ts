import type { Job, JobResult, Verdict } from '../../domain/index.ts'
import { bootstrapMeans, type Interval } from '../../evaluation/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Gate, gateOf } from './gates.ts'

/** A part of a pass rule: whether it holds, and a clause that says so with figures. */
export interface Condition {
  readonly holds: boolean
  readonly words: string
  /** What is earned all the same where nothing else fails. */
  readonly earns?: 'assist'
}

/** What a gate measured, before it is judged. */
export interface Finding {
  readonly job: Job
  readonly measure: string
  /** People, questions or calls, as the gate counts. */
  readonly n: number
  /** Why the data gives no more of them, as a clause with the count. */
  readonly supply?: { readonly count: number; readonly words: string }
  readonly value: Pick<Interval, 'mean' | 'low' | 'high'>
  readonly control?: JobResult['control']
  readonly gain?: Interval
  readonly conditions: readonly Condition[]
  readonly details: JobResult['details']
}

/** What a verdict on another gate does to this one. */
export interface Prerequisite {
  readonly verdict: Verdict
  /** Why it limits; not read where the verdict is `decide`. */
  readonly words: string
}

/**
 * Judges a finding by its gate: every condition holds, and with the full n; with fewer it is good for tests only. Where a
 * gate has a rule beside it, and only conditions fail that the rule makes good, the mind may propose.
 *
 * @param first what has to be shown before this
 * @example judge(finding).verdict
 */
export function judge(finding: Finding, first?: Prerequisite): JobResult {
  const { job, measure, n, supply, value, control = null, gain, details } = finding
  const gate = gateOf(job)
  const needed = first?.verdict === 'not-shown' ? [{ holds: false, words: first.words }] : []
  const unmet = distinct([...needed, ...finding.conditions].filter(({ holds }) => !holds))
  const short = supply && supply.count < gate.n ? ` (${supply.count.toLocaleString('en-US')} ${supply.words})` : ''
  const limits = [
    ...(n < gate.n ? [`${n} ${gate.unit} are below the ${gate.n} fixed for this gate${short}`] : []),
    ...(first?.verdict === 'test-only' ? [first.words] : []),
  ]
  const earned = earnedBy(unmet, gate)
  const verdict = earned !== 'not-shown' && limits.length > 0 ? 'test-only' : earned
  const opening = verdict === 'test-only' && earned === 'assist' ? PROPOSES_IN_TESTS : OPENING[verdict]
  const met = verdict === 'not-shown' ? [] : finding.conditions.filter(({ holds }) => holds)
  const words = [unmet, met].map((conditions) => conditions.map((condition) => condition.words))
  const clauses = verdict === 'not-shown' ? [...words[0]!, ...limits] : [...limits, ...words.flat()]
  return {
    job,
    measure,
    n,
    gate: gate.n,
    value: value.mean,
    low: value.low,
    high: value.high,
    control,
    gain: complete(gain),
    verdict,
    reason: `${opening}: ${clauses.join('; ')}.`,
    details,
  }
}

/** Two conditions may fail for one reason. */
const distinct = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.filter(({ words }, place) => conditions.findIndex((other) => other.words === words) === place)

function earnedBy(unmet: readonly Condition[], { grants }: Gate): Exclude<Verdict, 'test-only'> {
  if (unmet.length === 0) return grants ?? 'decide'
  return unmet.every(({ earns }) => earns === 'assist') ? 'assist' : 'not-shown'
}

const OPENING = {
  decide: 'Shown',
  assist: 'May propose where a rule decides',
  actor: 'May play a stated persona, which is no evidence about real people',
  'test-only': 'Passes, good for tests only',
  'not-shown': 'Not shown',
} as const

const PROPOSES_IN_TESTS = 'Would propose where a rule decides, good for tests only'

const complete = (gain: Interval | undefined): JobResult['gain'] =>
  gain === undefined || gain.mean === null || gain.low === null || gain.high === null
    ? null
    : { value: gain.mean, low: gain.low, high: gain.high }

/** A rule that answered the same questions, one value a person. */
export interface ControlColumn {
  readonly name: string
  readonly values: Float64Array
}

/** A mind against the best of its controls. */
export interface Comparison {
  readonly value: Interval
  readonly control: { readonly name: string; readonly value: number } | null
  readonly gain: Interval
}

/**
 * Compares a mind with the best control on the same people, all from the same draws of people.
 *
 * @param values one value a person
 * @example compare(values, [{ name: 'popularity', values: counts }], random).gain.low
 */
export function compare(values: Float64Array, controls: readonly ControlColumn[], random: RandomStream): Comparison {
  const best = controls.toSorted((a, b) => meanOf(b.values) - meanOf(a.values))[0]!
  const gains = values.map((value, person) => value - best.values[person]!)
  const [value, gain] = bootstrapMeans([values, gains], { random }) as [Interval, Interval]
  return { value, control: value.mean === null ? null : { name: best.name, value: meanOf(best.values) }, gain }
}

/** The mean of a column; NaN of an empty one. @example meanOf([1, 3]) // 2 */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/**
 * The condition that a gain lies above 0; where it does not, with the n that would show the gain if it were real.
 *
 * An interval narrows with the root of n, so it would just clear 0 with n (half its width / gain)² people.
 *
 * @param what such as `gain over popularity`
 * @example gainCondition('gain over popularity', gain, gateOf('ranking')).words
 */
export function gainCondition(what: string, gain: Interval, gate: Gate): Condition {
  const { mean, low, high, count } = gain
  if (mean === null || low === null || high === null) {
    return { holds: false, words: `a ${what} has no interval with ${count} ${gate.unit}` }
  }
  const words = `${what} ${figure(mean)} [${figure(low)}, ${figure(high)}]`
  if (low > 0) return { holds: true, words: `${words} lies above 0` }
  if (mean < 0) return { holds: false, words: `${words} points the other way` }
  if (mean === 0) return { holds: false, words: `${words} is nothing, with any number of ${gate.unit}` }
  const needed = Math.max(count + 1, count * ((high - low) / 2 / mean) ** 2)
  return {
    holds: false,
    words: `${words} reaches 0; a gain of that size would need about ${rounded(needed)} ${gate.unit}`,
  }
}

/**
 * The condition that a gain over a rule lies above 0; a gain whose interval reaches 0 earns proposals, one below 0 nothing.
 *
 * @example gainOrAssist('gain over keyword rules', gain, gateOf('tools')).earns
 */
export function gainOrAssist(what: string, gain: Interval, gate: Gate): Condition {
  const reaches = gain.high !== null && gain.high >= 0
  return { ...gainCondition(what, gain, gate), ...(reaches ? { earns: 'assist' as const } : {}) }
}

/** A condition that a share is large enough. @example shareCondition(0.85, 0.8, (share) => `${share} right`).holds // true */
export function shareCondition(share: number, least: number, words: (share: string) => string): Condition {
  if (Number.isNaN(share)) return { holds: false, words: 'nothing could be asked' }
  return { holds: share >= least, words: `${words(percent(share))} (at least ${percent(least)})` }
}

/** A figure of at most 1 in size, as reasons print it. @example figure(-0.02) // '-.020' */
export const figure = (value: number): string =>
  value
    .toFixed(3)
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-(\.0+)$/, '$1')

/** A share in words. @example percent(0.654) // '65.4%' */
export const percent = (share: number): string => `${Number((100 * share).toFixed(1))}%`

/** A figure for the details: null where it is undefined. @example defined(Number.NaN) // null */
export const defined = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Two leading digits, upwards: more would pretend to know. */
function rounded(count: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return (Math.ceil(count / unit) * unit).toLocaleString('en-US')
}
