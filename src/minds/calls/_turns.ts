import type { Clock } from '../../clock.ts'
import { type LanguageModel, type ModelCall, ModelFailure, TastemakerError } from '../../domain/index.ts'
import { type CallOrder, type Waiting, waitingLine } from './_waiting-line.ts'
import type { Sleep } from './sleep.ts'

/*
 * Turns at a model: how many calls at once, how many a minute, who goes first, and a rest where the server asks for one.
 *
 * Nothing is begun during a rest or before the pace allows it, and one timer wakes all that wait: a call that gives up
 * leaves nothing behind. Times never move backwards, so the timer that is set is always the next to matter.
 */

/** What turns are given by. */
export interface TurnRules {
  /** Calls at once, a whole number from 1. */
  readonly concurrency: number
  /** The most that `concurrency` may be. */
  readonly most?: number
  /** Calls begun a minute, above 0. */
  readonly callsPerMinute: number
  readonly order: CallOrder
  /** Whose line a call stands in. */
  lineOf(call: ModelCall): string
  readonly clock: Clock
  readonly sleep: Sleep
}

/** Gives turns. */
export interface Turns {
  readonly inside: number
  readonly waiting: number
  /** Milliseconds until calls may begin again. */
  readonly resting: number
  /** Waits for a turn; what it returns ends the turn, told why where the call failed. */
  begin(call: ModelCall, signal: AbortSignal | undefined): Promise<EndOfTurn>
}

/** Ends a turn. */
export type EndOfTurn = (failure?: unknown) => void

interface Entry extends Waiting {
  readonly enter: () => void
}

/**
 * Gives turns by rules.
 *
 * @throws `config/range` where a rule lets nothing through
 * @example const end = await turns(rules).begin(call, signal)
 */
export function turns(rules: TurnRules): Turns {
  const { concurrency, clock, sleep, lineOf } = rules
  requireRules(rules)
  const pace = 60_000 / rules.callsPerMinute
  const line = waitingLine<Entry>(rules.order)
  let inside = 0
  let lastPrefix: string | null = null
  let restUntil = Number.NEGATIVE_INFINITY
  let nextStart = clock.elapsed()
  /** Waiting for the pace: what is late then has a claim to its old place in time. */
  let behind = false
  let alarm: AbortController | null = null

  function letIn(): void {
    while (inside < concurrency && line.size > 0) {
      const wait = Math.max(restUntil, nextStart) - clock.elapsed()
      if (wait > 0) {
        wakeIn(wait)
        return
      }
      nextStart = (behind ? nextStart : Math.max(clock.elapsed(), nextStart)) + pace
      inside++
      line.next(lastPrefix)!.enter()
    }
    behind = false
  }

  function wakeIn(milliseconds: number): void {
    behind = true
    if (alarm) return
    const mine = new AbortController()
    alarm = mine
    const rung = () => {
      if (alarm !== mine) return
      alarm = null
      letIn()
    }
    sleep(milliseconds, mine.signal).then(rung, rung)
  }

  function stopAlarm(): void {
    const mine = alarm
    alarm = null
    behind = false
    mine?.abort()
  }

  function rest(milliseconds: number): void {
    restUntil = Math.max(restUntil, clock.elapsed() + milliseconds)
    // What came late because of a rest is not made up for in one burst.
    nextStart = Math.max(nextStart, restUntil)
  }

  function ending(prefix: string): EndOfTurn {
    let ended = false
    return (failure) => {
      if (ended) return
      ended = true
      inside--
      lastPrefix = prefix
      if (failure instanceof ModelFailure && failure.retryAfter !== null) rest(failure.retryAfter)
      letIn()
    }
  }

  function wait(call: ModelCall, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        line.remove(entry)
        if (line.size === 0) stopAlarm()
        reject(signal?.reason)
      }
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const entry: Entry = { line: lineOf(call), prefix: call.system, enter }
      line.add(entry)
      signal?.addEventListener('abort', leave, { once: true })
      letIn()
    })
  }

  return {
    get inside() {
      return inside
    },
    get waiting() {
      return line.size
    },
    get resting() {
      return Math.max(0, restUntil - clock.elapsed())
    },
    async begin(call, signal) {
      signal?.throwIfAborted()
      await wait(call, signal)
      return ending(call.system)
    },
  }
}

/**
 * A model whose calls wait for their turns.
 *
 * @param concurrency as the model shall state it
 */
export function inTurn(model: LanguageModel, at: Turns, concurrency: number): LanguageModel {
  const { name, fingerprint, repeatable } = model
  return {
    name,
    fingerprint,
    concurrency,
    repeatable,
    async answer(call, signal) {
      const end = await at.begin(call, signal)
      try {
        const answer = await model.answer(call, signal)
        end()
        return answer
      } catch (error) {
        end(error)
        throw error
      }
    },
    ...(model.stream && {
      async *stream(call: ModelCall, signal?: AbortSignal) {
        const end = await at.begin(call, signal)
        try {
          yield* model.stream!(call, signal)
        } catch (error) {
          end(error)
          throw error
        } finally {
          end()
        }
      },
    }),
    close: () => model.close(),
  }
}

function requireRules({ concurrency, most = Number.POSITIVE_INFINITY, callsPerMinute }: TurnRules): void {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > most) {
    const range = Number.isFinite(most) ? `from 1 to ${most}` : 'from 1'
    throw new TastemakerError('config/range', `concurrency must be a whole number ${range}, got ${concurrency}.`)
  }
  if (callsPerMinute > 0) return
  throw new TastemakerError('config/range', `callsPerMinute must be above 0, got ${callsPerMinute}.`)
}
