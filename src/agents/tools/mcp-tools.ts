import { ToolError } from '../../domain/index.ts'
import { type JsonSchema, jsonSchemas } from './_json-schemas.ts'
import type { Toolset } from './toolset.ts'
import { type UseToolOptions, useTool } from './use-tool.ts'

/** A tool in a list of the Model Context Protocol. */
export interface McpTool {
  readonly name: string
  readonly description: string
  readonly inputSchema: JsonSchema
  readonly outputSchema: JsonSchema
}

/** The result of a call in the Model Context Protocol: words for the model, and the output as data unless there was trouble. */
export interface McpCallResult {
  readonly content: readonly { readonly type: 'text'; readonly text: string }[]
  readonly structuredContent?: Readonly<Record<string, unknown>>
  readonly isError?: true
}

/** Tools as an MCP server lists and calls them. */
export interface McpTools {
  list(): readonly McpTool[]
  /** Resolves whatever the tool does; rejects only with the signal of whoever asked. */
  call(name: string, input: unknown, options?: UseToolOptions): Promise<McpCallResult>
}

/**
 * A set of tools in the shape of the Model Context Protocol, for a server of any make.
 *
 * @example await mcpTools(set).call('look_up_item', { id: 'i3' })
 */
export function mcpTools(set: Toolset): McpTools {
  return {
    list: () =>
      set.tools.map((tool) => {
        const { input, output } = jsonSchemas(tool)
        return { name: tool.name, description: tool.description, inputSchema: input, outputSchema: output }
      }),
    async call(name, input, options = {}) {
      try {
        const use = await useTool(set.get(name), input, options)
        if (!use.ok) return trouble(use.words)
        return { ...said(use.words), structuredContent: use.output as Record<string, unknown> }
      } catch (error) {
        if (error instanceof ToolError) return trouble(error.message)
        throw error
      }
    },
  }
}

const said = (text: string): McpCallResult => ({ content: [{ type: 'text', text }] })
const trouble = (text: string): McpCallResult => ({ ...said(text), isError: true })

/** A schema by the Standard Schema convention that shows its JSON Schema and lets every value through. */
export interface OpenSchema {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => { readonly value: unknown }
    readonly jsonSchema: {
      readonly input: () => Record<string, unknown>
      readonly output: () => Record<string, unknown>
    }
  }
}

/** The part of an `McpServer` of `@modelcontextprotocol/server` on which tools are registered. */
export interface McpRegistry {
  registerTool(
    name: string,
    description: { description: string; inputSchema: OpenSchema; outputSchema: OpenSchema },
    call: (input: unknown, context: { readonly mcpReq: { readonly signal: AbortSignal } }) => Promise<McpAnswer>,
  ): unknown
}

/** A call's result as an `McpServer` wants it: arrays and records of its own. */
export interface McpAnswer {
  [key: string]: unknown
  content: { type: 'text'; text: string }[]
  structuredContent?: Record<string, unknown>
  isError?: boolean
}

/**
 * Registers all tools of a set on a server of the MCP SDK.
 *
 * Input is checked by the tools themselves, not by the server: a mistake comes back in their words.
 *
 * @example registerMcpTools(new McpServer({ name: 'films', version: '1.0.0' }), set)
 */
export function registerMcpTools(server: McpRegistry, set: Toolset, timeout?: number): void {
  const { list, call } = mcpTools(set)
  for (const { name, description, inputSchema, outputSchema } of list()) {
    const schemas = { inputSchema: openSchema(inputSchema), outputSchema: openSchema(outputSchema) }
    server.registerTool(name, { description, ...schemas }, async (input, { mcpReq }) => {
      const result = await call(name, input, { signal: mcpReq.signal, ...(timeout === undefined ? {} : { timeout }) })
      return { ...result, content: [...result.content] }
    })
  }
}

function openSchema(schema: JsonSchema): OpenSchema {
  const json = () => ({ ...schema })
  const validate = (value: unknown) => ({ value })
  return { '~standard': { version: 1, vendor: 'tastemaker', validate, jsonSchema: { input: json, output: json } } }
}
