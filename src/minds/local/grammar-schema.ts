import type { JsonSchema } from '../../domain/index.ts'

/** A whole number between bounds is written out as a list of values up to this many. */
const MOST_VALUES = 100

/**
 * Bounds up to which a grammar counts letters and members. It writes a rule for each of them and refuses more than some two thousand;
 * a longer bound is left to the room of the answer, and to the check of what was said.
 */
const MOST_LETTERS = 200
const MOST_MEMBERS = 20

const PLAIN_TYPES = new Set(['string', 'number', 'integer', 'boolean', 'null'])

/**
 * Rewrites a JSON Schema so that a grammar can hold a model to it.
 *
 * The grammars of llama.cpp, as its Node binding makes them, know `type`, `enum`, `const`, `oneOf`, `properties`,
 * `items` and `$ref`; they pass over bounds of numbers, and turn what they do not know into `null` without a word. So
 * `anyOf` becomes `oneOf`, a whole number between near bounds becomes the list of its values, and anything else that
 * would be lost is refused.
 *
 * @returns the schema for the grammar, or in words what a grammar can not hold
 * @example grammarSchema({ type: 'integer', minimum: 1, maximum: 3 }) // { schema: { enum: [1, 2, 3] } }
 */
export function grammarSchema(schema: JsonSchema): { readonly schema: JsonSchema } | { readonly wrong: string } {
  try {
    return { schema: rewritten(schema, '$') }
  } catch (error) {
    if (error instanceof NotForGrammars) return { wrong: error.message }
    throw error
  }
}

class NotForGrammars extends Error {}

function rewritten(schema: unknown, at: string): JsonSchema {
  if (!isRecord(schema)) throw new NotForGrammars(`${at} is no schema of its own`)
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices))
    return { ...definitions(schema, at), oneOf: choices.map((one, i) => rewritten(one, `${at}[${i}]`)) }
  if (schema['enum'] !== undefined || schema['const'] !== undefined || schema['$ref'] !== undefined) return schema
  const { type } = schema
  if (type === 'object') return { ...schema, ...definitions(schema, at), ...objectParts(schema, at) }
  if (type === 'array') {
    return { ...without(schema, 'maxItems', MOST_MEMBERS), ...definitions(schema, at), ...arrayParts(schema, at) }
  }
  if (type === 'string') return without(schema, 'maxLength', MOST_LETTERS)
  if (type === 'integer') return valuesBetween(schema['minimum'], schema['maximum']) ?? schema
  if ([type].flat().every((name) => typeof name === 'string' && PLAIN_TYPES.has(name))) return schema
  throw new NotForGrammars(
    `${at} has none of type, enum, const, anyOf, oneOf and $ref (${Object.keys(schema).join(', ')})`,
  )
}

function objectParts(schema: JsonSchema, at: string): JsonSchema {
  const { properties, additionalProperties: rest } = schema
  return {
    ...(isRecord(properties) && { properties: all(properties, at) }),
    ...(isRecord(rest) && { additionalProperties: rewritten(rest, `${at}.*`) }),
  }
}

function arrayParts(schema: JsonSchema, at: string): JsonSchema {
  const { items, prefixItems: first } = schema
  return {
    ...(items !== undefined && { items: rewritten(items, `${at}[]`) }),
    ...(Array.isArray(first) && { prefixItems: first.map((one, i) => rewritten(one, `${at}[${i}]`)) }),
  }
}

function definitions(schema: JsonSchema, at: string): JsonSchema {
  const { $defs } = schema
  return isRecord($defs) ? { $defs: all($defs, `${at}.$defs`) } : {}
}

const all = (schemas: JsonSchema, at: string): JsonSchema =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, rewritten(schema, `${at}.${name}`)]))

function valuesBetween(least: unknown, most: unknown): JsonSchema | null {
  if (typeof least !== 'number' || typeof most !== 'number') return null
  const values: number[] = []
  for (let value = Math.ceil(least); value <= most && values.length <= MOST_VALUES; value++) values.push(value)
  return values.length > 0 && values.length <= MOST_VALUES ? { enum: values } : null
}

/** A schema without a bound that is too far for a grammar. */
function without(schema: JsonSchema, bound: string, most: number): JsonSchema {
  const { [bound]: given, ...rest } = schema
  return typeof given === 'number' && given > most ? rest : schema
}

const isRecord = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
