import { z } from 'zod'
import { type JsonSchema, TastemakerError } from '../../domain/index.ts'
import type { Reading } from './_ask.ts'
import { withoutFence, withoutThoughts } from './_thoughts.ts'

/**
 * Reads a model's text as one JSON document of a schema.
 *
 * Thoughts, a code fence and prose around the document are put aside. Nothing inside it is mended: a trailing comma, a
 * single quote, a missing end or a second document is wrong, because to mend it is to guess what was meant.
 *
 * @returns the value, or what is wrong with the text in a clause that a repair can quote
 * @example readJson('Sure! {"genre": "drama"}', z.object({ genre: z.string() })) // { value: { genre: 'drama' } }
 */
export function readJson<T>(text: string, schema: z.ZodType<T>): Reading<T> {
  const said = withoutFence(withoutThoughts(text)).trim()
  if (said === '') return { wrong: 'there was nothing in it' }
  const document = parse(said) ?? parse(withoutProse(said))
  if (document === null) return { wrong: 'that is not one valid JSON document' }
  const parsed = schema.safeParse(document.value)
  if (parsed.success) return { value: parsed.data }
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the document'}: ${message}`)
  // Issues name keys that the model made up, on one line like everything that is quoted.
  return {
    wrong: `it does not fit the schema (${issues
      .join('; ')
      .replace(/\p{Cc}+/gu, ' ')
      .slice(0, 300)})`,
  }
}

/** From the first bracket to the last: two documents, or brackets in the prose, do not parse and are not guessed at. */
function withoutProse(said: string): string {
  const start = said.search(/[{[]/)
  return start < 0 ? '' : said.slice(start, Math.max(said.lastIndexOf('}'), said.lastIndexOf(']')) + 1)
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const schemas = new WeakMap<z.ZodType, JsonSchema>()

/**
 * The JSON Schema of what a zod schema reads, made once for each schema. Objects are closed unless they say otherwise.
 *
 * @throws TastemakerError config/option when JSON cannot carry it, such as a date
 * @example jsonSchemaOf(z.object({ genre: z.string() })).type // 'object'
 */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = schemas.get(schema)
  if (known) return known
  const made = toJsonSchema(schema)
  schemas.set(schema, made)
  return made
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  try {
    // A model writes what the schema reads, before defaults and transforms. Servers that hold to a schema want closed objects.
    const { $schema: _, ...rest } = z.toJSONSchema(schema, {
      io: 'input',
      override: ({ jsonSchema }) => {
        if (jsonSchema.properties) jsonSchema.additionalProperties ??= false
      },
    })
    return rest
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new TastemakerError(
      'config/option',
      `A schema must have a JSON Schema for a model to fill it, but ${reason}.`,
      'Use texts, numbers, truth values, enums, lists and objects, and make the rest from them afterwards.',
      { cause: error },
    )
  }
}
