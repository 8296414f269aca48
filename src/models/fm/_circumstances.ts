/*
 * The circumstances of an event as categorical fields. A value is known by the 32-bit hash of its field and name, so that a
 * fitted model keeps numbers only; two values that share a hash are one to the model.
 */
import type { Context, Interactions } from '../../domain/index.ts'
import { sharedInt32 } from '../_arrays.ts'
import { fnv1a } from '../_features/_hash.ts'

/** What can be known of a moment. Hour and weekday are UTC. */
const FIELDS = ['hour', 'weekday', 'place', 'device', 'environment', 'status', 'companions', 'session'] as const

type Field = (typeof FIELDS)[number]

/** Number of fields. */
export const FIELD_COUNT: number = FIELDS.length

/** The circumstances of a log. */
export interface Circumstances {
  /** Those that occur, by their number. */
  readonly hashes: Int32Array
  /** For each row and field the number of what was the case, or -1 where unknown: rows x fields, row-major. */
  readonly codes: Int32Array
}

/** Reads the circumstances of every row. @param wanted false reads none, and all are unknown */
export function circumstancesOf(log: Interactions, wanted: boolean): Circumstances {
  const codes = new Int32Array(log.length * FIELD_COUNT).fill(-1)
  const numbers = new Map<number, number>()
  const fill = (field: Field, nameAt: (row: number) => string | undefined) => {
    const byName = new Map<string, number>()
    for (let row = 0; row < log.length; row++) {
      const name = nameAt(row)
      if (name === undefined) continue
      let number = byName.get(name)
      if (number === undefined) {
        const hash = hashOf(field, name)
        number = numbers.get(hash) ?? numbers.size
        numbers.set(hash, number)
        byName.set(name, number)
      }
      codes[row * FIELD_COUNT + FIELDS.indexOf(field)] = number
    }
  }
  if (wanted) {
    fill('hour', (row) => hourOf(log.at[row]!))
    fill('weekday', (row) => weekdayOf(log.at[row]!))
    for (const { name, values, codes: places } of log.context ?? []) {
      const names = name === 'companions' ? values.map((value) => company(value.split(','))) : values
      fill(name, (row) => names[places[row]!])
    }
  }
  const hashes = sharedInt32(numbers.size)
  for (const [hash, number] of numbers) hashes[number] = hash
  return { hashes, codes }
}

/**
 * The circumstances of a request.
 *
 * @param numberOf the number of a hash, or undefined for what training never met
 * @returns one number a field, -1 where it is unknown
 */
export function codesOf(context: Context, numberOf: (hash: number) => number | undefined): Int32Array {
  const { at = Number.NaN, companions, ...rest } = context
  const named: Readonly<Partial<Record<Field, string | undefined>>> = {
    ...rest,
    hour: hourOf(at),
    weekday: weekdayOf(at),
    companions: companions && company(companions),
  }
  return Int32Array.from(FIELDS, (field) => {
    const name = named[field]
    return name === undefined ? -1 : (numberOf(hashOf(field, name)) ?? -1)
  })
}

const HOUR = 3_600_000

function hourOf(at: number): string | undefined {
  return Number.isFinite(at) ? String(modulo(Math.floor(at / HOUR), 24)) : undefined
}

/** 0 is Sunday; 1970 began on a Thursday. */
function weekdayOf(at: number): string | undefined {
  return Number.isFinite(at) ? String(modulo(Math.floor(at / (24 * HOUR)) + 4, 7)) : undefined
}

/** The same people are the same company in whatever order they are named. */
function company(names: readonly string[]): string {
  return names
    .map((name) => name.trim())
    .sort()
    .join(',')
}

function modulo(number: number, by: number): number {
  return ((number % by) + by) % by
}

function hashOf(field: Field, name: string): number {
  return fnv1a(`${field}=${name}`)
}
