import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { TastemakerError } from '../domain/index.ts'
import { partState } from './_download.ts'
import type { Errand } from './_errand.ts'
import { hashFile } from './_hash.ts'
import type { AssetFile } from './asset-file.ts'

/**
 * Gives a complete file its name in the staging folder when its SHA-256 is right, and deletes it when it is not.
 *
 * @returns the path it now has
 * @throws `asset/corrupt` with the expected and the found hash
 */
export async function keepChecked(written: string, file: AssetFile, errand: Errand): Promise<string> {
  const found = await hashFile(written, errand.signal, errand.meter('check', file.path, file.bytes))
  if (found.sha256 !== file.sha256) {
    await rm(written, { force: true })
    await rm(partState(written), { force: true })
    throw corrupt(file, found)
  }
  const kept = join(errand.staging, file.path)
  await rename(written, kept)
  await rm(partState(written), { force: true })
  return kept
}

function corrupt(file: AssetFile, found: { sha256: string; bytes: number }): TastemakerError {
  const expectedBytes = file.bytes === undefined ? '' : ` (${file.bytes} bytes)`
  return new TastemakerError(
    'asset/corrupt',
    `${file.path} should have sha256 ${file.sha256}${expectedBytes}, got ${found.sha256} (${found.bytes} bytes); ` +
      'the pulled copy was deleted.',
    'Pull again, or name another copy with --from PATH|URL.',
  )
}
