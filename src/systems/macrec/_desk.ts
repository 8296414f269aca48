import type { z } from 'zod'
import type { Surroundings } from '../../agents/index.ts'
import type { PlannerResult, UserId } from '../../domain/index.ts'
import type { Team } from './_team.ts'
import type { AnswerKind } from './answers.ts'
import type { Configuration, MacRecOptions } from './configurations.ts'

/** What lies before the manager and its agents while they work on one task. */
export interface Desk {
  readonly id: string
  readonly around: Surroundings
  /** Nobody in a conversation with somebody unknown. */
  readonly user: UserId | undefined
  /** What is asked, with all that is known from the start. */
  readonly request: string
  readonly answer: AnswerKind
  /** Which people and items may be studied. */
  readonly may: { readonly user: (id: string) => boolean; readonly item: (id: string) => boolean }
  readonly agents: Configuration
  readonly options: MacRecOptions
  readonly team: Team
  /** Asked for what is no part of the task; steps that could not be used; answers that were turned down. */
  readonly tally: { outside: number; broken: number; refused: number }
}

/** What the manager can send somebody to do. */
export interface Command<Input = unknown> {
  readonly name: string
  readonly description: string
  readonly input: z.ZodType<Input>
  /** @param at where in the transcript, and under which key. @returns an observation, also where it came to nothing */
  run(input: Input, at: { readonly node: number; readonly key: string }): Promise<string>
}

/** What an agent brought, or that it brought nothing and why: the manager goes on either way. @example reported('searcher', result) */
export const reported = (who: string, { status, answer, failure }: PlannerResult): string =>
  status === 'answered'
    ? String(answer)
    : `The ${who} came to nothing: ${failure?.kind}, ${JSON.stringify(failure?.raw.slice(0, 200))}.`
