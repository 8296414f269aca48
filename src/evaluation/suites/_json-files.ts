import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'

/**
 * Hands over the objects of a file with one JSON object a line; only one line is in memory.
 *
 * @throws {TastemakerError} `io/missing` without the file, `format/unreadable` or `format/value` naming file and line
 */
export async function eachLine<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  take: (record: z.output<Schema>) => void,
): Promise<void> {
  let line = 0
  const file = createReadStream(path)
  try {
    for await (const text of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++
      if (text.trim() !== '') take(checked(parsed(text, `Line ${line} of ${path}`), schema, `Line ${line} of ${path}`))
    }
  } catch (error) {
    throw missing(error, path)
  } finally {
    file.destroy()
  }
}

/** Reads a file that is one JSON document. @throws as `eachLine` */
export async function readDocument<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw missing(error, path)
  })
  return checked(parsed(text, path), schema, path)
}

function missing(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))) return error
  return new TastemakerError('io/missing', `There is no file ${path}.`, 'Give the folder as the suite was unpacked.')
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new TastemakerError(
      'format/unreadable',
      `${where} is not JSON: ${JSON.stringify(text.slice(0, 80))}.`,
      'Mend it, or take it out.',
      { cause: error },
    )
  }
}

function checked<Schema extends z.ZodType>(value: unknown, schema: Schema, where: string): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { path, message } = result.error.issues[0]!
  throw new TastemakerError(
    'format/value',
    `${where} is not as the suite has it: ${path.length > 0 ? `"${path.join('.')}": ` : ''}${message}.`,
    'Mend it, or take it out.',
  )
}
