import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { TastemakerError } from '../domain/index.ts'
import type { Errand, Patience } from './_errand.ts'
import { endsRoad, errorCode, type FailedRoad, unreachable } from './_failure.ts'
import { redact } from './_redact.ts'
import type { Asset, Source } from './asset.ts'
import { type RunCommand, systemCommand } from './command.ts'
import { isUrl, takeGiven } from './given.ts'
import { type AssetRecord, assetsIn, type InstalledAsset, intact } from './installed.ts'
import { meterFor, type Progress } from './progress.ts'
import { assets, findAsset } from './registry.ts'
import { deliver, sourceLabel } from './sources/index.ts'

/** Everything that a pull touches. */
export interface PullOptions {
  /** Where assets are kept, as `assetHome` gives it. */
  readonly home: string
  readonly clock: Clock
  /** A path or URL to take the files from, instead of the asset's own sources. */
  readonly from?: string
  /** Fetch anew what is already there. */
  readonly force?: boolean
  readonly onProgress?: (progress: Progress) => void
  /** Stops the pull; what was downloaded stays for the next one. */
  readonly signal?: AbortSignal
  readonly fetch?: typeof globalThis.fetch
  readonly runCommand?: RunCommand
  /** Default: 10 s without a byte, 3 retries half a second apart. */
  readonly patience?: Partial<Patience>
  readonly registry?: readonly Asset[]
}

/** What a pull left on this machine. */
export interface PulledAsset {
  readonly asset: string
  readonly folder: string
  /** The road that answered, now or when the asset was first pulled. */
  readonly source: string
  /** Whether it was there already, whole, so that nothing was fetched. */
  readonly cached: boolean
  readonly files: AssetRecord['files']
  /** The roads that were tried before the one that answered. */
  readonly failed: readonly FailedRoad[]
}

const PATIENCE: Patience = { idle: 10_000, retries: 3, pause: 500 }

/**
 * Brings an asset to this machine: from the first of its sources that answers, checked to the last byte.
 *
 * @param name as in `assets`
 * @returns where it is and which road it came by
 * @throws `asset/unknown`; `asset/unreachable` with a line for each road; `asset/corrupt` and `io/missing` for what
 *   `from` names; `io/not-writable`; `runtime/interrupted`
 * @example const { folder } = await pull('ml-100k', { home: assetHome(process.env), clock: systemClock })
 */
export async function pull(name: string, options: PullOptions): Promise<PulledAsset> {
  const asset = findAsset(name, options.registry ?? assets)
  const staging = join(assetsIn(options.home), '.incoming', name)
  const errandFor = errands(name, staging, options)
  try {
    options.signal?.throwIfAborted()
    const there = options.force ? null : await intact(asset, options.home, errandFor)
    if (there !== null) return { asset: name, ...pick(there), cached: true, failed: [] }
    if (options.force) await rm(staging, { recursive: true, force: true })
    await mkdir(staging, { recursive: true })
    const brought = await bring(asset, options.from, errandFor)
    const record = await install(asset, brought, staging, options)
    return { asset: name, ...pick(record), cached: false, failed: brought.failed }
  } catch (error) {
    if (options.signal?.aborted) throw interrupted(name, error)
    throw isDiskError(error) ? notWritable(options.home, error) : error
  }
}

const pick = ({ folder, source, files }: InstalledAsset) => ({ folder, source, files })

/** Fills in the defaults once, and gives each road its own meter. */
function errands(asset: string, staging: string, options: PullOptions): (source: string) => Errand {
  const common = {
    staging,
    fetch: options.fetch ?? globalThis.fetch,
    runCommand: options.runCommand ?? systemCommand,
    patience: { ...PATIENCE, ...options.patience },
    signal: options.signal ?? new AbortController().signal,
  }
  return (source) => ({ ...common, meter: meterFor(asset, source, options.clock, options.onProgress) })
}

interface Brought {
  readonly source: string
  readonly files: Source['files']
  readonly failed: readonly FailedRoad[]
}

/** Walks the roads in order until one leads to checked files in the staging folder. */
async function bring(asset: Asset, from: string | undefined, errandFor: (source: string) => Errand): Promise<Brought> {
  if (from !== undefined) {
    const source = isUrl(from) ? redact(from) : from
    return { source, files: await takeGiven(asset, from, source, errandFor(source)), failed: [] }
  }
  const failed: FailedRoad[] = []
  for (const road of asset.sources) {
    const source = sourceLabel(road)
    const errand = errandFor(source)
    try {
      await deliver(road, errand)
      return { source, files: road.files, failed }
    } catch (error) {
      if (errand.signal.aborted || !endsRoad(error)) throw error
      failed.push({ source, reason: error.message })
    }
  }
  throw unreachable(asset.name, failed)
}

/** Moves the files to their place. The record comes last: a folder without it counts as not there. */
async function install(
  asset: Asset,
  { source, files }: Brought,
  staging: string,
  { home, clock }: PullOptions,
): Promise<InstalledAsset> {
  const folder = join(assetsIn(home), asset.name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const kept: AssetRecord['files'] = []
  for (const { path, sha256 } of files) {
    await rename(join(staging, path), join(folder, path))
    kept.push({ path, sha256, bytes: (await stat(join(folder, path))).size })
  }
  const pulledAt = new Date(clock.now()).toISOString()
  const record: AssetRecord = { name: asset.name, source, licence: asset.licence, pulledAt, files: kept }
  await writeFile(join(staging, 'asset.json'), `${JSON.stringify(record, null, 2)}\n`)
  await rename(join(staging, 'asset.json'), join(folder, 'asset.json'))
  await rm(staging, { recursive: true, force: true })
  return { ...record, folder }
}

const DISK_ERRORS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'ENOTDIR', 'EEXIST', 'EISDIR'])

const isDiskError = (error: unknown): boolean => DISK_ERRORS.has(errorCode(error) ?? '')

function notWritable(home: string, cause: unknown): TastemakerError {
  const full = errorCode(cause) === 'ENOSPC' || errorCode(cause) === 'EDQUOT'
  return new TastemakerError(
    'io/not-writable',
    full ? `The disk of ${home} is full.` : `Nothing can be written below ${home} (${errorCode(cause)}).`,
    'Set TASTEMAKER_HOME to a folder with room that you may write to.',
    { cause },
  )
}

function interrupted(name: string, cause: unknown): TastemakerError {
  return new TastemakerError(
    'runtime/interrupted',
    `Pulling ${name} was interrupted.`,
    'Pull it again: a download by URL goes on where it stopped.',
    { cause },
  )
}
