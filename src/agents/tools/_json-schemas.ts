import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** What goes into a tool and what comes out of it, as JSON Schema. */
export interface ToolSchemas {
  readonly input: JsonSchema
  readonly output: JsonSchema
}

/** By the schema that goes in, then by the one that comes out: tools of many sessions share their schemas. */
const made = new WeakMap<z.ZodType, WeakMap<z.ZodType, ToolSchemas>>()

/**
 * The schemas of a tool as JSON Schema, draft 2020-12, made once for a pair of schemas.
 *
 * Throws what zod throws for a schema that JSON cannot say, a transform among them: whoever calls over a wire checks a
 * value once more, and a transform would change it twice.
 */
export function jsonSchemas(tool: Tool): ToolSchemas {
  const known = made.get(tool.input)?.get(tool.output)
  if (known) return known
  // The input has to be sayable as it is given and as it arrives.
  z.toJSONSchema(tool.input, { io: 'output' })
  const schemas = { input: plain(tool.input, 'input'), output: plain(tool.output, 'output') }
  const outputs = made.get(tool.input) ?? new WeakMap<z.ZodType, ToolSchemas>()
  made.set(tool.input, outputs.set(tool.output, schemas))
  return schemas
}

function plain(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  // Beside the schema zod hangs its own functions on the object: JSON drops them.
  const { $schema: _, ...json } = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io }))) as Record<string, unknown>
  return json
}
