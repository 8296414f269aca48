import type { Distance } from './formulas.ts'

/** The constants of a memory in three tiers. */
export interface TierConstants {
  /** Importance an observation must exceed to be kept at all. */
  readonly cut: number
  /** Short-term memories at most. */
  readonly capacity: number
  /** Probability from which a likeness may strengthen a short-term memory. */
  readonly enhanceFrom: number
  /** Added to the likeness of the newest short-term memory. */
  readonly newestBonus: number
  /** Strengthenings after which a memory moves to long-term memory. */
  readonly promoteAt: number
  /** Long-term memories that a question recalls. */
  readonly recall: number
  /** What is left of a memory's recency after each hour. */
  readonly decay: number
  readonly distance: Distance
  /** Importance stored since the last reflection that must be exceeded for another. */
  readonly reflectAt: number
  /** Newest long-term memories that the salient question is asked over. */
  readonly reflectOver: number
  /** sigma(cos) from which an insight replaces a memory it rests on. */
  readonly mergeFrom: number
  /** Hours without access that must be exceeded before a memory can be forgotten. */
  readonly idleHours: number
  /** Whether forgotten memories are deleted, kept under a mark, or nothing is forgotten. */
  readonly forgetting: 'delete' | 'marker' | 'off'
  /** Questions an observation takes: 1 for the sentence with its rating, 2 for one after the other. */
  readonly observeCalls: 1 | 2
}

const RECAGENT: TierConstants = {
  cut: 0.62,
  capacity: 10,
  enhanceFrom: 0.7,
  newestBonus: 0.1,
  promoteAt: 3,
  recall: 5,
  decay: 0.99,
  distance: 'plain',
  reflectAt: 10,
  reflectOver: 50,
  mergeFrom: 0.72,
  idleHours: 24,
  forgetting: 'delete',
  observeCalls: 1,
}

/**
 * Memories in three tiers by name (Wang et al. 2023, RecAgent).
 *
 * `recagent` has the published constants with a relevance from 0 to 1; `recagent-released` measures distance and marks what
 * is forgotten as the released code does, and asks twice about every observation. In both, what is forgotten or merged
 * leaves the draw of the next forgetting, where the released code keeps it.
 */
export const tierPresets = {
  recagent: RECAGENT,
  'recagent-released': { ...RECAGENT, distance: 'squared', forgetting: 'marker', observeCalls: 2 },
} as const satisfies Record<string, TierConstants>

/** How long a text memory may get. */
export interface TextConstants {
  /** Words at most. */
  readonly maxWords: number
}

/** Text memories by name: introductions of users and descriptions of items (Zhang et al. 2024, AgentCF). */
export const textPresets = {
  'agentcf-user': { maxWords: 180 },
  'agentcf-item': { maxWords: 50 },
} as const satisfies Record<string, TextConstants>

/** Ranges of distance in which a remembered case may speak, without their ends; -1 lies below every distance. */
export type RecallWindows = readonly (readonly [above: number, below: number])[]

/**
 * When the nearest remembered case is near enough to be used (Shi et al. 2024, BiLLP), by name and role.
 *
 * The released actor also hears cases from 0.3 to 0.5 and none between; `described` are the thresholds of the paper;
 * `monotone` is one threshold for both, ours.
 */
export const recallWindows = {
  described: { actor: [[-1, 0.01]], critic: [[-1, 0.1]] },
  released: {
    actor: [
      [-1, 0.01],
      [0.3, 0.5],
    ],
    critic: [[-1, 0.01]],
  },
  monotone: { actor: [[-1, 0.1]], critic: [[-1, 0.1]] },
} as const satisfies Record<string, Record<'actor' | 'critic', RecallWindows>>

/** Whether a case at this distance may speak. @example withinWindows(0.4, recallWindows.released.actor) // true */
export const withinWindows = (distance: number, windows: RecallWindows): boolean =>
  windows.some(([above, below]) => distance > above && distance < below)
