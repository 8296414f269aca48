import type { z } from 'zod'
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { parseNameWithOptions, readOptions } from '../../name-with-options.ts'
import type { TableOptions } from './table-options.ts'

/** A form in which others publish data: which files, which columns, which licence. */
export interface Source {
  /** As a user types it before a path: `amazon:reviews.jsonl.gz`. */
  readonly name: string
  /** One line for people. */
  readonly about: string
  /** Names of the options that ride behind the path. */
  readonly options: readonly string[]
  /** Whether a path is of this form beyond doubt. @param files names in the folder; null for a file */
  recognises(path: string, files: readonly string[] | null): boolean
  /** @param options as a user typed them, such as `action=is_like` */
  read(path: string, options: string, table: TableOptions): Promise<Dataset>
}

/** What a source says of itself; the options arrive checked. */
interface SourceParts<Shape extends z.ZodRawShape> {
  readonly name: string
  readonly about: string
  readonly options: z.ZodObject<Shape>
  /** Whether the user may say which column plays which part. */
  readonly mapsColumns?: boolean
  recognises(path: string, files: readonly string[] | null): boolean
  read(path: string, options: z.output<z.ZodObject<Shape>>, table: TableOptions): Promise<Dataset>
}

/** Makes a source whose options a zod schema describes. */
export function source<Shape extends z.ZodRawShape>(parts: SourceParts<Shape>): Source {
  const { name, about, options, recognises, read, mapsColumns = false } = parts
  return {
    name,
    about,
    options: Object.keys(options.shape),
    recognises,
    async read(path, typed, table) {
      if (table.columns !== undefined && !mapsColumns) {
        const hint = 'Leave --columns out, or give the path of one file to read it as a table.'
        throw new TastemakerError('config/option', `${name} knows its columns: they cannot be mapped.`, hint)
      }
      const raw = typed === '' ? {} : parseNameWithOptions(`${name}:${typed}`).options
      return read(path, readOptions(options, raw, name), table)
    },
  }
}
