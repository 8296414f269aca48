import type { Interval } from '../../evaluation/index.ts'
import { counted, fixed, listed, percent } from '../../words.ts'
import { PART_CONTROLS } from './_control-rows.ts'
import type { RahReport } from './report.ts'

/** Controls that are a part of the assistant, or somebody else's; the others need none. */
const PARTS: ReadonlySet<string> = new Set(Object.values(PART_CONTROLS))

/**
 * What a report of RAH means, in sentences; what was not shown is said as plainly as what was.
 *
 * @example rahSentences(report)[0]
 */
export function rahSentences(report: Omit<RahReport, 'sentences'>): readonly string[] {
  return [
    act(report),
    parts(report),
    stranger(report),
    lessons(report),
    gate(report),
    ...arms(report),
    drift(report),
    regret(report),
    CAUTION,
  ]
}

const CAUTION =
  "Proxies are simulated: they never count as what people did, in masks, popularity or tests. Others' training events may be later than a person's held-out ones."

/** A gain above 0 for sure; for an error, below. */
const better = ({ low }: Interval): boolean => low !== null && low > 0
const worse = ({ high }: Interval): boolean => high !== null && high < 0

function act({ act: rows, gains, mind }: Omit<RahReport, 'sentences'>): string {
  const ours = rows.findLast(({ name }) => name === 'assistant')!
  const rivals = gains.filter(({ control }) => !PARTS.has(control))
  const unbeaten = rivals.filter(({ accuracy }) => !better(accuracy)).map(({ control }) => control)
  const losing = rivals.filter(({ accuracy }) => worse(accuracy)).map(({ control }) => control)
  const of = `Act (mind: ${mind}) is right in ${shown(ours.accuracy)} of held-out events after ${counted(ours.lessons ?? 0, 'lesson')}`
  if (unbeaten.length === 0) return `${of}, more often than every control that needs no assistant.`
  const less = losing.length === 0 ? '' : `, and for sure less often than ${listed(losing)}`
  const same = rivals.find(({ control }) => control === 'raw history')!.brier
  const told = same.low === 0 && same.high === 0 ? ' Act says exactly what a vote over the raw history says.' : ''
  return `${of}: not shown to beat ${listed(unbeaten)}${less}.${told}`
}

function parts({ gains }: Omit<RahReport, 'sentences'>): string {
  const [check, reflect] = [PART_CONTROLS.loop, PART_CONTROLS.reflect].map(
    (name) => gains.find(({ control }) => control === name)!.accuracy,
  )
  const said = (name: string, gain: Interval): string =>
    better(gain)
      ? `${name} helps (${points(gain)})`
      : worse(gain)
        ? `${name} harms (${points(gain)})`
        : `${name} is not shown to help (${points(gain)})`
  return `Of the parts, ${said('the check of lessons', check!)}, and ${said('Reflect', reflect!)}; in accuracy.`
}

function stranger({ gains }: Omit<RahReport, 'sentences'>): string {
  const gain = gains.find(({ control }) => control === PART_CONTROLS.stranger)!.accuracy
  return better(gain)
    ? `The personality is the person's own: a stranger's does worse (${points(gain)}).`
    : `It is not shown that the personality is the person's own: a stranger's does about as well (${points(gain)}).`
}

function lessons({ attempts, act: rows }: Omit<RahReport, 'sentences'>): string {
  const never = attempts.at(-1)!.share
  const own = rows.filter(({ name }) => name === 'assistant')
  const [first, last] = [own[0]!, own.at(-1)!]
  const never_ =
    never.mean === null ? 'Nothing was learned' : `${percent(never.mean)} of lessons never explained their own action`
  return `${never_}; from ${counted(first.lessons ?? 0, 'lesson')} to ${last.lessons}, accuracy goes from ${shown(first.accuracy)} to ${shown(last.accuracy)}.`
}

function gate({ gates }: Omit<RahReport, 'sentences'>): string {
  const { open, of, agreement, control } = gates
  return `The gate opens for ${open} of ${of} people: agreement with their own held-out feedback is ${shown(agreement)}, and a constant answer has ${shown(control)}.`
}

function arms({ arms: rows, alwaysOverRandom }: Omit<RahReport, 'sentences'>): string[] {
  const named = (name: string) => rows.find((row) => row.name === name)!
  const [gated, always, random] = [named('gated proxies'), named('always proxies'), named('random proxies')]
  const verdict = (gain: Interval): string =>
    better(gain) ? 'helps' : worse(gain) ? 'harms' : 'is not shown to help or to harm'
  const closed =
    gated.added === 0
      ? 'No proxy passed the gate, so that the recommender behind it is the one without proxies.'
      : `Behind the gate ${counted(gated.added, 'proxy', 'proxies')} passed, and sending them ${verdict(gated.ndcgGain)} (nDCG@10 ${fixed(gated.ndcgGain.mean ?? 0, 4)}).`
  return [
    closed,
    `Sending proxies always ${verdict(always.ndcgGain)} (nDCG@10 ${signed(always.ndcgGain)}); likes dealt out at random come to ${signed(random.ndcgGain)}, so that the assistant ${better(alwaysOverRandom) ? 'adds' : 'is not shown to add'} knowledge to them (${signed(alwaysOverRandom)}); more feedback of the people themselves comes to ${signed(named('all real').ndcgGain)}.`,
  ]
}

function drift({ rounds }: Omit<RahReport, 'sentences'>): string {
  const errors = rounds.map(({ error }) => (error.mean === null ? 'unknown' : percent(error.mean)))
  const usual = rounds.map(({ errorOfAlwaysLike: { mean } }) => (mean === null ? 'unknown' : percent(mean)))
  return `Over ${counted(rounds.length, 'round')} of learning again, proxies are wrong in ${listed(errors)} of known cases; always saying like would be in ${listed(usual)}.`
}

function regret({ regret: { heldOut, byChance, overChance, known, dropped } }: Omit<RahReport, 'sentences'>): string {
  const told = worse(overChance) ? 'fewer than chance would' : 'not shown to be fewer than chance would'
  return `Of what the assistant would drop, people liked ${shown(heldOut)}, ${told} (${shown(byChance)}); of ${counted(dropped, 'item')} dropped from recommendations the outcome of ${known} is known.`
}

const shown = ({ mean }: Interval): string => (mean === null ? 'an unknown share' : percent(mean))

const points = ({ mean, low, high }: Interval): string =>
  mean === null || low === null || high === null
    ? 'unknown'
    : `${fixed(100 * mean, 1)} points, ${fixed(100 * low, 1)} to ${fixed(100 * high, 1)}`

const signed = ({ mean, low, high }: Interval): string =>
  mean === null || low === null || high === null
    ? 'unknown'
    : `${fixed(mean, 4)}, ${fixed(low, 4)} to ${fixed(high, 4)}`
