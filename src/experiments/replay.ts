import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { type Dataset, TastemakerError } from '../domain/index.ts'
import { readManifest } from '../runs/index.ts'
import type { OnProgress } from './progress.ts'
import { requestOf } from './request-of.ts'
import { simulate } from './simulate.ts'
import type { MindOf } from './simulate-request.ts'

/** What a replay found. */
export interface Replay {
  /** The events made again are those of the folder, byte for byte. */
  readonly identical: boolean
  /** SHA-256 of events.jsonl in the folder and as made again. */
  readonly events: { readonly kept: string; readonly again: string }
}

/**
 * Runs a finished simulation again with the answers its journal keeps; no model and no network take part.
 *
 * @param folder a finished run
 * @param request.data the same data, by hash
 * @param request.mind the same mind of one's own, where the run had one
 * @throws TastemakerError run/different for other data, journal/missing for a call the journal does not hold
 * @example (await replay('runs/first', { data })).identical
 */
export async function replay(
  folder: string,
  request: {
    readonly data: Dataset
    readonly mind?: MindOf
    readonly clock?: Clock
    readonly signal?: AbortSignal
    readonly onProgress?: OnProgress
  },
): Promise<Replay> {
  const manifest = await readManifest(folder)
  if (manifest.status !== 'finished') {
    throw new TastemakerError(
      'run/incomplete',
      `The run in ${folder} is ${manifest.status}; only a finished one can be replayed.`,
      `Finish it with: tastemaker simulate --resume ${folder}`,
    )
  }
  if (manifest.data.hash !== request.data.hash) {
    throw new TastemakerError(
      'run/different',
      `The run in ${folder} was made on data with hash ${manifest.data.hash}, this data has ${request.data.hash}.`,
      `It names its data as ${JSON.stringify(manifest.data.flags)}.`,
    )
  }
  const scratch = await mkdtemp(join(tmpdir(), 'tastemaker-replay-'))
  try {
    await simulate({ ...(await requestOf(folder)), ...request, out: scratch, answersFrom: folder })
    const [kept, again] = await Promise.all([hashOf(folder), hashOf(scratch)])
    return { identical: kept === again, events: { kept, again } }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function hashOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(join(folder, 'events.jsonl'))) hash.update(chunk)
  return hash.digest('hex')
}
