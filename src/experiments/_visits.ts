import { type Executor, type ItemId, TastemakerError, type UserIndex } from '../domain/index.ts'
import { scalePoints } from '../minds/index.ts'
import type { RunWriter } from '../runs/index.ts'
import { controlNames, type Habits } from '../systems/index.ts'
import { feedRules } from './_manifest.ts'
import { packDataset } from './_portable.ts'
import type { Prepared } from './_prepare.ts'
import { packTaste, type VisitResult, type VisitSetup, type VisitShard } from './_visit-job.ts'
import type { SimulateRequest } from './simulate-request.ts'

/** Viewers of one shard: about 50 ms of work. */
const SHARD = 16

/** Everybody visits: the panel as itself, then the control panel as each control. Returns how many items were judged. */
export async function visitEverybody(
  request: SimulateRequest,
  prepared: Prepared,
  run: RunWriter,
  executor: Executor,
): Promise<number> {
  // One job for all, so that threads prepare themselves once.
  const job = { module: JOB, setup: setupOf(request, prepared) }
  const progress = counter(request, prepared)
  const own = await visit(shardsOf('viewer', prepared.panel, prepared))
  const habits = habitsOf(own.aligned / Math.max(own.steps, 1), prepared, job.setup.feed.pageSize)
  const controls = controlNames.flatMap((control) => shardsOf(control, prepared.controlPanel, prepared, habits))
  return own.steps + (await visit(controls)).steps

  async function visit(shards: readonly VisitShard[]): Promise<{ steps: number; aligned: number }> {
    let [steps, aligned] = [0, 0]
    for await (const result of executor.run<VisitShard, VisitResult>(job, shards)) {
      if (request.signal?.aborted) throw interrupted(run.folder)
      await run.append(result.lines)
      steps += result.steps
      aligned += result.aligned
      progress(result.as, result.visits)
    }
    return { steps, aligned }
  }
}

const JOB = new URL(`./_visit-job${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

function setupOf(request: SimulateRequest, prepared: Prepared): VisitSetup {
  const { pageSize, maxPages, mask } = feedRules(request)
  const { train } = prepared.parts
  const lastTime = train.log.at.reduce((last, at) => Math.max(last, Number.isNaN(at) ? 0 : at), 0)
  return {
    train: packDataset(train),
    recommenders: prepared.recommenders.map(({ fitted }) => fitted.save()),
    taste: packTaste(prepared.taste),
    seed: prepared.seed,
    options: prepared.options,
    feed: { pageSize, maxPages, startAt: lastTime },
    masks: mask === 'train+test' ? testItems(prepared) : new Map(),
  }
}

function testItems({ test, panel }: Prepared): ReadonlyMap<number, readonly ItemId[]> {
  const { log, items } = test
  return new Map(
    panel.map((user) => [
      user,
      Array.from(log.item.subarray(log.offsets[user]!, log.offsets[user + 1]!), (item) => items.ids[item]!),
    ]),
  )
}

function shardsOf(
  as: VisitShard['as'],
  users: readonly UserIndex[],
  prepared: Prepared,
  habits: Habits | null = null,
): VisitShard[] {
  const viewers = users.map((user) => ({
    user,
    taste: as === 'persona-shuffled' ? prepared.strangers.get(user)! : user,
  }))
  return Array.from({ length: Math.ceil(viewers.length / SHARD) }, (_, shard) => ({
    as,
    habits,
    viewers: viewers.slice(shard * SHARD, (shard + 1) * SHARD),
  }))
}

/** What the viewers did on the whole; the star shares are those of training. */
function habitsOf(yesRate: number, { parts }: Prepared, pageSize: number): Habits {
  const { scale, log } = parts.train
  const points = scalePoints(scale!)
  const counts = points.map((point) => log.value.reduce((count, value) => count + Number(value === point), 0))
  return {
    yesRate: Math.min(Math.max(yesRate, 0.001), 0.999),
    starShares: counts.map((count) => count / log.length),
    pageSize,
  }
}

function counter({ onProgress }: SimulateRequest, prepared: Prepared): (as: string, visits: number) => void {
  const people = prepared.panel.length + controlNames.length * prepared.controlPanel.length
  const total = people * prepared.recommenders.length
  let done = 0
  return (as, visits) => {
    done += visits
    onProgress?.({ stage: as === 'viewer' ? 'visits' : `control ${as}`, done, total, unit: 'visits' })
  }
}

function interrupted(folder: string): TastemakerError {
  return new TastemakerError(
    'runtime/interrupted',
    `Interrupted; what was written so far is in ${folder}.`,
    'Run the same command again to start over.',
  )
}
