import { type Executor, type ItemId, TastemakerError, type UserIndex } from '../domain/index.ts'
import { scalePoints } from '../minds/index.ts'
import { modelByName } from '../models/index.ts'
import type { RunProgress, RunWriter } from '../runs/index.ts'
import { inOrder } from '../scale/index.ts'
import { controlNames, type Habits } from '../systems/index.ts'
import { advertPools } from '../worlds/index.ts'
import { feedRules } from './_manifest.ts'
import { packDataset } from './_portable.ts'
import type { Prepared } from './_prepare.ts'
import type { ViewerMinds } from './_viewer-minds.ts'
import { packTaste, type ViewerName, type VisitResult, type VisitSetup, type VisitShard, visitor } from './_visiting.ts'
import type { MindOf, SimulateRequest } from './simulate-request.ts'

/** Viewers of one shard on a thread: about 50 ms of work. */
const SHARD = 16

/** Some people who all decide the same way. */
interface Group {
  readonly as: ViewerName
  readonly users: readonly UserIndex[]
  /** Null: by the fitted utility, on threads. */
  readonly mindOf: MindOf | null
  /** Which recommenders they meet; all unless given. */
  readonly recommenders?: readonly string[]
}

/** With what visits are made. */
interface Visiting {
  readonly run: RunWriter
  readonly executor: Executor
  readonly minds: ViewerMinds
  /** What an earlier process of the same run has done. */
  readonly before: RunProgress | null
}

/**
 * Everybody visits: the panel as itself, then controls and, beside them, a model. Each group is written in the order of
 * its people, and what is written is counted in progress.json before more is.
 *
 * @returns how many items were judged
 */
export async function visitEverybody(
  request: SimulateRequest,
  prepared: Prepared,
  { run, executor, minds, before }: Visiting,
): Promise<number> {
  const done: RunProgress['done'] = { ...before?.done }
  const setup = setupOf(request, prepared)
  // One job for all, so that threads prepare themselves once; one visitor for all that is decided in this thread.
  const job = { module: JOB, setup }
  let here: ReturnType<typeof visitor> | undefined
  const progress = counter(request, prepared, minds)
  for (const group of groupsOf(request, prepared, minds)) {
    const left = group.users.slice(done[group.as]?.viewers ?? 0)
    if (left.length === 0) continue
    const habits = group.as === 'viewer' ? null : habitsOf(done['viewer'], prepared, setup.feed.pageSize)
    const shards = shardsOf(group.as, left, prepared, {
      habits,
      size: group.mindOf ? 1 : SHARD,
      only: group.recommenders,
    })
    here ??= group.mindOf ? visitor(setup) : undefined
    const results = group.mindOf
      ? inOrder(minds.lanes, shards, (shard, signal) =>
          here!(shard, (viewer, utility) => group.mindOf!({ ...viewer, signal }, utility)),
        )
      : executor.run<VisitShard, VisitResult>(job, shards)
    // Visits in which the model was out of reach wait here until one reaches it again: if none does, they never were.
    let held: VisitResult[] = []
    for await (const result of results) {
      if (request.signal?.aborted) throw interrupted(run.folder)
      held.push(result)
      requireReachable(held, run.folder)
      if (result.broken > 0) continue
      await keep(held)
      held = []
    }
    await keep(held)
  }
  return Object.values(done).reduce((sum, { steps }) => sum + steps, 0)

  async function keep(results: readonly VisitResult[]): Promise<void> {
    for (const result of results) {
      done[result.as] = add(done[result.as], result)
      await run.append(result.lines)
      await run.document('progress.json', { version: 1, bytes: run.bytes, done } satisfies RunProgress)
      progress(done)
    }
  }
}

const JOB = new URL(`./_visit-job${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

type Tally = RunProgress['done'][string]

function add(tally: Tally | undefined, result: VisitResult): Tally {
  return {
    viewers: (tally?.viewers ?? 0) + result.viewers,
    visits: (tally?.visits ?? 0) + result.visits,
    failed: (tally?.failed ?? 0) + result.broken,
    steps: (tally?.steps ?? 0) + result.steps,
    aligned: (tally?.aligned ?? 0) + result.aligned,
  }
}

/** Who visits, in order: the viewers come first, because the controls imitate how often they say yes. */
function groupsOf(request: SimulateRequest, prepared: Prepared, minds: ViewerMinds): Group[] {
  const { panel, controlPanel } = prepared
  const met = metByLanguage(request, prepared)
  return [
    { as: 'viewer', users: panel, mindOf: minds.own },
    ...(minds.own ? [{ as: 'utility' as const, users: panel, mindOf: null }] : []),
    ...controlNames.map((as) => ({ as, users: controlPanel, mindOf: null })),
    ...(minds.beside ? [{ as: 'language' as const, users: minds.besideUsers, mindOf: minds.beside, ...met }] : []),
  ]
}

/** Which recommenders the viewers beside the others meet. */
function metByLanguage({ languageRecommenders }: SimulateRequest, prepared: Prepared): Pick<Group, 'recommenders'> {
  if (!languageRecommenders) return {}
  const known = prepared.recommenders.map(({ name }) => name)
  const recommenders = languageRecommenders.map((name) => modelByName(name).name)
  const unknown = recommenders.find((name) => !known.includes(name))
  if (unknown === undefined) return { recommenders }
  throw new TastemakerError(
    'config/unknown-name',
    `Language viewers cannot meet "${unknown}", which does not take part.`,
    `Those that do: ${known.join(', ')}.`,
  )
}

/** What every shard shares. */
export function setupOf(request: SimulateRequest, prepared: Prepared): VisitSetup {
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
    adverts: request.adverts ? { pool: advertPools(train)[request.adverts.pool], text: request.adverts.text } : null,
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
  as: ViewerName,
  users: readonly UserIndex[],
  prepared: Prepared,
  {
    habits,
    size,
    only,
  }: { readonly habits: Habits | null; readonly size: number; readonly only: readonly string[] | undefined },
): VisitShard[] {
  const viewers = users.map((user) => ({
    user,
    taste: as === 'persona-shuffled' ? prepared.strangers.get(user)! : user,
  }))
  return Array.from({ length: Math.ceil(viewers.length / size) }, (_, shard) => ({
    as,
    habits,
    ...(only ? { recommenders: only } : {}),
    viewers: viewers.slice(shard * size, (shard + 1) * size),
  }))
}

/** What the viewers did on the whole; the star shares are those of training. */
function habitsOf(own: Tally | undefined, { parts }: Prepared, pageSize: number): Habits {
  const { scale, log } = parts.train
  const points = scalePoints(scale!)
  const counts = points.map((point) => log.value.reduce((count, value) => count + Number(value === point), 0))
  const yesRate = (own?.aligned ?? 0) / Math.max(own?.steps ?? 0, 1)
  return {
    yesRate: Math.min(Math.max(yesRate, 0.001), 0.999),
    starShares: counts.map((count) => count / log.length),
    pageSize,
  }
}

function counter(
  request: SimulateRequest,
  prepared: Prepared,
  minds: ViewerMinds,
): (done: RunProgress['done']) => void {
  const groups = groupsOf(request, prepared, minds)
  const all = prepared.recommenders.length
  const total = groups.reduce((sum, { users, recommenders }) => sum + users.length * (recommenders?.length ?? all), 0)
  const name = (as: string): string =>
    as === 'viewer' ? 'visits' : as === 'language' ? 'language visits' : `control ${as}`
  return (done) => {
    const { as: current, users, mindOf } = groups.findLast(({ as }) => done[as])!
    const turn = mindOf ? { as: current, done: done[current]!.viewers, total: users.length } : undefined
    const visits = Object.values(done).reduce((sum, tally) => sum + tally.visits, 0)
    request.onProgress?.({ stage: name(current), done: visits, total, unit: 'visits', ...minds.spent(turn) })
  }
}

/** Three visits in a row that broke: whatever answers the calls is gone, and what followed would be about its absence. */
function requireReachable(held: readonly VisitResult[], folder: string): void {
  const broken = held.reduce((sum, result) => sum + result.broken, 0)
  if (broken < 3) return
  throw new TastemakerError(
    'run/unhealthy',
    `The model could not be reached in ${broken} visits in a row; what was written before is in ${folder}.`,
    `When it answers again, go on with: tastemaker simulate --resume ${folder}`,
  )
}

function interrupted(folder: string): TastemakerError {
  return new TastemakerError(
    'runtime/interrupted',
    `Interrupted; what was written so far is in ${folder}.`,
    `Go on with: tastemaker simulate --resume ${folder}`,
  )
}
