import type { FailureKind } from '../../domain/index.ts'
import type { RunLedger } from '../../runs/index.ts'
import { moneyFor, type Price } from './price.ts'

/** What calls came to, by how they ended. */
export interface CallCounts {
  /** Answers that a model gave. */
  readonly calls: number
  /** Answers that came from the journal instead, in this process. */
  readonly fromJournal: number
  readonly promptTokens: number
  readonly generatedTokens: number
  /** Calls that no answer stands for. */
  readonly failed: number
}

/** Answered calls of one step of one agent. */
export interface Counted {
  readonly step: string
  readonly agent: string
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
  readonly milliseconds: number
}

/** A call that no answer stands for. */
export interface FailedCall {
  readonly step: string
  readonly agent: string
  readonly kind: FailureKind
}

/** Counts calls as they end: in all, by step and by agent. Each count is a few additions, so it may be read at any time. */
export interface Tally {
  readonly total: CallCounts
  answered(counted: Counted): void
  fromJournal(step: string, agent: string): void
  failed(failed: FailedCall, by?: 1 | -1): void
  /** As ledger.json wants it. */
  ledger(model: string, retries: number, price: Price | undefined): RunLedger
}

/** Starts counting at nothing. @example tally().total.calls // 0 */
export function tally(): Tally {
  const total = nothing()
  const steps = new Map<string, Cell>()
  const agents = new Map<string, Cell>()
  const kinds = new Map<string, number>()
  let milliseconds = 0

  return {
    total,
    answered(counted) {
      milliseconds += counted.milliseconds
      for (const cell of [total, cellOf(steps, counted.step), cellOf(agents, counted.agent)]) {
        cell.calls += counted.calls
        cell.promptTokens += counted.promptTokens
        cell.generatedTokens += counted.generatedTokens
      }
    },
    fromJournal(step, agent) {
      total.fromJournal++
      cellOf(steps, step).fromJournal++
      cellOf(agents, agent).fromJournal++
    },
    failed({ step, agent, kind }, by = 1) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + by)
      total.failed += by
      cellOf(steps, step).failed += by
      cellOf(agents, agent).failed += by
    },
    ledger: (model, retries, price) => ({
      model,
      ...total,
      money: moneyFor(total, price),
      retries,
      callSeconds: milliseconds / 1000,
      failures: Object.fromEntries([...kinds].filter(([, count]) => count > 0).sort(byName)),
      steps: [...steps].sort(byName).map(([step, cell]) => ({ step, ...cell, money: moneyFor(cell, price) })),
      agents: [...agents].sort(byName).map(([agent, cell]) => ({ agent, ...cell, money: moneyFor(cell, price) })),
    }),
  }
}

type Cell = { -readonly [Count in keyof CallCounts]: number }

const nothing = (): Cell => ({ calls: 0, fromJournal: 0, promptTokens: 0, generatedTokens: 0, failed: 0 })

function cellOf(cells: Map<string, Cell>, name: string): Cell {
  let cell = cells.get(name)
  if (!cell) {
    cell = nothing()
    cells.set(name, cell)
  }
  return cell
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1
