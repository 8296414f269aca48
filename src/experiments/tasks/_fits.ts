import type { Clock } from '../../clock.ts'
import type { Fitted } from '../../domain/index.ts'
import { modelByName } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
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
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

/** Fits every model at every cut, on what came before it. */
export async function fitAtCuts({ cuts, names, seed, threads, clock, signal, onProgress }: Fitting): Promise<Fits> {
  const models = new Map(names.map((name) => [name, modelByName(name).name]))
  const fits = new Map<string, Fitted>()
  const distinct = [...new Set(models.values())]
  const jobs = cuts.flatMap((cut) => distinct.map((name) => ({ cut, name })))
  const random = randomStream(seed, 'agent-task-fits')
  const told = (done: number) => onProgress?.({ stage: 'fit at cuts', done, total: jobs.length, unit: 'fits' })
  for (const [done, { cut, name }] of jobs.entries()) {
    signal?.throwIfAborted()
    told(done)
    const [made] = await fitRecommenders([name], cut.training(), { random, clock, threads })
    fits.set(`${cut.id} ${name}`, made!.fitted)
  }
  told(jobs.length)
  return { fitted: (cut, name) => fits.get(`${cut.id} ${models.get(name)!}`)! }
}
