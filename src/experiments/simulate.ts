import { systemClock } from '../clock.ts'
import { createRun, type RunManifest } from '../runs/index.ts'
import { inlineExecutor, threadExecutor } from '../scale/index.ts'
import { writeEvidence } from './_evidence.ts'
import { manifestOf } from './_manifest.ts'
import { prepare } from './_prepare.ts'
import { visitEverybody } from './_visits.ts'
import type { SimulateRequest } from './simulate-request.ts'

/**
 * Puts simulated viewers in front of recommenders and writes the run folder.
 *
 * The log of each person is parted in time: recommenders and personas are made of `train`, viewers decide by models fitted
 * on `train` and `private`, and `test` is seen by the evaluator alone. The same request and seed write the same events,
 * whatever the number of workers.
 *
 * @returns the finished run's manifest; read the tables with `readSimulation(out)`
 * @throws TastemakerError for names, options, data without ratings or an unwritable folder, before the first visit;
 * `runtime/interrupted` when the signal fires: what was written stays, marked as interrupted
 * @example await simulate({ data, recommenders: ['popularity', 'ease'], out: 'runs/first' })
 */
export async function simulate(request: SimulateRequest): Promise<RunManifest> {
  const { clock = systemClock, workers = 2 } = request
  const started = clock.elapsed()
  const prepared = await prepare(request, clock)
  const manifest = manifestOf(request, prepared, { workers, clock })
  const run = await createRun(request.out)
  const executor = workers > 1 ? threadExecutor(workers) : inlineExecutor()
  try {
    await run.document('manifest.json', manifest)
    await run.document('panel.json', {
      data: request.data.hash,
      users: prepared.panel.map((user) => request.data.users.ids[user]),
    })
    const steps = await visitEverybody(request, prepared, run, executor)
    await run.close()
    // The threads' memory is free before the evaluator needs some.
    await executor.close()
    await writeEvidence(request, prepared, run)
    const seconds = Math.round(clock.elapsed() - started) / 1000
    const finished: RunManifest = { ...manifest, status: 'finished', steps, seconds }
    await run.document('manifest.json', finished)
    return finished
  } catch (error) {
    await run.close().catch(() => {})
    await run.document('manifest.json', { ...manifest, status: 'interrupted' }).catch(() => {})
    throw error
  } finally {
    await executor.close()
  }
}
