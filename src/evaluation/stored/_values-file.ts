/*
 * One value per person, recommender and metric: a line of JSON that names people and columns, then the columns as float64,
 * little-endian, one behind the other.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { TastemakerError, type UserId } from '../../domain/index.ts'

const header = z.object({
  format: z.literal('tastemaker-evaluation-values'),
  formatVersion: z.literal(1),
  people: z.array(z.string()),
  columns: z.array(z.object({ recommender: z.string(), label: z.string() })),
})

/** The values of all recommenders, people in one order. */
export interface Values {
  readonly people: readonly UserId[]
  /** In the order of recommenders; by label. */
  readonly perPerson: ReadonlyMap<string, Readonly<Record<string, Float64Array>>>
}

/** The parts of the file, ready to be written, and the SHA-256 of all of them. */
export function encodeValues({ people, perPerson }: Values): {
  readonly parts: readonly Uint8Array[]
  readonly sha256: string
} {
  const columns = [...perPerson].flatMap(([recommender, labels]) =>
    Object.entries(labels).map(([label, values]) => ({ recommender, label, values })),
  )
  const head: z.infer<typeof header> = {
    format: 'tastemaker-evaluation-values',
    formatVersion: 1,
    people: [...people],
    columns: columns.map(({ recommender, label }) => ({ recommender, label })),
  }
  const parts = [
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...columns.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ]
  return { parts, sha256: digest(parts) }
}

/**
 * Reads the file again.
 *
 * @param wanted the SHA-256 that the evaluation says its values have
 * @throws {TastemakerError} `run/incomplete` when these are not the bytes that were written
 */
export function decodeValues(bytes: Buffer, wanted: string, path: string): Values {
  if (digest([bytes]) !== wanted) throw spoilt(path, 'do not match their checksum')
  const lineEnd = bytes.indexOf(10)
  const head = header.safeParse(JSON.parse(bytes.subarray(0, lineEnd).toString()))
  if (!head.success) throw spoilt(path, 'are of a form that this version does not read')
  const { people, columns } = head.data
  const payload = bytes.subarray(lineEnd + 1)
  const size = people.length * Float64Array.BYTES_PER_ELEMENT
  if (payload.length !== size * columns.length) throw spoilt(path, 'are more or fewer than the file says')
  const found = columns.map(({ recommender, label }, place) => {
    const values = new Float64Array(people.length)
    new Uint8Array(values.buffer).set(payload.subarray(place * size, (place + 1) * size))
    return { recommender, label, values }
  })
  const groups = [...Map.groupBy(found, ({ recommender }) => recommender)]
  const byLabel = (group: typeof found) => Object.fromEntries(group.map(({ label, values }) => [label, values]))
  return {
    people: people as UserId[],
    perPerson: new Map(groups.map(([recommender, group]) => [recommender, byLabel(group)])),
  }
}

function digest(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

const spoilt = (path: string, why: string): TastemakerError =>
  new TastemakerError(
    'run/incomplete',
    `The values in ${path} ${why}.`,
    'The folder was edited or cut; evaluate again.',
  )
