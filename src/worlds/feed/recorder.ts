import type { Action, ExitReason, Recommender, SimulatedUser, SlateEntry } from '../../domain/index.ts'
import type { RunEvent } from '../../runs/index.ts'
import type { FeedOptions } from './feed-options.ts'

/** Simulated milliseconds that pass before an event; watching a film takes an evening. */
const LASTS = {
  'slate-shown': 1_000,
  'item-judged': 3_000,
  'item-watched': 6_000_000,
  'item-rated': 2_000,
  'item-felt': 5_000,
  'user-reflected': 5_000,
  'page-decided': 2_000,
  'user-left': 0,
  'user-interviewed': 60_000,
  'answer-failed': 0,
} as const satisfies Partial<Record<RunEvent['type'], number>>

/** Puts the envelope of one visit around what happens in it. */
export interface Recorder {
  started(): RunEvent
  /** @param advert the entry that somebody paid for, if any */
  slate(page: number, entries: readonly SlateEntry[], advert?: SlateEntry): RunEvent
  action(action: Action): RunEvent
  left(reason: ExitReason, page: number): RunEvent
}

/** Opens the record of one visit. @example recorder(viewer, recommender, options).started() */
export function recorder(user: SimulatedUser, recommender: Recommender, feed: FeedOptions): Recorder {
  const session = `${feed.as}/${recommender.name}/${user.id}`
  let [n, ts] = [0, feed.startAt]
  const envelope = (type: RunEvent['type']) => {
    ts += type === 'visit-started' ? 0 : LASTS[type]
    return {
      v: 1 as const,
      ts,
      n: n++,
      session,
      user: user.id,
      recommender: recommender.name,
      as: feed.as,
      source: 'simulation' as const,
    }
  }
  return {
    started: () => ({ type: 'visit-started', ...envelope('visit-started') }),
    slate: (page, entries, advert) => ({
      type: 'slate-shown',
      ...envelope('slate-shown'),
      page,
      slate: entries.map((entry, position) => ({
        item: entry.item,
        position,
        score: rounded(entry.score),
        ...(entry === advert ? { advert: true as const } : {}),
      })),
    }),
    action: (action) => ({
      ...envelope(action.type),
      ...('probability' in action ? { ...action, probability: rounded(action.probability) } : action),
    }),
    left: (reason, page) => ({ type: 'user-left', ...envelope('user-left'), page, reason }),
  }
}

/** Six digits are more than any model knows, and keep the log small. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
