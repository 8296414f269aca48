import { rm } from 'node:fs/promises'
import { posix } from 'node:path'
import { download } from '../_download.ts'
import type { Errand } from '../_errand.ts'
import { keepChecked } from '../_keep.ts'
import { unpack } from '../_zip.ts'
import type { AssetFile } from '../asset-file.ts'

/** A zip by URL, and the members to take from it. */
export interface ArchiveSource {
  readonly type: 'archive'
  readonly url: string
  readonly sha256: string
  readonly bytes?: number
  readonly files: readonly (AssetFile & { readonly member: string })[]
}

/** Fetches the zip, checks it, takes the named members, checks them, and drops the zip. */
export async function deliverArchive(source: ArchiveSource, errand: Errand): Promise<void> {
  const path = posix.basename(new URL(source.url).pathname)
  const part = await download({ url: source.url, name: path, bytes: source.bytes }, errand)
  const zip = await keepChecked(part, { path, sha256: source.sha256, bytes: source.bytes }, errand)
  try {
    for (const file of source.files) {
      await keepChecked(await unpack(zip, [file.member], file.path, errand), file, errand)
    }
  } finally {
    await rm(zip, { force: true })
  }
}
