import { z } from 'zod'
import { ToolError } from '../../domain/index.ts'
import { didYouMean } from './_ids.ts'
import type { CatalogueColumns, FieldColumn } from './catalogue-columns.ts'

const field = z.string().min(1).max(100).describe('name of the field')
const value = z.union([z.string().max(200), z.number(), z.boolean()])

/** A condition on items as data, so that no query language has to be written or trusted. */
export const constraintSchema = z.discriminatedUnion('op', [
  z.object({ field, op: z.enum(['=', '!=']), value }),
  z.object({ field, op: z.enum(['<', '<=', '>', '>=']), value: z.number() }),
  z.object({ field, op: z.literal('between'), from: z.number(), to: z.number() }).describe('both ends included'),
  z.object({ field, op: z.enum(['in', 'not_in']), values: z.array(value).min(1).max(100) }),
  z.object({ field, op: z.enum(['contains', 'not_contains']), value: z.string().min(1).max(200) }),
])

/** A condition on items. */
export type Constraint = z.infer<typeof constraintSchema>

/** Whether an item, by its index, satisfies a condition. */
export type ItemTest = (item: number) => boolean

/**
 * Makes a test of a condition, ready to be asked for every item.
 *
 * Case does not count. An item that lacks the field fails every condition but the negative ones (`!=`, `not_in`,
 * `not_contains`). `category` holds several values: `=` and `in` ask for one that is among them, `!=` and `not_in` for
 * none.
 *
 * @throws {ToolError} for a field or value that the catalogue does not have, with the nearest ones, and for an operation that
 *   does not suit the field
 * @example itemTest(columns, { field: 'year', op: 'between', from: 1980, to: 1989 })(3)
 */
export function itemTest(columns: CatalogueColumns, constraint: Constraint): ItemTest {
  const column = columns.fields.get(constraint.field)
  if (column) return column.type === 'number' ? numberTest(column.values, constraint) : textTest(column, constraint)
  const names = [...columns.fields.keys()]
  throw new ToolError(
    `There is no field ${JSON.stringify(constraint.field)}.${didYouMean(constraint.field, names)} Fields are ${names.join(', ')}.`,
  )
}

function numberTest(values: Float64Array, constraint: Constraint): ItemTest {
  switch (constraint.op) {
    case '=':
    case 'in': {
      const wanted = new Set(numbersOf(constraint))
      return (item) => wanted.has(values[item]!)
    }
    case '!=':
    case 'not_in': {
      const unwanted = new Set(numbersOf(constraint))
      return (item) => !unwanted.has(values[item]!)
    }
    case '<':
      return (item) => values[item]! < constraint.value
    case '<=':
      return (item) => values[item]! <= constraint.value
    case '>':
      return (item) => values[item]! > constraint.value
    case '>=':
      return (item) => values[item]! >= constraint.value
    case 'between': {
      const { field, from, to } = constraint
      if (from > to) throw new ToolError(`Nothing lies between ${from} and ${to}: give ${field} the smaller end first.`)
      return (item) => values[item]! >= from && values[item]! <= to
    }
    default:
      throw new ToolError(`${constraint.field} holds numbers: use =, !=, <, <=, >, >=, between, in or not_in.`)
  }
}

/** The values of a condition on numbers; numbers written as text count. */
function numbersOf(constraint: Extract<Constraint, { op: '=' | '!=' | 'in' | 'not_in' }>): readonly number[] {
  return valuesOf(constraint).map((given) => {
    const number = typeof given === 'string' && given.trim() === '' ? Number.NaN : Number(given)
    if (typeof given === 'boolean' || Number.isNaN(number)) {
      throw new ToolError(`${constraint.field} holds numbers, and ${JSON.stringify(given)} is none.`)
    }
    return number
  })
}

const valuesOf = (constraint: Extract<Constraint, { op: '=' | '!=' | 'in' | 'not_in' }>) =>
  'values' in constraint ? constraint.values : [constraint.value]

type TextColumn = Exclude<FieldColumn, { readonly type: 'number' }>

function textTest(column: TextColumn, constraint: Constraint): ItemTest {
  const among = holder(column)
  switch (constraint.op) {
    case '=':
    case 'in':
      return among(codesOf(column, constraint))
    case '!=':
    case 'not_in': {
      const has = among(codesOf(column, constraint))
      return (item) => !has(item)
    }
    case 'contains':
    case 'not_contains': {
      const part = constraint.value.toLowerCase()
      const has = among(Uint8Array.from(column.values, (text) => Number(text.toLowerCase().includes(part))))
      return constraint.op === 'contains' ? has : (item) => !has(item)
    }
    default:
      throw new ToolError(`${constraint.field} holds text: use =, !=, in, not_in, contains or not_contains.`)
  }
}

/** Given a byte a value, whether an item has one whose byte is 1. */
function holder(column: TextColumn): (wanted: Uint8Array) => ItemTest {
  const { codes } = column
  if (column.type === 'text') return (wanted) => (item) => codes[item]! >= 0 && wanted[codes[item]!] === 1
  const { offsets } = column
  return (wanted) => (item) => {
    for (let at = offsets[item]!; at < offsets[item + 1]!; at++) if (wanted[codes[at]!] === 1) return true
    return false
  }
}

/** A byte a value: 1 for those a condition names, whatever their case. */
function codesOf(
  column: TextColumn,
  constraint: Extract<Constraint, { op: '=' | '!=' | 'in' | 'not_in' }>,
): Uint8Array {
  const wanted = new Uint8Array(column.values.length)
  const lower = column.values.map((text) => text.toLowerCase())
  for (const given of valuesOf(constraint)) {
    const word = String(given).toLowerCase()
    let known = false
    for (const [code, text] of lower.entries()) {
      if (text !== word) continue
      wanted[code] = 1
      known = true
    }
    if (!known) {
      const near = didYouMean(String(given), column.values)
      throw new ToolError(
        `No item has the ${constraint.field} ${JSON.stringify(given)}.${near} For a part of a text use contains.`,
      )
    }
  }
  return wanted
}
