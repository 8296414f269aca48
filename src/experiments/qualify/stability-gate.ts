import type { Clock } from '../../clock.ts'
import type { ModelUsage } from '../../domain/index.ts'
import { dealPicks } from './_deals.ts'
import { defined, type Finding, meanOf, percent } from './_finding.ts'
import { given, openSheet, type Slot } from './_sheet.ts'
import type { Study } from './_study.ts'
import { wilson } from './_wilson.ts'
import { BOUNDS } from './gates.ts'
import type { Picked } from './questions.ts'

/** What the stability gate asks with. */
export interface StabilityRun {
  /** Fills a slot from a mind that answers anew every time: no journal stands before it. */
  readonly ask: (slot: Slot<unknown>, done: number, total: number) => Promise<void>
  readonly clock: Clock
  /** Milliseconds. */
  readonly budget: number
  /** Tokens of all calls so far. */
  readonly usage?: () => ModelUsage
}

/**
 * Stability and speed: the same questions twice, one at a time, to a mind without a journal.
 *
 * Neighbouring questions are about different people, and the second round begins in the middle, so that nothing is left over
 * from the first asking. A failure counts as a changed label.
 *
 * @returns the finding, when everything is asked
 * @example await stabilityGate(study, 50, { ask, clock, budget: 10_000 })
 */
export async function stabilityGate(study: Study, n: number, run: StabilityRun): Promise<Finding> {
  const first = questions(study, n)
  const second = questions(study, n)
  const middle = Math.floor(first.length / 2)
  const rounds = [...first, ...second.slice(middle), ...second.slice(0, middle)]
  const times: number[] = []
  const before = run.usage?.()
  for (const [done, slot] of rounds.entries()) {
    const started = run.clock.elapsed()
    await run.ask(slot, done, rounds.length)
    times.push(run.clock.elapsed() - started)
  }
  const after = run.usage?.()
  const pairs = first.map((slot, place) => [given(slot), given(second[place]!)] as const)
  const changed = pairs.filter(([one, other]) => one === null || other === null || one.place !== other.place).length
  const moves = pairs.flatMap(([one, other]) => (one && other ? [largestMove(one, other)] : []))
  const [p50, p95] = [timeWithin(times, 0.5), timeWithin(times, 0.95)]
  const share = changed / first.length
  const tokens =
    before && after ? [after.promptTokens - before.promptTokens, after.generatedTokens - before.generatedTokens] : []
  const conditions = [
    {
      holds: share <= BOUNDS.changed,
      words: `${changed} of ${first.length} answers changed when asked again (at most ${percent(BOUNDS.changed)})`,
    },
    {
      holds: p95 <= run.budget,
      words: `95% of the answers came within ${inWords(p95)} (at most ${inWords(run.budget)})`,
    },
  ]
  return {
    job: 'stability',
    measure: 'labels that change',
    n: first.length,
    value: wilson(changed, first.length),
    conditions: first.length === 0 ? [{ holds: false, words: 'nothing could be asked' }] : conditions,
    details: {
      'p50 ms': defined(p50),
      'p95 ms': defined(p95),
      'identical probabilities': moves.filter((move) => move === 0).length,
      'largest move of a probability': moves.length === 0 ? null : Math.max(...moves),
      'mean move of a probability': defined(meanOf(moves)),
      'prompt tokens a question': defined(tokens[0]! / rounds.length),
      'generated tokens a question': defined(tokens[1]! / rounds.length),
      failures: pairs.flat().filter((answer) => answer === null).length,
    },
  }
}

/** Half like questions, half choices of four, each about another person than the one before. */
function questions(study: Study, n: number): Slot<Picked>[] {
  const sheet = openSheet(study)
  const deals = dealPicks(study, Math.ceil(n / 2), 3, 'equally popular')
  const likes = deals.map(({ user, items }) => sheet.like(user, items[0]!))
  const choices = deals.map(({ user, items }) => sheet.choose(user, items))
  return [...likes, ...choices].slice(0, n)
}

/** The largest change of any option's probability. */
function largestMove(one: Picked, other: Picked): number {
  return Math.max(...one.probabilities.map((probability, place) => Math.abs(probability - other.probabilities[place]!)))
}

/** The time within which a share of the answers came; NaN without any. */
function timeWithin(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

const inWords = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.ceil(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
