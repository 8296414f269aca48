import type { JsonSchema } from '../domain/index.ts'
import type { RandomStream } from '../random.ts'

/**
 * Makes a small value that fits a JSON Schema of the kind that zod writes.
 *
 * Objects get the properties they require, lists the fewest elements, texts a word of a fitting length; `pattern` and
 * `format` are not looked at.
 *
 * @param random chooses among enumerated values, alternatives and truth values, and a number in its range
 * @returns a value for `JSON.stringify`
 * @example fittingValue({ type: 'integer', minimum: 1, maximum: 5 }, random) // 4
 */
export function fittingValue(schema: JsonSchema, random: RandomStream): unknown {
  return fitting(schema, random, schema)
}

function fitting(schema: JsonSchema, random: RandomStream, root: JsonSchema): unknown {
  const { $ref, allOf } = schema
  if (typeof $ref === 'string') return fitting(at($ref, root), random, root)
  if ('const' in schema) return schema['const']
  const listed = schema['enum'] ?? schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(listed)) {
    const chosen: unknown = listed[random.int(listed.length)]
    return schema['enum'] === undefined ? fitting(chosen as JsonSchema, random, root) : chosen
  }
  if (Array.isArray(allOf)) return fitting(Object.assign({}, ...allOf), random, root)
  return ofType(schema, random, root)
}

function ofType(schema: JsonSchema, random: RandomStream, root: JsonSchema): unknown {
  const { type } = schema
  switch (Array.isArray(type) ? type[0] : type) {
    case 'boolean':
      return random.int(2) === 1
    case 'integer':
    case 'number':
      return numberIn(schema, random)
    case 'string':
      return word(numberOf(schema['minLength'], 0), numberOf(schema['maxLength'], Number.POSITIVE_INFINITY))
    case 'array':
      return Array.from({ length: numberOf(schema['minItems'], 0) }, (_, index) =>
        fitting((schema['items'] ?? {}) as JsonSchema, random.split(index), root),
      )
    case 'null':
      return null
    default:
      return object(schema, random, root)
  }
}

function object(schema: JsonSchema, random: RandomStream, root: JsonSchema): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const required = (schema['required'] ?? []) as readonly string[]
  return Object.fromEntries(required.map((name) => [name, fitting(properties[name] ?? {}, random.split(name), root)]))
}

/** A whole number in the range, and at most 10 above its lower end. */
function numberIn(schema: JsonSchema, random: RandomStream): number {
  const low = Math.ceil(numberOf(schema['minimum'], numberOf(schema['exclusiveMinimum'], -1) + 1))
  const high = Math.floor(numberOf(schema['maximum'], numberOf(schema['exclusiveMaximum'], low + 11) - 1))
  return low + random.int(Math.max(1, Math.min(high - low, 10) + 1))
}

/** Cut or repeated to length. */
const word = (least: number, most: number): string =>
  'something'.repeat(Math.max(1, Math.ceil(least / 9))).slice(0, Math.max(least, Math.min(most, 9)))

const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)

/** What a local reference such as `#/$defs/Genre` points at. */
function at(reference: string, root: JsonSchema): JsonSchema {
  const path = reference.replace(/^#\/?/, '').split('/').filter(Boolean)
  return path.reduce<JsonSchema>((schema, key) => (schema[key] ?? {}) as JsonSchema, root)
}
