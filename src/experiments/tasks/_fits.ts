import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Dataset, Fitted } from '../../domain/index.ts'
import { modelByName, readModel, writeModel } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { VERSION } from '../../version.ts'
import type { OnProgress } from '../progress.ts'
import { fitRecommenders } from '../recommenders.ts'
import type { Cut } from './rolling-cuts.ts'

/** Models fitted at cuts. */
export interface Fits {
  /** @param name as it was asked for */
  fitted(cut: Cut, name: string): Fitted
}

interface Fitting {
  readonly cuts: readonly Cut[]
  /** With options; each is fitted once. */
  readonly names: readonly string[]
  readonly seed: number
  readonly threads: number
  readonly clock: Clock
  /** Where fitted models are kept, so that who goes on or asks more does not fit them again. */
  readonly folder?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

/** Larger models are not kept: a folder of tables is no place for gigabytes. */
const MOST_BYTES = 64e6

/** Fits every model at every cut, on what came before it. */
export async function fitAtCuts(fitting: Fitting): Promise<Fits> {
  const { cuts, names, folder, signal, onProgress } = fitting
  if (folder !== undefined) await mkdir(folder, { recursive: true })
  const models = new Map(names.map((name) => [name, modelByName(name).name]))
  const fits = new Map<string, Fitted>()
  const distinct = [...new Set(models.values())]
  const jobs = cuts.flatMap((cut) => distinct.map((name) => ({ cut, name })))
  const told = (done: number) => onProgress?.({ stage: 'fit at cuts', done, total: jobs.length, unit: 'fits' })
  for (const [done, { cut, name }] of jobs.entries()) {
    signal?.throwIfAborted()
    told(done)
    fits.set(`${cut.id} ${name}`, await keptOrFitted(name, cut.training(), fitting))
  }
  told(jobs.length)
  return { fitted: (cut, name) => fits.get(`${cut.id} ${models.get(name)!}`)! }
}

async function keptOrFitted(name: string, training: Dataset, fitting: Fitting): Promise<Fitted> {
  const { folder, seed, clock, threads } = fitting
  const path = folder === undefined ? null : join(folder, `${keyOf(name, training, seed)}.model`)
  if (path !== null && existsSync(path)) return readModel(path)
  const random = randomStream(seed, 'agent-task-fits')
  const [made] = await fitRecommenders([name], training, { random, clock, threads })
  const { fitted } = made!
  if (path !== null && bytesOf(fitted) <= MOST_BYTES) await writeModel(path, fitted)
  return fitted
}

/** Names a fit by all that it depends on: the model, the rows it learns from, what is known of items, the seed, and who fits. */
function keyOf(name: string, { hash, log, catalogue }: Dataset, seed: number): string {
  const key = createHash('sha256').update(JSON.stringify([VERSION, name, seed, hash]))
  for (const item of catalogue) key.update(JSON.stringify([item.title, item.text, item.attributes]))
  for (const { buffer, byteOffset, byteLength } of [log.offsets, log.item, log.value, log.at]) {
    key.update(new Uint8Array(buffer, byteOffset, byteLength))
  }
  return `${name.split(':')[0]}-${key.digest('hex').slice(0, 24)}`
}

const bytesOf = (fitted: Fitted): number =>
  Object.values(fitted.save().arrays).reduce((sum, { byteLength }) => sum + byteLength, 0)
