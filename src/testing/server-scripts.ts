import { type Clock, systemClock } from '../clock.ts'
import { TastemakerError } from '../domain/index.ts'
import type { ServerReply } from './_model-reply.ts'
import type { ServerScript } from './model-server.ts'

/*
 * Scripts around scripts: each adds one trouble of real servers to what another says, so that they nest.
 *
 *   modelServer(rateLimited(faulty(hashedAnswer, { every: 7, fault: serverFaults.cut }), { calls: 20, window: 1_000 }))
 */

/** Faults by name, as replies: of the network, of the server, and of the model. */
export const serverFaults = {
  /** Nothing comes. */
  hang: { fault: 'hang' },
  /** The connection is closed in the middle of the answer, or of the stream. */
  cut: { fault: 'cut' },
  /** The connection is broken before anything comes. */
  reset: { fault: 'reset' },
  /** Something in between answers, and not in JSON. */
  notJson: { fault: 'no-json' },
  overloaded: { status: 503, message: 'Overloaded' },
  /** An answer that was to be a JSON document and stops in the middle. */
  malformedJson: '{"stars": 4, "why": "It',
  /** A document in a fence, with words around it. */
  fencedJson: 'Here you are:\n```json\n{"stars": 4}\n```\nAnything else?',
  prose: 'I would say that it depends on the evening.',
  /** The same words until the room is used up. */
  endless: { text: 'and so on '.repeat(60).trim(), finish: 'length' },
  /** The server's own filter. */
  filtered: { text: '', finish: 'content_filter' },
  /** A refusal in plain words, which no field of the answer tells from an answer. */
  refusalWords: "I'm sorry, but I can't help with that.",
  /** An answer without a count of tokens. */
  uncounted: { text: 'It is worth an evening.', usage: false },
} as const satisfies Readonly<Record<string, ServerReply>>

/** What goes wrong, and how often. */
export interface Faulty {
  /** Each call whose number is a multiple of this fails, counted from 1: 1 for all of them. */
  readonly every: number
  readonly fault: ServerReply
}

/**
 * A script that fails now and then.
 *
 * @throws `config/range` for an `every` that is no whole number from 1
 * @example await modelServer(faulty(hashedAnswer, { every: 3, fault: serverFaults.overloaded }))
 */
export function faulty(script: ServerScript, { every, fault }: Faulty): ServerScript {
  if (!Number.isInteger(every) || every < 1) {
    throw new TastemakerError('config/range', `every must be a whole number from 1, got ${every}.`)
  }
  let calls = 0
  return (request, gone) => (++calls % every === 0 ? fault : script(request, gone))
}

/** How many calls a server takes, and what it says beside. */
export interface RateLimit {
  /** Calls that are answered in a window. */
  readonly calls: number
  /** Milliseconds; windows follow one another. */
  readonly window: number
  /** Whether a refusal says how long to wait; true unless given. */
  readonly retryAfter?: boolean
  /** Tells the time; the machine's clock unless given. */
  readonly clock?: Clock
}

/**
 * A script that answers so many calls in a window and refuses the rest with 429.
 *
 * Refusals carry `retry-after` and `retry-after-ms`; every answer in words carries `x-ratelimit-limit-requests`,
 * `x-ratelimit-remaining-requests` and `x-ratelimit-reset-requests`, as hosted servers send them.
 *
 * @throws `config/range` for a limit that lets nothing through
 * @example await modelServer(rateLimited(hashedAnswer, { calls: 20, window: 1_000 }))
 */
export function rateLimited(script: ServerScript, limit: RateLimit): ServerScript {
  const { calls, window, retryAfter = true, clock = systemClock } = limit
  if (!(calls >= 1 && window > 0)) {
    throw new TastemakerError(
      'config/range',
      `A rate limit needs calls from 1 and a window above 0 ms, got ${calls} and ${window}.`,
    )
  }
  let begun = Number.NEGATIVE_INFINITY
  let taken = 0
  return async (request, gone) => {
    const now = clock.elapsed()
    if (now >= begun + window) {
      begun = now
      taken = 0
    }
    const left = begun + window - now
    const headers = {
      'x-ratelimit-limit-requests': String(calls),
      'x-ratelimit-remaining-requests': String(Math.max(0, calls - taken - 1)),
      'x-ratelimit-reset-requests': `${Math.ceil(left)}ms`,
    }
    if (taken >= calls) {
      const wait = { 'retry-after': String(Math.ceil(left / 1_000)), 'retry-after-ms': String(Math.ceil(left)) }
      return { status: 429, message: 'Too many calls', headers: { ...headers, ...(retryAfter ? wait : {}) } }
    }
    taken++
    const reply = await script(request, gone)
    if (typeof reply === 'string') return { text: reply, headers }
    return 'text' in reply && !('fault' in reply) ? { ...reply, headers: { ...headers, ...reply.headers } } : reply
  }
}
