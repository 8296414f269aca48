import { isDeepStrictEqual } from 'node:util'
import { systemClock } from '../clock.ts'
import { TastemakerError } from '../domain/index.ts'
import {
  checkedDocumentIfAny,
  createRun,
  type RunManifest,
  type RunProgress,
  type RunWriter,
  readManifest,
  runProgress,
} from '../runs/index.ts'
import { inlineExecutor, threadExecutor } from '../scale/index.ts'
import { writeEvidence } from './_evidence.ts'
import { manifestOf } from './_manifest.ts'
import { prepare } from './_prepare.ts'
import { viewerMinds } from './_viewer-minds.ts'
import { visitEverybody } from './_visits.ts'
import type { SimulateRequest } from './simulate-request.ts'

/**
 * Puts simulated viewers in front of recommenders and writes the run folder.
 *
 * The log of each person is parted in time: recommenders and personas are made of `train`, viewers decide by models fitted
 * on `train` and `private`, and `test` is seen by the evaluator alone. The same request and seed write the same events,
 * whatever the number of workers, and however often the run was stopped and went on.
 *
 * @returns the finished run's manifest; read the tables with `readSimulation(out)`
 * @throws TastemakerError for names, options, data without ratings or an unwritable folder, before the first visit;
 * `runtime/interrupted` when the signal fires, `runtime/budget` when the budget is spent, `run/unhealthy` when the model
 * cannot be reached: what was written stays, and `resume` goes on from there
 * @example await simulate({ data, recommenders: ['popularity', 'ease'], out: 'runs/first' })
 */
export async function simulate(request: SimulateRequest): Promise<RunManifest> {
  const { clock = systemClock, workers = 2, out } = request
  const started = clock.elapsed()
  const before = request.resume ? await stateOf(request) : null
  const prepared = await prepare(request, clock)
  // The journal first: it is locked by whoever is already at this run.
  const minds = await viewerMinds(request, prepared, clock)
  const manifest = manifestOf(request, prepared, minds, { workers, clock })
  const run = await openRun().catch(async (error: unknown) => {
    await minds.close()
    throw error
  })
  const executor = workers > 1 ? threadExecutor(workers) : inlineExecutor()
  const spent = before?.manifest.seconds ?? 0
  const seconds = (): number => spent + Math.round(clock.elapsed() - started) / 1000
  try {
    await run.document('panel.json', {
      data: request.data.hash,
      users: prepared.panel.map((user) => request.data.users.ids[user]),
    })
    await run.document('manifest.json', manifest)
    if (request.card) await run.document('mind-card.json', request.card)
    if (request.collected) await run.document('collected.json', Object.fromEntries(request.collected))
    const steps = await visitEverybody(request, prepared, { run, executor, minds, before: before?.progress ?? null })
    await run.close()
    // The threads' memory is free before the evaluator needs some.
    await executor.close()
    await writeEvidence(request, prepared, { run, minds })
    const ledger = await minds.close()
    if (ledger) await run.document('ledger.json', ledger)
    const finished: RunManifest = { ...manifest, status: 'finished', steps, seconds: seconds() }
    await run.document('manifest.json', finished)
    return finished
  } catch (error) {
    await run.close().catch(() => {})
    await run.document('manifest.json', { ...manifest, status: 'interrupted', seconds: seconds() }).catch(() => {})
    throw withTheWayOn(error, out)
  } finally {
    await minds.close().catch(() => {})
    await executor.close()
  }

  async function openRun(): Promise<RunWriter> {
    if (before) requireSameRequest(before.manifest, manifest, out)
    return createRun(out, before?.progress?.bytes)
  }
}

/** A run that stopped for want of budget or of an answer can go on; the error says how. */
function withTheWayOn(error: unknown, folder: string): unknown {
  if (!(error instanceof TastemakerError) || !/^(runtime|llm)\//.test(error.code)) return error
  const wayOn = `Go on with: tastemaker simulate --resume ${folder}`
  if (error.hint?.includes(wayOn)) return error
  return new TastemakerError(error.code, error.message, error.hint ? `${error.hint} ${wayOn}` : wayOn, { cause: error })
}

/** How far an earlier process has brought the run in `out`; no progress where it stopped before anybody was done. */
async function stateOf({ out }: SimulateRequest): Promise<{ manifest: RunManifest; progress: RunProgress | null }> {
  return { manifest: await readManifest(out), progress: await checkedDocumentIfAny(out, 'progress.json', runProgress) }
}

/** Half of one run and half of another would be a third that nobody asked for. */
function requireSameRequest(then: RunManifest, now: RunManifest, folder: string): void {
  const identity = ({ data, tastemaker, seed, viewers, request: { workers, modelFlags, ...asked } }: RunManifest) => ({
    'data hash': data.hash,
    'tastemaker version': tastemaker,
    seed,
    'number of viewers': viewers.count,
    request: asked,
  })
  const [before, after] = [identity(then), identity(now)]
  for (const what of Object.keys(before) as (keyof typeof before)[]) {
    if (isDeepStrictEqual(before[what], after[what])) continue
    throw new TastemakerError(
      'run/different',
      `The run in ${folder} cannot go on: its ${what} was ${JSON.stringify(before[what])} and is ${JSON.stringify(after[what])}.`,
      'Give it what it began with, or start another run.',
    )
  }
}
