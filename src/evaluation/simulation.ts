import { TastemakerError } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { type RunEvent, type RunManifest, readDocument, readEvents, readManifest } from '../runs/index.ts'
import type { Rivals } from './alignment.ts'
import type { AlignmentRow } from './alignment-table.ts'
import type { RankingTable } from './ranking-table.ts'
import { type SimulationComparison, type SimulationRow, simulationTable } from './simulation-table.ts'
import { kendallTau } from './statistics/index.ts'
import { type Visit, visits } from './visits.ts'

/** Shares of each point of the rating scale. */
export interface StarHistogram {
  readonly points: readonly number[]
  readonly counts: readonly number[]
}

/** Why a run should be believed, or not. */
export interface Trust {
  /** Recommenders with both numbers, best first by simulated satisfaction and by the held-out part; agreement as Kendall's tau-b. */
  readonly order: {
    readonly simulated: readonly string[]
    readonly heldOut: readonly string[]
    readonly metric: string
    readonly tau: number | null
  }
  /** The same recommenders as each control viewer met them; a control that parts them as the viewers do is a warning. */
  readonly controls: readonly SimulationRow[]
  readonly alignment: readonly {
    readonly ratio: number
    readonly rivals: Rivals
    readonly excluded: number
    readonly short: number
    readonly rows: readonly AlignmentRow[]
  }[]
  readonly stars: { readonly simulated: StarHistogram; readonly real: StarHistogram }
  /** Sentences a reader should see before believing a number. */
  readonly warnings: readonly string[]
}

/** What a simulation cost beside time. */
export interface Cost {
  readonly modelCalls: number
  readonly tokens: number
  readonly seconds: number | null
}

/** Everything a finished run says. */
export interface SimulationResult {
  readonly manifest: RunManifest
  readonly rows: readonly SimulationRow[]
  readonly comparisons: readonly SimulationComparison[]
  readonly offline: RankingTable
  /** By recommender: how many viewers left after page 1, 2, … */
  readonly exits: readonly { readonly recommender: string; readonly pages: readonly number[] }[]
  readonly trust: Trust
  readonly cost: Cost
}

/**
 * Reads a run folder and makes its tables; no model and no data set is needed.
 *
 * @throws TastemakerError run/incomplete when the run did not finish, and what `readManifest` throws
 * @example (await readSimulation('runs/first')).rows[0]?.measures.satisfaction.mean
 */
export async function readSimulation(folder: string): Promise<SimulationResult> {
  const manifest = await readManifest(folder)
  if (manifest.status !== 'finished') {
    throw new TastemakerError(
      'run/incomplete',
      `The run in ${folder} is ${manifest.status}: its tables would be about part of the viewers.`,
      'Run the simulation again.',
    )
  }
  const likeFrom = Number(manifest.viewers.options['likeFrom'] ?? 4)
  const all: Visit[] = []
  for await (const visit of visits(readEvents(folder), likeFrom)) all.push(visit)
  const own = all.filter(({ as }) => as === 'viewer')
  const options = { random: randomStream(manifest.seed, 'simulation-table'), measure: 'satisfaction' } as const
  const { rows, comparisons } = simulationTable(own, options)
  const controls = manifest.viewers.controls.flatMap(
    (control) =>
      simulationTable(
        all.filter(({ as }) => as === control),
        { ...options, random: options.random.split(control) },
      ).rows,
  )
  const offline = (await readDocument(folder, 'offline.json')) as { table: RankingTable; stars: StarHistogram }
  const { settings } = (await readDocument(folder, 'alignment.json')) as { settings: Trust['alignment'] }
  const order = orders(rows, offline.table)
  return {
    manifest,
    rows,
    comparisons,
    offline: offline.table,
    exits: rows.map(({ recommender }) => ({
      recommender,
      pages: exitPages(own, recommender, manifest.world.maxPages),
    })),
    trust: {
      order,
      controls,
      alignment: settings,
      stars: { simulated: starsOf(own, offline.stars.points), real: offline.stars },
      warnings: [...manifest.warnings, ...warningsOf(rows, order, settings)],
    },
    cost: { modelCalls: 0, tokens: 0, seconds: manifest.seconds },
  }
}

/**
 * The events of some visits, to read.
 *
 * @param sessions names of visits, such as `viewer/ease/196`
 * @returns by session, in the order given; a session that is not in the run is left out
 * @example (await readVisits('runs/first', ['viewer/ease/196'])).get('viewer/ease/196')
 */
export async function readVisits(folder: string, sessions: readonly string[]): Promise<Map<string, RunEvent[]>> {
  const found = new Map(sessions.map((session): [string, RunEvent[]] => [session, []]))
  for await (const event of readEvents(folder)) found.get(event.session)?.push(event)
  for (const [session, events] of found) if (events.length === 0) found.delete(session)
  return found
}

const ORDER_METRIC = 'ndcg@10'

function orders(rows: readonly SimulationRow[], offline: RankingTable): Trust['order'] {
  const simulated = new Map(rows.map((row) => [row.recommender, row.measures.satisfaction.mean]))
  const heldOut = new Map(offline.rows.map((row) => [row.recommender, row.metrics[ORDER_METRIC]?.mean ?? null]))
  const known = rows
    .map((row) => row.recommender)
    .filter((name) => simulated.get(name) != null && heldOut.get(name) != null)
  const best = (by: ReadonlyMap<string, number | null>): string[] => [...known].sort((a, b) => by.get(b)! - by.get(a)!)
  return {
    simulated: best(simulated),
    heldOut: best(heldOut),
    metric: ORDER_METRIC,
    tau: kendallTau(
      known.map((name) => simulated.get(name)!),
      known.map((name) => heldOut.get(name)!),
    ),
  }
}

function exitPages(own: readonly Visit[], recommender: string, maxPages: number): number[] {
  const pages = Array.from({ length: maxPages }, () => 0)
  for (const visit of own) if (visit.recommender === recommender && visit.exitPage > 0) pages[visit.exitPage - 1]!++
  return pages
}

function starsOf(own: readonly Visit[], points: readonly number[]): StarHistogram {
  const counts = points.map(() => 0)
  for (const { stars } of own) for (const star of stars) counts[points.indexOf(star)]!++
  return { points, counts }
}

function warningsOf(rows: readonly SimulationRow[], order: Trust['order'], settings: Trust['alignment']): string[] {
  const warnings: string[] = []
  const failures = rows.reduce((sum, row) => sum + row.failures, 0)
  if (failures > 0) warnings.push(`${failures} answers failed; they count as no choice.`)
  if (order.tau !== null && order.tau < 0.6) {
    warnings.push(
      `The viewers order the recommenders otherwise than the held-out events do (Kendall tau ${order.tau.toFixed(2)}).`,
    )
  }
  for (const rivals of ['uniform', 'equally-popular'] as const) {
    const below = settings.filter((setting) => setting.rivals === rivals && viewersBelowEase(setting.rows))
    if (below.length === 0) continue
    const ratios = below.map(({ ratio }) => `1:${ratio}`).join(', ')
    warnings.push(
      `Against ${rivals} rivals the viewers know a person less well than EASE does (p below .05 at ${ratios}).`,
    )
  }
  warnings.push(
    'How many pages a viewer stays is an assumption fitted to a published log of other viewers, not learned from these people.',
  )
  return warnings
}

function viewersBelowEase(rows: readonly AlignmentRow[]): boolean {
  const gain = rows.find(({ who }) => who === 'ease')?.viewerGain
  return gain?.difference != null && gain.p != null && gain.difference < 0 && gain.p < 0.05
}
