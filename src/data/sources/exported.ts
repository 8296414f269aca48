/*
 * A folder that `exportDataset` has written. The manifest says which column is which, so nothing is guessed and everything
 * that the format holds comes back.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import type { DatasetFacts } from '../dataset.ts'
import { CROISSANT_FILE, type ExportManifest, exportManifest, MANIFEST_FILE } from '../export/manifest.ts'
import { readTables } from './_exported-tables.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { readEventLog } from './events.ts'
import { gorse } from './gorse.ts'
import { metarank } from './metarank.ts'
import { recbole } from './recbole.ts'
import { source } from './source.ts'
import type { TableOptions } from './table-options.ts'

/** An export of ours: the folder with its manifest. */
export const exported = source({
  name: 'export',
  about: 'a folder that tastemaker export has written',
  options: z.object({}),
  recognises: (_, files) => files !== null && [MANIFEST_FILE, CROISSANT_FILE].every((name) => files.includes(name)),
  read: (path, _, table) => readExport(path, table),
})

/**
 * Reads what `exportDataset` has written, whatever the format.
 *
 * @returns the data with the name, scale, licence and notes that it had
 * @throws {TastemakerError} `io/missing` for a folder without an export, and what the reader of the format throws
 * @example (await readExport('out')).hash
 */
export async function readExport(folder: string, options: TableOptions = {}): Promise<Dataset> {
  const manifest = await exportManifest(folder)
  if (manifest === null) {
    const hint = 'It is written by tastemaker export; for other files say what they are.'
    throw new TastemakerError('io/missing', `The folder ${folder} has no ${MANIFEST_FILE} that can be read.`, hint)
  }
  const { name, licence, notes } = manifest
  // Sums of ratings are on no scale.
  const scale = options.duplicates === 'sum' ? undefined : (options.scale ?? manifest.scale)
  const facts = { name, licence, ...(scale ? { scale } : {}) }
  const { scale: _, ...data } = await readFormat(folder, manifest, facts, {
    duplicates: 'keep-all',
    ...options,
    ...(scale ? { scale } : {}),
  })
  // How the files were read goes without saying, unless the reader was told to leave something out.
  const told = options.duplicates !== undefined || options.maxErrors !== undefined
  return { ...data, ...facts, notes: told ? [...notes, ...data.notes] : notes }
}

/** The data by the reader of its format, nothing guessed that the manifest tells. */
function readFormat(
  folder: string,
  manifest: ExportManifest,
  facts: DatasetFacts,
  options: TableOptions,
): Promise<Dataset> {
  const { format, files } = manifest
  if (format === 'csv' || format === 'parquet') return readTables(folder, manifest, facts, options)
  if (format === 'jsonl') return readEventLog(join(folder, files[0]!.path), facts, options)
  if (format === 'recbole') return recbole.read(folder, '', { ...options, columns: circumstancesIn(files[0]!) })
  if (format === 'gorse') return gorse.read(folder, '', options)
  if (format === 'metarank') return metarank.read(folder, '', options)
  throw new TastemakerError(
    'config/unknown-name',
    `The export in ${folder} is of the format "${format}", which nobody here knows.`,
    'It may come from a later version.',
  )
}

/** Columns of circumstances, as a user would name them: without the type that RecBole puts behind. */
function circumstancesIn({ fields }: ExportManifest['files'][number]): ColumnMapping {
  const names = fields.flatMap(({ name, holds }) =>
    holds.startsWith('context.') ? [`${holds.slice('context.'.length)}:${name.replace(/:\w+$/, '')}`] : [],
  )
  return names.length > 0 ? { context: names.join('+') } : {}
}
