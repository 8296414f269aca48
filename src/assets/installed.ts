import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Errand } from './_errand.ts'
import { hashFile } from './_hash.ts'
import { parseJson, unlessMissing } from './_read.ts'
import type { Asset } from './asset.ts'

/** The record `asset.json` that is kept beside an asset's files; its presence says that all of them are there. */
export const assetRecordSchema = z.object({
  name: z.string(),
  /** The road that answered, without secrets. */
  source: z.string(),
  licence: z.string(),
  /** ISO 8601, UTC. */
  pulledAt: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
})

/** What asset.json says of an asset that was pulled. */
export type AssetRecord = z.infer<typeof assetRecordSchema>

/** An asset on this machine. */
export interface InstalledAsset extends AssetRecord {
  readonly folder: string
}

/** The folder of all assets below a home. */
export const assetsIn = (home: string): string => join(home, 'assets')

/**
 * Lists the assets that are there, by name; those with a file missing or of the wrong size are left out.
 *
 * @param home as `assetHome` gives it
 * @example for (const { name, licence } of await installed(assetHome(process.env))) print(name, licence)
 */
export async function installed(home: string): Promise<readonly InstalledAsset[]> {
  const names = (await unlessMissing(readdir(assetsIn(home)))) ?? []
  const found = await Promise.all(names.sort().map((name) => recordOf(name, home)))
  return found.filter((record) => record !== null)
}

/**
 * Finds the folder of a pulled asset. Sizes are looked at, hashes are not: `pull` checks those.
 *
 * @returns its absolute path, or null when it is not there or not whole
 * @example const folder = await assetFolder('ml-100k', assetHome(process.env))
 */
export async function assetFolder(name: string, home: string): Promise<string | null> {
  return (await recordOf(name, home))?.folder ?? null
}

/** The record of an asset whose files are those of one of its sources, to the last byte; else null. */
export async function intact(
  asset: Asset,
  home: string,
  errandFor: (source: string) => Errand,
): Promise<InstalledAsset | null> {
  const record = await recordOf(asset.name, home)
  if (record === null || !isOfOneSource(record, asset)) return null
  const { signal, meter } = errandFor(record.source)
  for (const file of record.files) {
    const found = await hashFile(join(record.folder, file.path), signal, meter('check', file.path, file.bytes))
    if (found.sha256 !== file.sha256) return null
  }
  return record
}

async function recordOf(name: string, home: string): Promise<InstalledAsset | null> {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) return null
  const folder = join(assetsIn(home), name)
  const text = await unlessMissing(readFile(join(folder, 'asset.json'), 'utf8'))
  const record = assetRecordSchema.safeParse(text === undefined ? undefined : parseJson(text))
  if (!record.success || record.data.name !== name) return null
  for (const file of record.data.files) {
    if ((await unlessMissing(stat(join(folder, file.path))))?.size !== file.bytes) return null
  }
  return { ...record.data, folder }
}

/** A record written for an older registry, or by hand, proves nothing. */
function isOfOneSource(record: AssetRecord, asset: Asset): boolean {
  return asset.sources.some(
    ({ files }) =>
      files.length === record.files.length &&
      files.every(({ path, sha256 }) => record.files.some((file) => file.path === path && file.sha256 === sha256)),
  )
}
