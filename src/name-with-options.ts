/*
 * Names with options riding on them: `ease:lambda=300`, `generated:users=200,items=80`.
 *
 * The same text works in code, on the command line and in a run's manifest. A zod schema says which options exist; values
 * arrive as text or as themselves and leave checked, with defaults filled in.
 */
import { z } from 'zod'
import { TastemakerError } from './domain/index.ts'
import { nearest } from './nearest.ts'

/** A name and the options that rode on it, still as text. */
export interface NameWithOptions {
  readonly name: string
  readonly options: Readonly<Record<string, string>>
}

/**
 * Takes `name:key=value,key=value` apart.
 *
 * @param text a name, with options after a colon or without
 * @returns the name and the options as text, unchecked
 * @throws {TastemakerError} `config/option` when a part is not `key=value` or a key comes twice
 * @example parseNameWithOptions('ease:lambda=300') // { name: 'ease', options: { lambda: '300' } }
 */
export function parseNameWithOptions(text: string): NameWithOptions {
  const colon = text.indexOf(':')
  const name = (colon < 0 ? text : text.slice(0, colon)).trim()
  const pairs = new Map<string, string>()
  for (const part of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const equals = part.indexOf('=')
    const key = part.slice(0, equals).trim()
    if (equals < 1 || key === '' || pairs.has(key)) {
      const wrong = pairs.has(key) ? `"${key}" comes twice` : `"${part}" is not key=value`
      throw new TastemakerError('config/option', `Cannot read "${text}": ${wrong}.`, 'Write name:key=value,key=value.')
    }
    pairs.set(key, part.slice(equals + 1).trim())
  }
  return { name, options: Object.fromEntries(pairs) }
}

/**
 * Checks options against their schema and fills in the defaults.
 *
 * @param schema one zod object, every key optional or with a default
 * @param raw values as text or as themselves; text is read as a number or a boolean where the schema wants one
 * @param owner whose options these are, for the message
 * @throws {TastemakerError} `config/unknown-name` for a key that is not in the schema, `config/option` for a bad value
 * @example readOptions(z.object({ lambda: z.number().default(300) }), { lambda: '10' }, 'ease') // { lambda: 10 }
 */
export function readOptions<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  raw: Readonly<Record<string, unknown>>,
  owner: string,
): z.output<z.ZodObject<Shape>> {
  const fields = fieldsOf(schema)
  for (const key of Object.keys(raw)) {
    if (Object.hasOwn(fields, key)) continue
    throw new TastemakerError('config/unknown-name', `${owner} has no option "${key}".`, hintFor(key, fields))
  }
  const given = Object.entries(raw).filter(([, value]) => value !== undefined)
  const values = Object.fromEntries(given.map(([key, value]) => [key, fromText(value, fields[key]!)]))
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  const key = String(parsed.error.issues[0]?.path[0])
  throw new TastemakerError(
    'config/option',
    `Option "${key}" of ${owner} must be ${describeField(fields[key])}, got ${shown(raw[key])}.`,
    fields[key]?.default === undefined ? undefined : `The default is ${String(fields[key].default)}.`,
  )
}

/**
 * Writes a name and those of its options that differ from their default, as a user would type them.
 *
 * @example nameWithOptions('ease', { lambda: 500 }, easeOptions) // 'ease:lambda=500'
 */
export function nameWithOptions(name: string, options: Readonly<Record<string, unknown>>, schema: z.ZodObject): string {
  const fields = fieldsOf(schema)
  const told = Object.keys(fields).filter((key) => options[key] !== undefined && options[key] !== fields[key]?.default)
  return told.length === 0 ? name : `${name}:${told.map((key) => `${key}=${String(options[key])}`).join(',')}`
}

function hintFor(key: string, fields: Readonly<Record<string, Field>>): string {
  const known = Object.keys(fields)
  if (known.length === 0) return 'It takes no options.'
  const near = nearest(key, known)
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Its options: ${known.join(', ')}.`
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

/** One option as JSON Schema tells it. */
interface Field {
  readonly type?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

function fieldsOf(schema: z.ZodObject): Readonly<Record<string, Field>> {
  return (z.toJSONSchema(schema, { io: 'input' }).properties ?? {}) as Record<string, Field>
}

function fromText(value: unknown, field: Field): unknown {
  if (typeof value !== 'string') return value
  if (field.type === 'number' || field.type === 'integer') return value === '' ? value : Number(value)
  if (field.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}

function describeField(field: Field | undefined): string {
  if (field?.enum) return `one of ${field.enum.join(', ')}`
  if (field?.type === 'boolean') return 'true or false'
  if (field?.type !== 'number' && field?.type !== 'integer') return 'a text'
  const noun = field.type === 'integer' ? 'a whole number' : 'a number'
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field
  const bounds = [
    minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER ? `from ${minimum}` : '',
    exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : '',
    maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER ? `up to ${maximum}` : '',
    exclusiveMaximum !== undefined ? `below ${exclusiveMaximum}` : '',
  ]
  return [noun, ...bounds.filter((bound) => bound !== '')].join(' ')
}
