import { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { showOutput } from './_show-output.ts'

/** What a use of a tool came to: its output with the words for a model, or a sentence on what went wrong. */
export type ToolUse =
  | { readonly ok: true; readonly output: unknown; readonly words: string }
  | { readonly ok: false; readonly kind: ToolTrouble; readonly words: string }

/** Wrong input, a mistake that can be mended, something broken, no answer in time, an output of another shape. */
export type ToolTrouble = 'input' | 'refused' | 'broken' | 'timeout' | 'output'

/** How a tool is used. */
export interface UseToolOptions {
  /** Milliseconds; 30,000 unless given. */
  readonly timeout?: number
  readonly signal?: AbortSignal
}

/**
 * Uses a tool as it may be used: input checked, time kept, output checked. Whatever the tool does, this resolves; only
 * the signal of whoever asked rejects.
 *
 * @param input as it came, from a model or over a wire
 * @example await useTool(lookUpItem, { id: 'i3' })
 */
export async function useTool(tool: Tool, input: unknown, options: UseToolOptions = {}): Promise<ToolUse> {
  const { timeout = 30_000, signal } = options
  signal?.throwIfAborted()
  const stop = new AbortController()
  const end = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  try {
    const given = tool.input.safeParse(input)
    if (!given.success) return trouble('input', `${tool.name} does not take this input: ${issuesOf(given.error)}.`)
    const raced = await withinTime(async () => tool.run(given.data, end), timeout, end)
    if (raced === LATE) return trouble('timeout', `${tool.name} gave no answer within ${timeout} ms.`)
    const output = tool.output.safeParse(raced.value)
    if (!output.success)
      return trouble('output', `${tool.name} gave something else than it promises: ${issuesOf(output.error)}.`)
    return { ok: true, output: output.data, words: showOutput(tool, output.data) }
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof ToolError) return trouble('refused', error.message)
    return trouble('broken', `${tool.name} is broken: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    // What still runs after its time may stop; a reason of our own spares the making of an exception.
    stop.abort(OVER)
  }
}

const trouble = (kind: ToolTrouble, words: string): ToolUse => ({ ok: false, kind, words })

const issuesOf = (error: z.ZodError): string =>
  z
    .prettifyError(error)
    .replaceAll('✖ ', '')
    .replaceAll(/\s*\n\s*/g, ' ')

const LATE = Symbol('late')
const OVER = 'the use of the tool is over'

/** The value, `LATE` when the time is over, a rejection when the signal fires. */
async function withinTime<Value>(
  work: () => Promise<Value>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<{ readonly value: Value } | typeof LATE> {
  const { promise, resolve, reject } = Promise.withResolvers<typeof LATE>()
  const timer = setTimeout(resolve, milliseconds, LATE)
  const stop = (): void => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work().then((value) => ({ value })), promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
