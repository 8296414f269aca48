import type { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { showOutput } from './_show-output.ts'
import type { Toolset } from './toolset.ts'
import { useTool } from './use-tool.ts'

/** What the `tool()` of the AI SDK takes, and what its `generateText` accepts in `tools`. */
export interface AiTool<Input = unknown, Output = unknown> {
  readonly description: string
  readonly inputSchema: z.ZodType<Input>
  readonly outputSchema: z.ZodType<Output>
  execute(input: Input, options: { readonly abortSignal?: AbortSignal | undefined }): Promise<Output>
  /** The words of the tool, in place of bare JSON. */
  toModelOutput(result: { readonly output: Output }): { readonly type: 'text'; readonly value: string }
}

/**
 * A tool as the AI SDK takes it.
 *
 * Trouble is thrown as a `ToolError`: the AI SDK turns it into a result that the model reads.
 *
 * @param timeout milliseconds; as `useTool` has it unless given
 * @example await generateText({ model, prompt, tools: { look_up_item: aiTool(lookUpItem) } })
 */
export function aiTool<Input, Output>(tool: Tool<Input, Output>, timeout?: number): AiTool<Input, Output> {
  return {
    description: tool.description,
    inputSchema: tool.input,
    outputSchema: tool.output,
    async execute(input, { abortSignal }) {
      const use = await useTool(tool, input, {
        ...(timeout === undefined ? {} : { timeout }),
        ...(abortSignal ? { signal: abortSignal } : {}),
      })
      if (!use.ok) throw new ToolError(use.words)
      return use.output as Output
    },
    toModelOutput: ({ output }) => ({ type: 'text', value: showOutput(tool, output) }),
  }
}

/** All tools of a set as the AI SDK takes them, by name. @example await generateText({ model, prompt, tools: aiTools(set) }) */
export function aiTools(set: Toolset, timeout?: number): Readonly<Record<string, AiTool>> {
  return Object.fromEntries(set.tools.map((tool) => [tool.name, aiTool(tool, timeout)]))
}
