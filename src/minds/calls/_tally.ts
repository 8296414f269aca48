import type { FailureKind } from '../../domain/index.ts'
import type { RunLedger } from '../../runs/index.ts'
import { moneyFor, type Price, type Prices } from './price.ts'

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

/** Counts the calls of one model as they end. */
export interface ModelTally {
  answered(counted: Counted): void
  fromJournal(step: string, agent: string): void
  failed(failed: FailedCall, by?: 1 | -1): void
}

/** Counts calls as they end: in all, by model, step and agent. Each count is a few additions, so it may be read at any time. */
export interface Tally {
  readonly total: CallCounts
  /** Of one model, by its name. */
  of(model: string): ModelTally
  /** What all calls cost; null where a model that answered has no price. */
  money(prices: Prices | undefined): number | null
  /** As ledger.json wants it. */
  ledger(model: string, retries: number, prices: Prices | undefined): RunLedger
}

/** Starts counting at nothing. @example tally().total.calls // 0 */
export function tally(): Tally {
  const total = nothing()
  const models = new Map<string, Cells>()
  const kinds = new Map<string, number>()
  let milliseconds = 0

  function cellsOf(model: string): Cells {
    let cells = models.get(model)
    if (!cells) {
      cells = { total: nothing(), steps: new Map(), agents: new Map() }
      models.set(model, cells)
    }
    return cells
  }

  function of(model: string): ModelTally {
    const cells = cellsOf(model)
    return {
      answered(counted) {
        milliseconds += counted.milliseconds
        for (const cell of [
          total,
          cells.total,
          cellOf(cells.steps, counted.step),
          cellOf(cells.agents, counted.agent),
        ]) {
          cell.calls += counted.calls
          cell.promptTokens += counted.promptTokens
          cell.generatedTokens += counted.generatedTokens
        }
      },
      fromJournal(step, agent) {
        total.fromJournal++
        cells.total.fromJournal++
        cellOf(cells.steps, step).fromJournal++
        cellOf(cells.agents, agent).fromJournal++
      },
      failed({ step, agent, kind }, by = 1) {
        kinds.set(kind, (kinds.get(kind) ?? 0) + by)
        total.failed += by
        cells.total.failed += by
        cellOf(cells.steps, step).failed += by
        cellOf(cells.agents, agent).failed += by
      },
    }
  }

  /** Rows by name, each with the names of its models. */
  function rows(of: (cells: Cells) => ReadonlyMap<string, Cell>, prices: Prices | undefined) {
    const found = new Map<string, Priced[]>()
    for (const [model, cells] of models) {
      for (const [name, cell] of of(cells)) {
        const row = { model, cell, price: priceOf(prices, model) }
        const known = found.get(name)
        if (known) known.push(row)
        else found.set(name, [row])
      }
    }
    return [...found].sort(byName).map(([name, parts]) => [name, summed(parts)] as const)
  }

  return {
    total,
    of,
    money(prices) {
      if (models.size === 0) return prices ? 0 : null
      return moneyOf([...models].map(([model, { total: cell }]) => ({ cell, price: priceOf(prices, model) })))
    },
    ledger(model, retries, prices) {
      const parts = [...models].filter(([, { total: cell }]) => isUsed(cell)).sort(byName)
      const priced = parts.map(([name, { total: cell }]) => ({ model: name, cell, price: priceOf(prices, name) }))
      return {
        model,
        ...total,
        money: priced.length > 0 ? moneyOf(priced) : moneyFor(total, priceOf(prices, model)),
        retries,
        callSeconds: milliseconds / 1000,
        failures: Object.fromEntries([...kinds].filter(([, count]) => count > 0).sort(byName)),
        byModel: priced.map((part) => ({ model: part.model, ...part.cell, money: moneyFor(part.cell, part.price) })),
        steps: rows(({ steps }) => steps, prices).map(([step, row]) => ({ step, ...row })),
        agents: rows(({ agents }) => agents, prices).map(([agent, row]) => ({ agent, ...row })),
      }
    },
  }
}

type Cell = { -readonly [Count in keyof CallCounts]: number }

interface Cells {
  readonly total: Cell
  readonly steps: Map<string, Cell>
  readonly agents: Map<string, Cell>
}

interface Priced {
  readonly model: string
  readonly cell: Cell
  readonly price: Price | undefined
}

const nothing = (): Cell => ({ calls: 0, fromJournal: 0, promptTokens: 0, generatedTokens: 0, failed: 0 })

const isUsed = ({ calls, fromJournal, failed }: Cell): boolean => calls + fromJournal + failed > 0

function cellOf(cells: Map<string, Cell>, name: string): Cell {
  let cell = cells.get(name)
  if (!cell) {
    cell = nothing()
    cells.set(name, cell)
  }
  return cell
}

/** One row of what several models did. */
function summed(parts: readonly Priced[]) {
  const sum = nothing()
  for (const { cell } of parts) {
    for (const count of Object.keys(sum) as (keyof Cell)[]) sum[count] += cell[count]
  }
  return { ...sum, money: moneyOf(parts), models: parts.map(({ model }) => model).sort() }
}

/** Null where a model that was paid has no price: half a sum would look like a whole one. */
function moneyOf(parts: readonly Omit<Priced, 'model'>[]): number | null {
  let sum: number | null = null
  for (const { cell, price } of parts) {
    if (!price && cell.calls === 0) continue
    const money = moneyFor(cell, price)
    if (money === null) return null
    sum = (sum ?? 0) + money
  }
  return sum
}

const priceOf = (prices: Prices | undefined, model: string): Price | undefined =>
  typeof prices === 'function' ? prices(model) : prices

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1
