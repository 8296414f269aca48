import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { VERSION } from '../../version.ts'
import { croissantOf } from './_croissant.ts'
import type { Plan, PlannedFile } from './_plan.ts'
import { writeLines } from './_write-file.ts'
import { type ExportFormatName, findFormat } from './formats.ts'
import { CROISSANT_FILE, type ExportManifest, exportManifest, MANIFEST_FILE } from './manifest.ts'

/** What is written, and where. */
export interface ExportOptions {
  readonly format: ExportFormatName
  /** Made when missing; must be empty or hold an export, which is replaced. */
  readonly folder: string
  /** Name of the data set in the files; that of the data unless given. */
  readonly name?: string
}

/** What was written. */
export interface ExportResult {
  readonly folder: string
  readonly format: ExportFormatName
  readonly name: string
  readonly files: readonly ExportedFile[]
  /** Of the source: it goes with the data. */
  readonly licence: string
  /** What the format cannot hold, or holds in another form; empty when nothing was lost. */
  readonly notes: readonly string[]
}

/** One file of data that was written. */
export interface ExportedFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/**
 * Writes a data set in a format that others read, with a manifest and a Croissant description.
 *
 * Files are written one after another in bounded memory, and each has its name only when it is whole; the manifest comes
 * last. What a format cannot hold is in `notes`, in the result and in the manifest.
 *
 * @param data what is written: vocabularies, catalogue, people, log, and impressions where there are some
 * @returns the files with row counts and SHA-256
 * @throws {TastemakerError} `config/unknown-name` for a format that there is not, `io/not-writable` for a folder that
 *   holds something else or cannot be written, `format/value` for an id that the format cannot hold
 * @example await exportDataset(data, { format: 'recbole', folder: 'out' }) // out/ml-100k.inter, …
 */
export async function exportDataset(data: Dataset, { format, folder, name }: ExportOptions): Promise<ExportResult> {
  const title = name ?? data.name
  const plan = findFormat(format).plan(data, fileName(title))
  const older = await claimFolder(folder)
  const written: ExportManifest['files'] = []
  try {
    for (const file of plan.files) written.push(await writeOne(folder, file))
    const manifest = manifestOf(data, title, format, plan, written)
    await writeJson(
      join(folder, CROISSANT_FILE),
      croissantOf(manifest, new Map(plan.files.map(({ path, encoding }) => [path, encoding]))),
    )
    await writeJson(join(folder, MANIFEST_FILE), manifest)
    const kept = new Set(written.map(({ path }) => path))
    for (const { path } of older?.files ?? []) if (!kept.has(path)) await rm(join(folder, path), { force: true })
  } catch (error) {
    // What an older export had under the same name is gone already; its manifest stays, so that the folder stays ours.
    if (older === null) for (const { path } of written) await rm(join(folder, path), { force: true })
    throw notWritable(folder, error)
  }
  const files = written.map(({ path, rows, bytes, sha256 }) => ({ path, rows, bytes, sha256 }))
  return { folder, format, name: title, files, licence: data.licence, notes: plan.notes }
}

/** Makes sure that nothing of others is written over. @returns the export that is there already */
async function claimFolder(folder: string): Promise<ExportManifest | null> {
  const names = await mkdir(folder, { recursive: true })
    .then(() => readdir(folder))
    .catch((error: unknown) => {
      throw notWritable(folder, error)
    })
  if (names.length === 0) return null
  const older = await exportManifest(folder)
  if (older !== null) return older
  throw new TastemakerError(
    'io/not-writable',
    `The folder ${folder} is not empty and holds no export: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}.`,
    'Name a new folder, or empty this one.',
  )
}

async function writeOne(folder: string, file: PlannedFile): Promise<ExportManifest['files'][number]> {
  const { path, holds } = file
  const fields = file.fields.map(({ name, kind, unit, holds: what }) => ({
    name,
    kind,
    ...(unit ? { unit } : {}),
    holds: what,
  }))
  return { path, holds, ...(await file.write(join(folder, path))), fields }
}

function manifestOf(
  data: Dataset,
  name: string,
  format: string,
  plan: Plan,
  files: ExportManifest['files'],
): ExportManifest {
  return {
    v: 1,
    kind: 'tastemaker-export',
    format,
    name,
    licence: data.licence,
    hash: data.hash,
    tastemaker: VERSION,
    people: data.users.size,
    items: data.items.size,
    events: data.log.length,
    ...(data.scale ? { scale: data.scale } : {}),
    files,
    lost: [...plan.notes],
    notes: [...data.notes],
  }
}

async function writeJson(path: string, document: object): Promise<void> {
  await writeLines(path, '', [`${JSON.stringify(document, null, 2)}\n`])
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'data'
}

/** A failure of the disk as an error that a user can act on; any other as it is. */
function notWritable(folder: string, error: unknown): unknown {
  if (error instanceof TastemakerError || !(error instanceof Error && 'syscall' in error)) return error
  return new TastemakerError(
    'io/not-writable',
    `The folder ${folder} cannot be written: ${error.message}.`,
    'Free some space or name another folder.',
    { cause: error },
  )
}
