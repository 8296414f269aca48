import { borda } from '../../agents/index.ts'
import type {
  ItemIndex,
  Planner,
  PlannerContext,
  PlannerResult,
  PlannerTask,
  TranscriptNode,
} from '../../domain/index.ts'

/** What several orders are planned with. */
export interface Orders {
  readonly planner: Planner
  readonly context: PlannerContext
  /** The candidates in an order of their own that has nothing to do with the order given; it settles ties. */
  readonly baseline: readonly ItemIndex[]
  readonly taskOf: (order: readonly ItemIndex[]) => PlannerTask
  readonly shuffles: number
}

/**
 * Plans once for each of several shuffled orders of the candidates, and makes one ranking of all by Borda's count.
 *
 * A model looks more closely at what stands in front: one order alone would be counted as taste. Runs without an answer are left out,
 * and count in the cost; how far the others disagreed is told.
 *
 * @example (await inShuffledOrders({ planner, context, baseline, taskOf, shuffles: 5 })).details['kendall tau of shuffles']
 */
export async function inShuffledOrders(orders: Orders): Promise<PlannerResult> {
  const { planner, context, baseline, taskOf, shuffles } = orders
  const { random, budget = {} } = context
  const runs: PlannerResult[] = []
  let ids: readonly string[] = []
  for (let shuffle = 0; shuffle < shuffles && runs.at(-1)?.status !== 'budget'; shuffle++) {
    const order = random.split('order', shuffle).shuffle([...baseline])
    const task = taskOf(order)
    if (task.answer.type === 'ranking') ids = task.answer.baseline ?? []
    const spent = sumOf(runs.map(({ cost }) => cost))
    const left = Object.entries(budget).map(([bound, most]) => [
      bound,
      Math.max(0, most - SPENT[bound as Bound](spent)),
    ])
    const own = { ...context, random: random.split('shuffle', shuffle), budget: Object.fromEntries(left) }
    const run = await planner.run(task, own)
    const shownAs = task.answer.type === 'ranking' ? task.answer.candidates.map(({ id }) => id) : []
    runs.push({
      ...run,
      transcript: run.transcript.map((node) => (node.id === 0 ? { ...node, order: shownAs } : node)),
    })
  }
  return merged(runs, ids)
}

type Bound = 'calls' | 'tokens' | 'seconds'
type Cost = PlannerResult['cost']

const SPENT: Readonly<Record<Bound, (cost: Cost) => number>> = {
  calls: ({ calls }) => calls,
  tokens: ({ promptTokens, generatedTokens }) => promptTokens + generatedTokens,
  seconds: ({ milliseconds }) => milliseconds / 1000,
}

function merged(runs: readonly PlannerResult[], ids: readonly string[]): PlannerResult {
  const last = runs.at(-1)!
  if (runs.length === 1) return last
  const lists = runs.flatMap(({ answer }) => (answer === null ? [] : [answer as readonly string[]]))
  const tau = meanTau(lists)
  return {
    answer: lists.length === 0 ? null : borda(lists, ids).map(({ id }) => id),
    status: lists.length > 0 && last.status !== 'budget' ? 'answered' : last.status,
    failure: lists.length > 0 && last.status !== 'budget' ? null : last.failure,
    transcript: oneTree(runs.map(({ transcript }) => transcript)),
    cost: sumOf(runs.map(({ cost }) => cost)),
    mended: sumOf(runs.map(({ mended }) => mended)),
    details: { 'shuffles used': lists.length, ...(tau === null ? {} : { 'kendall tau of shuffles': tau }) },
  }
}

/** Sums records of numbers field by field. */
function sumOf<Sums extends Cost | PlannerResult['mended']>(all: readonly Sums[]): Sums {
  const sum: Record<string, number> = {}
  for (const one of all) for (const [name, value] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + value
  return (all.length === 0 ? NOTHING : sum) as unknown as Sums
}

const NOTHING: Cost = { calls: 0, promptTokens: 0, generatedTokens: 0, toolCalls: 0, milliseconds: 0 }

/** Several transcripts under one first node. */
function oneTree(transcripts: readonly (readonly TranscriptNode[])[]): readonly TranscriptNode[] {
  const nodes: TranscriptNode[] = [
    { id: 0, parent: null, step: 'task', calls: 0, tokens: 0, milliseconds: 0, kept: true },
  ]
  for (const [place, transcript] of transcripts.entries()) {
    const from = nodes.length
    for (const node of transcript) {
      const parent = node.parent === null ? 0 : node.parent + from
      nodes.push({ ...node, id: node.id + from, parent, step: node.parent === null ? `order ${place + 1}` : node.step })
    }
  }
  return nodes
}

/** Kendall's tau of all pairs of full orders, on average; null for fewer than two, and for orders of one thing. */
function meanTau(lists: readonly (readonly string[])[]): number | null {
  const places = lists.map((list) => new Map(list.map((id, place) => [id, place])))
  const taus: number[] = []
  for (const [one, list] of lists.entries()) {
    for (const other of places.slice(one + 1)) {
      let agreement = 0
      for (let i = 1; i < list.length; i++) {
        for (let j = 0; j < i; j++) agreement += Math.sign(other.get(list[i]!)! - other.get(list[j]!)!)
      }
      taus.push(agreement / ((list.length * (list.length - 1)) / 2))
    }
  }
  return taus.length === 0 || lists[0]!.length < 2 ? null : taus.reduce((sum, tau) => sum + tau, 0) / taus.length
}
