import { type Executor, type ItemId, TastemakerError, type UserIndex } from '../domain/index.ts'
import { scalePoints } from '../minds/index.ts'
import { type RunWriter, readEvents } from '../runs/index.ts'
import { type ControlName, controlNames, type Habits } from '../systems/index.ts'
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
  const setup = setupOf(request, prepared)
  const progress = counter(request, prepared)
  let steps = await visitAs('viewer', prepared.panel, setup)
  const habits = await habitsOf(run.folder, prepared, setup.feed.pageSize)
  for (const control of controlNames) steps += await visitAs(control, prepared.controlPanel, { ...setup, habits })
  return steps

  async function visitAs(as: VisitShard['as'], users: readonly UserIndex[], using: VisitSetup): Promise<number> {
    const job = { module: JOB, setup: using }
    let judged = 0
    for await (const result of executor.run<VisitShard, VisitResult>(job, shardsOf(as, users, prepared))) {
      if (request.signal?.aborted) throw interrupted(run.folder)
      await run.append(result.lines)
      judged += result.steps
      progress(as, result.visits)
    }
    return judged
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
    habits: null,
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

function shardsOf(as: 'viewer' | ControlName, users: readonly UserIndex[], prepared: Prepared): VisitShard[] {
  const viewers = users.map((user) => ({
    user,
    taste: as === 'persona-shuffled' ? prepared.strangers.get(user)! : user,
  }))
  return Array.from({ length: Math.ceil(viewers.length / SHARD) }, (_, shard) => ({
    as,
    viewers: viewers.slice(shard * SHARD, (shard + 1) * SHARD),
  }))
}

/** What the viewers did on the whole, read from the run; the star shares are those of training. */
async function habitsOf(folder: string, { parts }: Prepared, pageSize: number): Promise<Habits> {
  let [judged, aligned] = [0, 0]
  for await (const event of readEvents(folder)) {
    if (event.type !== 'item-judged') continue
    judged++
    aligned += Number(event.aligned)
  }
  const { scale, log } = parts.train
  const points = scalePoints(scale!)
  const counts = points.map((point) => log.value.reduce((count, value) => count + Number(value === point), 0))
  return {
    yesRate: Math.min(Math.max(aligned / Math.max(judged, 1), 0.001), 0.999),
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
