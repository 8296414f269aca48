/*
 * A fitted model in one file: a line of JSON, then the raw arrays in the order that the line names them, little-endian. The
 * line carries the SHA-256 of everything after it, so a file cut short or changed is noticed before a number of it is used.
 */
import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Fitted, ModelState } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import type { Column } from './_arrays.ts'
import { loadModel } from './registry.ts'

const FORMAT = 'tastemaker-model'
const FORMAT_VERSION = 1

const kinds = { Float32Array, Float64Array, Int32Array } as const

const headerSchema = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  model: z.string(),
  version: z.number(),
  options: z.record(z.string(), z.unknown()),
  arrays: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['Float32Array', 'Float64Array', 'Int32Array']),
      length: z.int().nonnegative(),
    }),
  ),
  sha256: z.string(),
})

/**
 * Writes a fitted model to a file; an older file of that name stays whole until the new one is.
 *
 * @param path of the file, by convention ending in `.model`
 * @throws {TastemakerError} `io/not-writable`
 * @example await writeModel('ease.model', fitted)
 */
export async function writeModel(path: string, fitted: Fitted): Promise<void> {
  const { arrays, ...rest } = fitted.save()
  const columns = Object.entries(arrays)
  const bytes = columns.map(([, array]) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  const header: z.infer<typeof headerSchema> = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    ...rest,
    arrays: columns.map(([name, array]) => ({ name, kind: kindOf(array), length: array.length })),
    sha256: digest(bytes),
  }
  try {
    await writeFile(`${path}.partial`, [Buffer.from(`${JSON.stringify(header)}\n`), ...bytes])
    await rename(`${path}.partial`, path)
  } catch (cause) {
    throw new TastemakerError(
      'io/not-writable',
      `Cannot write the model to "${path}".`,
      'Choose a folder that exists.',
      {
        cause,
      },
    )
  }
}

/**
 * Reads a fitted model from a file.
 *
 * @returns the model with its arrays on shared buffers; it scores exactly as the one that was written
 * @throws {TastemakerError} `io/missing` when there is no file, `model/state` when it is not a whole model of this version
 * @example const fitted = await readModel('ease.model')
 */
export async function readModel(path: string): Promise<Fitted> {
  const file = await readFile(path).catch((cause: unknown) => {
    throw new TastemakerError('io/missing', `Cannot read a model from "${path}".`, 'Check the path.', { cause })
  })
  const lineEnd = file.indexOf(10)
  const header = headerSchema.safeParse(jsonOf(file.subarray(0, Math.max(lineEnd, 0)).toString()))
  if (!header.success) throw unusable(path, 'its first line is not the header of a model of this version')
  const payload = file.subarray(lineEnd + 1)
  if (digest([payload]) !== header.data.sha256) throw unusable(path, 'its numbers do not match their checksum')
  const { model, version, options, arrays: columns } = header.data
  const arrays: Record<string, Column> = {}
  let offset = 0
  for (const { name, kind, length } of columns) {
    const size = length * kinds[kind].BYTES_PER_ELEMENT
    const buffer = new SharedArrayBuffer(size)
    new Uint8Array(buffer).set(payload.subarray(offset, offset + size))
    arrays[name] = on(kind, buffer)
    offset += size
  }
  if (offset !== payload.length) throw unusable(path, 'its arrays are longer or shorter than the header says')
  const state: ModelState = { model, version, options, arrays }
  return loadModel(state)
}

function on(kind: keyof typeof kinds, buffer: SharedArrayBuffer): Column {
  if (kind === 'Float32Array') return new Float32Array(buffer)
  return kind === 'Float64Array' ? new Float64Array(buffer) : new Int32Array(buffer)
}

function kindOf(array: Column): keyof typeof kinds {
  if (array instanceof Float32Array) return 'Float32Array'
  return array instanceof Float64Array ? 'Float64Array' : 'Int32Array'
}

function digest(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function unusable(path: string, why: string): TastemakerError {
  return new TastemakerError('model/state', `Cannot use the model in "${path}": ${why}.`, 'Fit the model again.')
}
