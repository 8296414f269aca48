import type { z } from 'zod'

/**
 * Something an agent can do: look up, search, filter, rank. One definition serves a planner, an agent of the AI SDK and an MCP
 * server.
 *
 * An implementer answers from its input and from what it was made with, never from held-out data; names items by id and puts no
 * title into an output that is not meant to be shown; throws a `ToolError` for what whoever calls it can mend, and anything else
 * for what is broken. Nobody calls `run` directly: `useTool` of `agents/tools` checks input and output and keeps the time.
 */
export interface Tool<Input = unknown, Output = unknown> {
  /** As a model calls it: lower-case words joined by underscores, a verb first, such as `search_items`. */
  readonly name: string
  /** What it does and when to use it, in one or two sentences; a model reads it. */
  readonly description: string
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
  run(input: Input, signal?: AbortSignal): Output | Promise<Output>
  /** The output in words for a model; JSON unless given. Text from data is quoted as data. */
  show?(output: Output): string
}

/** A mistake in a tool's use that whoever calls it can mend. @example throw new ToolError('No item has the id "x9". Search first.') */
export class ToolError extends Error {
  /** @param message a sentence with the value, and what to do instead */
  constructor(message: string) {
    super(message)
    this.name = 'ToolError'
  }
}
