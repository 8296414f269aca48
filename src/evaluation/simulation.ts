import { type MindCard, TastemakerError } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import {
  checkedDocument,
  checkedDocumentIfAny,
  mindCard,
  type RunEvent,
  type RunLedger,
  type RunManifest,
  readEvents,
  readManifest,
  runLedger,
} from '../runs/index.ts'
import { alignmentDocument, categoriesDocument, offlineDocument } from './documents.ts'
import type { Detection } from './personality/detectors.ts'
import { failureTally } from './personality/failure-tally.ts'
import type { RankingTable } from './ranking-table.ts'
import {
  type SimulationComparison,
  type SimulationRow,
  type SimulationTable,
  simulationTable,
} from './simulation-table.ts'
import { kendallTau } from './statistics/index.ts'
import {
  narrowingTally,
  positionTally,
  type RecommenderOrder,
  type StarHistogram,
  type Tally,
  type Trust,
  trustOf,
} from './trust/index.ts'
import { type Visit, visits } from './visits.ts'

/** What a simulation cost. */
export interface Cost {
  /** Answers that a language model gave, and those that came from the journal instead. */
  readonly modelCalls: number
  readonly fromJournal: number
  readonly tokens: { readonly prompt: number; readonly generated: number }
  /** In the currency of the price given; null without a price or a model. */
  readonly money: number | null
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
  /** Known failures of simulated people, each looked for; their warnings stand among those of `trust`. */
  readonly detections: readonly Detection[]
  /** What the model of the run was shown to be able to do; null without a card. */
  readonly card: MindCard | null
  /** What the calls of a language model came to; null where none was asked. */
  readonly ledger: RunLedger | null
  /** People for whom a model decided beside the viewers, in the order of the run. */
  readonly besideUsers: readonly string[]
  readonly cost: Cost
}

/**
 * Reads a run folder and makes its tables; no model and no data set is needed.
 *
 * @throws TastemakerError run/incomplete when the run did not finish, `format/value` for a document that was edited, and
 * what `readManifest` throws
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
  const [offline, { settings }, kinds, card, ledger] = await Promise.all([
    checkedDocument(folder, 'offline.json', offlineDocument),
    checkedDocument(folder, 'alignment.json', alignmentDocument),
    checkedDocumentIfAny(folder, 'categories.json', categoriesDocument),
    checkedDocumentIfAny(folder, 'mind-card.json', mindCard),
    checkedDocumentIfAny(folder, 'ledger.json', runLedger),
  ])
  const random = randomStream(manifest.seed, 'simulation-table')
  const positions = positionTally()
  const narrowing = kinds && narrowingTally(kinds, random.split('narrowing'))
  const likeFrom = Number(manifest.viewers.options['likeFrom'] ?? 4)
  const all: Visit[] = []
  const failures = failureTally(offline.stars)
  const events = passing(readEvents(folder), narrowing ? [positions, failures, narrowing] : [positions, failures])
  for await (const visit of visits(events, likeFrom)) all.push(visit)
  const tableOf = (as: string): SimulationTable =>
    simulationTable(
      all.filter((visit) => visit.as === as),
      { random: as === 'viewer' ? random : random.split(as), measure: 'satisfaction' },
    )
  const own = all.filter(({ as }) => as === 'viewer')
  const { rows, comparisons } = tableOf('viewer')
  const { controls: names, beside } = manifest.viewers
  const others = new Map([...names, ...(beside ? [beside.as] : [])].map((as) => [as, tableOf(as)]))
  const evidence = {
    manifest,
    rows,
    comparisons,
    controls: new Map([...others].map(([as, table]) => [as, table.comparisons])),
    alignment: settings,
    order: orderOf(rows, offline.table),
    stars: { simulated: starsOf(own, offline.stars.points), real: offline.stars },
    positions: positions.result(),
    narrowing: narrowing?.result() ?? null,
    visits: { count: own.length, failed: own.filter(({ failures }) => failures > 0).length },
    card,
    ledger,
  }
  const detections = failures.result()
  return {
    manifest,
    rows,
    comparisons,
    detections,
    offline: offline.table,
    exits: rows.map(({ recommender }) => ({
      recommender,
      pages: exitPages(own, recommender, manifest.world.maxPages),
    })),
    trust: trustOf(evidence, {
      controls: [...others.values()].flatMap((table) => table.rows),
      noted: [...manifest.warnings, ...detections.flatMap(({ warning }) => warning ?? [])],
    }),
    card,
    ledger,
    besideUsers: [...new Set(all.flatMap(({ as, user }) => (as === beside?.as ? [user] : [])))],
    cost: costOf(ledger, manifest.seconds),
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

/** The same events, counted as they pass. */
async function* passing(events: AsyncIterable<RunEvent>, tallies: readonly Tally<unknown>[]): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    for (const tally of tallies) tally.see(event)
    yield event
  }
}

const ORDER_METRIC = 'ndcg@10'

function orderOf(rows: readonly SimulationRow[], offline: RankingTable): RecommenderOrder {
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

function costOf(ledger: RunLedger | null, seconds: number | null): Cost {
  return {
    modelCalls: ledger?.calls ?? 0,
    fromJournal: ledger?.fromJournal ?? 0,
    tokens: { prompt: ledger?.promptTokens ?? 0, generated: ledger?.generatedTokens ?? 0 },
    money: ledger?.money ?? null,
    seconds,
  }
}
