import type { z } from 'zod'
import type { RandomStream } from '../random.ts'
import type { ItemFacts } from './claims.ts'
import type { Scale } from './data.ts'
import type { Job } from './qualification.ts'

/** Text for a language model. Data inside it is quoted as data. */
export interface Prompt {
  /** What stays the same for one person, so that a model can keep it. */
  readonly system: string
  /** What varies from question to question. */
  readonly user: string
}

/**
 * One question to a mind: the facts, and the words they are rendered in.
 *
 * A choice mind reads `facts`, a language mind reads `prompt()`; the same system code runs on both. The prompt is
 * rendered only when somebody reads it. `random` is the stream of this question alone, so answers do not depend on
 * what else was asked.
 */
export interface Question<Type extends string = string, Facts = unknown> {
  readonly type: Type
  /** The job a model must be qualified for to decide this; left out where no gate exists, so that no model decides it. */
  readonly job?: Job
  readonly facts: Facts
  /** All that words written in answer may state; left out where they are not checked, so that no model words them. */
  readonly claims?: ItemFacts
  readonly prompt: () => Prompt
  readonly random: RandomStream
}

/** An answer among options, with the probability of each option in the order they were given. */
export interface Choice<Option extends string> {
  readonly picked: Option
  readonly probabilities: readonly number[]
}

/** An answer on a scale, with the probability of each point from `min` to `max`. */
export interface Rating {
  readonly value: number
  readonly probabilities: readonly number[]
}

/** How a mind decides; every result says which. */
export type MindName = 'choice' | 'language' | 'hybrid' | 'scripted'

/**
 * Answers typed questions.
 *
 * An implementer answers from the question alone (facts or prompt), never remembers on its own, and rejects with a
 * `MindFailure` when it has no valid answer; whoever asked turns that into an event.
 */
export interface Mind {
  readonly name: MindName
  /** Picks one of at least one option. */
  choose<Option extends string>(question: Question, options: readonly Option[]): Promise<Choice<Option>>
  /** Picks a point of a scale. */
  rate(question: Question, scale: Scale): Promise<Rating>
  /** Writes a few words. */
  write(question: Question): Promise<string>
  /** Fills a schema. */
  extract<T>(question: Question, schema: z.ZodType<T>): Promise<T>
}

/** Why a mind has no answer. The vocabulary of every failure event. */
export type FailureKind =
  | 'bad_input'
  | 'unparseable'
  | 'ungrounded'
  | 'policy'
  | 'timeout'
  | 'budget'
  | 'provider'
  | 'refused'

/** A mind's rejection: typed, with what it said, never a silent default. @example throw new MindFailure('unparseable', 'watch', 'maybe?') */
export class MindFailure extends Error {
  readonly kind: FailureKind
  /** The type of the question that failed. */
  readonly step: string
  /** What the mind said, as it came. */
  readonly raw: string

  constructor(kind: FailureKind, step: string, raw: string) {
    super(`The mind's answer to "${step}" is ${kind}: ${raw.slice(0, 200)}`)
    this.name = 'MindFailure'
    this.kind = kind
    this.step = step
    this.raw = raw
  }
}
