import { TastemakerError } from '../../domain/index.ts'
import type { ColumnType } from '../source-columns.ts'

/** One name in the first line of an atomic file. */
export interface AtomicColumn {
  /** As the line has it, such as `item_id:token`. */
  readonly column: string
  /** Without its type. */
  readonly name: string
  readonly type: ColumnType
}

const typed = /^(.+):(token|token_seq|float|float_seq)$/

/**
 * The names and types in the first line of an atomic file.
 *
 * @throws {TastemakerError} `format/header` for a name without a type that there is
 */
export function atomicColumns(columns: readonly string[], path: string): readonly AtomicColumn[] {
  return columns.map((column) => {
    const [, name, type] = typed.exec(column) ?? []
    if (name !== undefined) return { column, name, type: type as ColumnType }
    throw new TastemakerError(
      'format/header',
      `Column "${column}" of ${path} has no type.`,
      `Write ${column.replace(/:.*$/, '')}:token, :token_seq, :float or :float_seq.`,
    )
  })
}

/** The first column with one of some names, letter case and marks set aside. */
export function columnNamed(columns: readonly AtomicColumn[], names: readonly string[]): AtomicColumn | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return names
    .map((name) => columns.find((column) => plain(column.name) === name))
    .find((column) => column !== undefined)
}
