import { TastemakerError, type Tool } from '../../domain/index.ts'
import { jsonSchemas } from './_json-schemas.ts'

const NAME = /^[a-z][a-z0-9_]{0,63}$/

/**
 * Checks that a tool can be offered everywhere: to a planner, to an agent of the AI SDK and over MCP.
 *
 * @param tool its input and output are objects, and can be written as JSON Schema, hence hold no transforms
 * @returns the tool itself
 * @throws {TastemakerError} `tool/definition` for a name, description or schema that cannot be offered
 * @example defineTool({ name: 'add', description: 'Adds two numbers.', input: pair, output: sum, run: ({ a, b }) => ({ sum: a + b }) })
 */
export function defineTool<Input, Output>(tool: Tool<Input, Output>): Tool<Input, Output> {
  if (!NAME.test(tool.name)) {
    const hint = 'Use 1 to 64 lower-case letters, digits and underscores, a letter first, such as search_items.'
    throw new TastemakerError('tool/definition', `"${tool.name}" cannot be the name of a tool.`, hint)
  }
  if (tool.description.trim() === '') {
    const hint = 'A model chooses by it: say in a sentence or two what it does and when to use it.'
    throw new TastemakerError('tool/definition', `The tool ${tool.name} has no description.`, hint)
  }
  const schemas = schemasOf(tool)
  for (const side of ['input', 'output'] as const) {
    if (schemas[side]['type'] === 'object') continue
    const message = `The ${side} of the tool ${tool.name} is no object.`
    throw new TastemakerError('tool/definition', message, 'MCP and the AI SDK want one: use z.object({ ... }).')
  }
  return tool
}

function schemasOf(tool: Tool) {
  try {
    return jsonSchemas(tool)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const message = `The schemas of the tool ${tool.name} cannot be written as JSON Schema: ${why}`
    const hint = 'Use types that JSON has, and no transform: convert inside run.'
    throw new TastemakerError('tool/definition', message, hint, { cause })
  }
}
