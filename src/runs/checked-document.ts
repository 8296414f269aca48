import { join } from 'node:path'
import type { z } from 'zod'
import { TastemakerError } from '../domain/index.ts'
import { readDocument, readDocumentIfAny } from './folder.ts'

/**
 * Reads a document of a run folder that must be there.
 *
 * @throws TastemakerError what `readDocument` throws; `format/value` naming the first field that is not as it should be
 * @example (await checkedDocument('runs/first', 'offline.json', offlineDocument)).table
 */
export async function checkedDocument<Value>(folder: string, name: string, schema: z.ZodType<Value>): Promise<Value> {
  return checked(await readDocument(folder, name), join(folder, name), schema)
}

/**
 * Reads a document that a run folder may have.
 *
 * @returns null when it is not there
 * @throws TastemakerError `format/unreadable` and `format/value`, as `checkedDocument` does
 * @example await checkedDocumentIfAny('runs/first', 'ledger.json', runLedger)
 */
export async function checkedDocumentIfAny<Value>(
  folder: string,
  name: string,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  const value = await readDocumentIfAny(folder, name)
  return value === null ? null : checked(value, join(folder, name), schema)
}

function checked<Value>(value: unknown, path: string, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new TastemakerError(
    'format/value',
    `${path}: field "${issue?.path.join('.')}" ${issue?.message}.`,
    'The folder was edited or cut; run the simulation again.',
  )
}
