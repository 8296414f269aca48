import { download } from '../_download.ts'
import type { Errand } from '../_errand.ts'
import { keepChecked } from '../_keep.ts'
import type { AssetFile } from '../asset-file.ts'

/** Plain files, each by its own URL. */
export interface UrlSource {
  readonly type: 'url'
  readonly files: readonly (AssetFile & { readonly url: string })[]
}

/** Fetches and checks one file after the other. */
export async function deliverUrl(source: UrlSource, errand: Errand): Promise<void> {
  for (const file of source.files) {
    await keepChecked(await download({ url: file.url, name: file.path, bytes: file.bytes }, errand), file, errand)
  }
}
