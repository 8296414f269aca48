import { constants } from 'node:fs'
import { access, copyFile, open, readdir, rm, stat } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import { TastemakerError } from '../domain/index.ts'
import { download, partState } from './_download.ts'
import type { Errand } from './_errand.ts'
import { endsRoad, RoadFailure, unreachable } from './_failure.ts'
import { keepChecked } from './_keep.ts'
import { memberNames, unpack } from './_zip.ts'
import type { Asset, Source } from './asset.ts'
import { membersOf } from './sources/index.ts'

/**
 * Takes an asset from where the user says: a folder that holds the files, a zip, a wheel, a plain file, or the URL of
 * one of the last three. Where it comes from proves nothing: the files must be those of one of the asset's sources, byte
 * for byte. A zip may have been packed anew as long as its members are the same.
 *
 * @param from path or URL
 * @param label what to call it in messages
 * @returns the files, each checked and in the staging folder
 * @throws `io/missing` when the files are not there, `asset/corrupt` when they are others, `asset/unreachable` for a URL
 */
export async function takeGiven(asset: Asset, from: string, label: string, errand: Errand): Promise<Source['files']> {
  if (!isUrl(from)) return takeFromPath(asset, resolve(from), label, errand)
  const part = await fetchGiven(asset, from, label, errand)
  try {
    return await takeFromPath(asset, part, label, errand)
  } finally {
    await rm(part, { force: true })
    await rm(partState(part), { force: true })
  }
}

/** Whether what the user named is a URL and not a path. */
export const isUrl = (from: string): boolean => /^https?:\/\//i.test(from)

async function fetchGiven(asset: Asset, url: string, label: string, errand: Errand): Promise<string> {
  const name = URL.canParse(url) ? posix.basename(new URL(url).pathname) : ''
  try {
    return await download({ url, name: name || 'given', bytes: undefined }, errand)
  } catch (error) {
    if (error instanceof RoadFailure)
      throw unreachable(asset.name, [{ source: label, reason: error.message }], { cause: error })
    throw error
  }
}

/** Takes the first source's files that are all there and right; the first that are there and wrong explain a failure. */
async function takeFromPath(asset: Asset, path: string, label: string, errand: Errand): Promise<Source['files']> {
  const bringerOf = await offerOf(path, label, errand)
  let refusal: Error | undefined
  for (const source of asset.sources) {
    const offered = source.files.map((file) => ({ file, bring: bringerOf(file, source) }))
    if (offered.some(({ bring }) => bring === null)) continue
    try {
      for (const { file, bring } of offered) await keepChecked(await bring!(), file, errand)
      return source.files
    } catch (error) {
      if (!endsRoad(error)) throw error
      refusal ??= error
    }
  }
  throw refusal ?? notOffered(asset, label)
}

/** How to bring one file of a source into the staging folder, unchecked; null when it is not offered. */
type Offer = (file: Source['files'][number], source: Source) => (() => Promise<string>) | null

async function offerOf(path: string, label: string, errand: Errand): Promise<Offer> {
  const kind = await kindOf(path).catch(unreadable(label))
  if (kind === 'folder') {
    const names = await readdir(path).catch(unreadable(label))
    return ({ path: name }) => (names.includes(name) ? () => copyIn(join(path, name), name, label, errand) : null)
  }
  if (kind === 'file') {
    return ({ path: name }, { files }) => (files.length === 1 ? () => copyIn(path, name, label, errand) : null)
  }
  const names = await memberNames(path)
  return (file) => {
    const members = membersOf(file).map((member) => namedIn(names, member))
    return members.every((member) => member !== undefined) ? () => unpack(path, members, file.path, errand) : null
  }
}

/** A zip is known by its first bytes, whatever its name: `PK` and 03 04 for a file, 05 06 for an empty one. */
async function kindOf(path: string): Promise<'folder' | 'zip' | 'file'> {
  if ((await stat(path)).isDirectory()) return 'folder'
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const start = buffer.toString('latin1', 0, bytesRead)
    return start === 'PK\x03\x04' || start === 'PK\x05\x06' ? 'zip' : 'file'
  } finally {
    await file.close()
  }
}

/** A member by its full name, else by its base name: archives packed anew often lose or gain a folder. */
function namedIn(names: readonly string[], member: string): string | undefined {
  if (names.includes(member)) return member
  return names.find((name) => posix.basename(name) === posix.basename(member))
}

async function copyIn(from: string, name: string, label: string, errand: Errand): Promise<string> {
  errand.signal.throwIfAborted()
  const copy = join(errand.staging, `${name}.unpacked`)
  await access(from, constants.R_OK).catch(unreadable(label))
  await copyFile(from, copy, constants.COPYFILE_FICLONE)
  return copy
}

function unreadable(label: string): (error: unknown) => never {
  return (cause) => {
    throw new TastemakerError('io/missing', `${label} can not be read.`, 'Name a file or folder that is there.', {
      cause,
    })
  }
}

function notOffered(asset: Asset, label: string): TastemakerError {
  const forms = [...new Set(asset.sources.map(({ files }) => files.map(({ path }) => path).join(', ')))]
  return new TastemakerError(
    'io/missing',
    `${label} does not hold ${asset.name}.`,
    `A folder, zip or wheel is wanted with ${forms.join(' or with ')}.`,
  )
}
